// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local;

import io.inventorybridge.local.cli.InventoryMain;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** {@code inventory serve} in its own process, from the classes of the test. */
public final class ServedProcess {
  private ServedProcess() {}

  /**
   * Starts the process.
   *
   * @param data its data directory
   * @param errors the destination of its stderr
   * @param options of the JVM
   */
  public static Process start(Path data, Redirect errors, String... options) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("--enable-native-access=ALL-UNNAMED");
    command.addAll(List.of(options));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(InventoryMain.class.getName(), "serve", "--data", data.toString()));
    return new ProcessBuilder(command).redirectError(errors).start();
  }
}
