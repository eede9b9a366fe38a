// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.cli;

import java.nio.file.Path;
import java.util.List;

/** What {@code mvn -Plocal} runs: the main job on a delivery that it generates. */
public final class LocalDemo {
  private LocalDemo() {}

  /**
   * Runs it.
   *
   * @param arguments the directory for the generated files
   */
  public static void main(String[] arguments) {
    Path directory = Path.of(arguments[0]);
    List<String> generating =
        List.of("generate", "--size", "30MB", "--seed", "7", "--out", directory.toString());
    System.out.println("inventory " + String.join(" ", generating));
    int code = Inventory.run(generating.toArray(String[]::new));
    System.exit(code);
  }
}
