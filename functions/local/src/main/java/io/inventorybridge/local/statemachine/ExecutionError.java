// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.statemachine;

/** An error inside an execution, named as in Retry and Catch. */
public final class ExecutionError extends RuntimeException {
  static final String ALL = "States.ALL";
  static final String TASK_FAILED = "States.TaskFailed";
  static final String TIMEOUT = "States.Timeout";
  static final String RUNTIME = "States.Runtime";
  static final String NO_CHOICE = "States.NoChoiceMatched";
  static final String QUERY_EVALUATION = "States.QueryEvaluationError";

  private final String error;
  private final String reason;

  /**
   * @param error the class name of the exception when a function threw it
   * @param reason JSON with errorMessage and errorType when a function failed
   */
  public ExecutionError(String error, String reason) {
    super(error + ": " + reason);
    this.error = error;
    this.reason = reason;
  }

  public String error() {
    return error;
  }

  public String reason() {
    return reason;
  }

  /** True if a name in ErrorEquals matches this error. */
  boolean is(String name) {
    return switch (name) {
      case ALL -> !error.equals(RUNTIME);
      case TASK_FAILED -> !error.equals(TIMEOUT) && !error.equals(RUNTIME);
      default -> name.equals(error);
    };
  }
}
