// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.cli;

import io.inventorybridge.delivery.DeliveryId;
import io.inventorybridge.local.AccessMode;
import io.inventorybridge.local.LocalSystem;
import io.inventorybridge.reporting.page.PagePaths;
import java.awt.Desktop;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code inventory report}: the path of a delivery's page, or of the index of all. */
@Command(
    name = "report",
    description = "Prints the path of a delivery's page, or of the index of the last 30 days.",
    mixinStandardHelpOptions = true)
final class ReportCommand implements Callable<Integer> {
  @Mixin private SystemOptions system = new SystemOptions();

  @Parameters(
      paramLabel = "DELIVERY",
      arity = "0..1",
      description = "delivery id, as in its report; if left out, the index")
  private @Nullable String delivery;

  @Option(names = "--open", description = "also opens it in the browser")
  private boolean open;

  @Override
  public Integer call() {
    if (system.data().isEmpty()) {
      throw CommandFailure.wrongInput("--data is missing: name the data directory of the page");
    }
    String key = key();
    try (LocalSystem running = system.open(AccessMode.READER)) {
      Path page =
          page(running, key)
              .orElseThrow(
                  () ->
                      CommandFailure.wrongInput(
                          delivery == null
                              ? "there is no page yet: no delivery was received"
                              : "there is no page of " + delivery));
      System.out.println(page);
      if (open) {
        show(page);
      }
    }
    return 0;
  }

  private String key() {
    if (delivery == null) {
      return PagePaths.INDEX;
    }
    if (!DeliveryId.isDeliveryId(delivery)) {
      throw CommandFailure.wrongInput("'%s' is not the id of a delivery".formatted(delivery));
    }
    return PagePaths.delivery(new DeliveryId(delivery));
  }

  /**
   * The file of a page, relative to the working directory if possible; empty if it does not exist
   * yet.
   */
  static Optional<Path> page(LocalSystem system, String key) {
    Path here = Path.of("").toAbsolutePath();
    return system.fileOf(key).map(file -> file.startsWith(here) ? here.relativize(file) : file);
  }

  private static void show(Path page) {
    if (!Desktop.isDesktopSupported() || !Desktop.getDesktop().isSupported(Desktop.Action.BROWSE)) {
      throw new CommandFailure(
          CommandFailure.NOT_SETTLED, "--open: there is no desktop to show the page on");
    }
    try {
      Desktop.getDesktop().browse(page.toUri());
    } catch (IOException e) {
      throw new CommandFailure(
          CommandFailure.NOT_SETTLED, "--open: no browser could be started: " + e.getMessage());
    }
  }
}
