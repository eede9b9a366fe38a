// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.inventorybridge.json.JsonCodec;
import io.inventorybridge.local.AccessMode;
import io.inventorybridge.local.LocalSystem;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code inventory refresh}: fetches the catalog from the shop. */
@Command(
    name = "refresh",
    description = "Fetches the catalog from the shop, as the schedule does before the deliveries.",
    mixinStandardHelpOptions = true)
final class RefreshCommand implements Callable<Integer> {
  @Mixin private SystemOptions system = new SystemOptions();

  @Option(names = "--json", description = "one JSON object instead of sentences")
  private boolean json;

  @Override
  public Integer call() throws InterruptedException {
    try (LocalSystem running = system.open(AccessMode.WRITER);
        DropRunner drops = new DropRunner(running)) {
      JsonNode report = drops.refresh();
      if (json) {
        System.out.println(new String(JsonCodec.bytes(report), StandardCharsets.UTF_8));
      } else {
        print(report);
      }
      return report.path("status").asText().equals("IN_FORCE") ? 0 : CommandFailure.NOT_SETTLED;
    }
  }

  private static void print(JsonNode report) {
    System.out.println(
        "catalog of the shop: "
            + report.path("status").asText()
            + (report.has("reason") ? ", " + report.path("reason").asText() : ""));
    String states =
        report.path("variants").properties().stream()
            .filter(state -> state.getValue().asLong() > 0)
            .map(Map.Entry::toString)
            .collect(Collectors.joining(", "));
    System.out.println("variants: " + (states.isEmpty() ? "none" : states));
    System.out.println("not online: see " + report.path("notOnline").asText());
  }
}
