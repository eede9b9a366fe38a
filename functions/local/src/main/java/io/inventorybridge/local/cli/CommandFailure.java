// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.cli;

/** A command ended without success; the message is for its user. */
public final class CommandFailure extends RuntimeException {
  /** Held or quarantined: the input could be read but was not applied. */
  public static final int NOT_SETTLED = 1;

  /** Wrong arguments, unreadable paths, unusable master files, unknown keys. */
  public static final int WRONG_INPUT = 2;

  private final int exitCode;

  public CommandFailure(int exitCode, String sentence) {
    super(sentence);
    this.exitCode = exitCode;
  }

  public int exitCode() {
    return exitCode;
  }

  /** The exit code for an exception. */
  static int exitCodeOf(Exception exception) {
    return exception instanceof CommandFailure failure ? failure.exitCode() : WRONG_INPUT;
  }

  /** The message of an exception, in one line. */
  static String firstLine(Exception exception) {
    String message = exception.getMessage();
    return message == null || message.isBlank()
        ? exception.getClass().getSimpleName()
        : message.lines().findFirst().orElse(message);
  }

  public static CommandFailure wrongInput(String sentence) {
    return new CommandFailure(WRONG_INPUT, sentence);
  }
}
