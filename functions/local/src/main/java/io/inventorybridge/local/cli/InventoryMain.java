// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.cli;

import java.util.List;
import java.util.Optional;

/** Entry point of the process. A simple call of the filter skips the option parser. */
public final class InventoryMain {
  private InventoryMain() {}

  public static void main(String[] arguments) {
    System.exit(run(arguments));
  }

  /** Runs a command and returns its exit code. */
  public static int run(String... arguments) {
    Optional<FilterCommand> filter = FilterCommand.parsePlain(List.of(arguments));
    if (filter.isEmpty()) {
      return InventoryCommand.run(arguments);
    }
    try {
      return filter.get().call();
    } catch (RuntimeException e) {
      System.err.println("inventory: " + CommandFailure.firstLine(e));
      return CommandFailure.exitCodeOf(e);
    }
  }
}
