// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.cli;

import java.nio.file.Path;

/** Entry point of {@code mvn -Plocal}: runs a generated delivery through the whole path. */
public final class LocalDemo {
  private LocalDemo() {}

  /**
   * Runs the demo.
   *
   * @param arguments the directory for the generated files
   */
  public static void main(String[] arguments) {
    Path directory = Path.of(arguments[0]);
    int generated = run("generate", "--size", "30MB", "--seed", "7", "--out", directory.toString());
    System.exit(
        generated != 0
            ? generated
            : run(
                "run",
                directory.resolve("delta.csv").toString(),
                "--catalog",
                directory.resolve("catalog.csv").toString(),
                "--facilities",
                directory.resolve("facilities.csv").toString(),
                "--orders",
                directory.resolve("orders.jsonl").toString(),
                "--source",
                "sv"));
  }

  private static int run(String... command) {
    System.out.println("inventory " + String.join(" ", command));
    return InventoryCommand.run(command);
  }
}
