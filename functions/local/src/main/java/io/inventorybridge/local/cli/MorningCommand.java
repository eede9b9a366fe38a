// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.inventorybridge.delivery.BucketLayout;
import io.inventorybridge.delivery.DeliveryId;
import io.inventorybridge.delivery.DeliveryRecord;
import io.inventorybridge.json.JsonCodec;
import io.inventorybridge.local.AccessMode;
import io.inventorybridge.local.LocalSystem;
import io.inventorybridge.reporting.morning.ReportingDelivery;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code inventory morning}: the summary to read on the morning after a delivery. */
@Command(
    name = "morning",
    description = "Shows reset differences, aging orders and silent stores of a settled delivery.",
    mixinStandardHelpOptions = true)
final class MorningCommand implements Callable<Integer> {
  @Mixin private SystemOptions system = new SystemOptions();

  @Parameters(paramLabel = "DELIVERY", description = "delivery id, as in its report")
  private String delivery = "";

  @Option(names = "--json", description = "one JSON object: the summary")
  private boolean json;

  @Override
  public Integer call() {
    if (system.data().isEmpty()) {
      throw CommandFailure.wrongInput("--data is missing: name the data directory of the delivery");
    }
    if (!DeliveryId.isDeliveryId(delivery)) {
      throw CommandFailure.wrongInput("'%s' is not the id of a delivery".formatted(delivery));
    }
    DeliveryId id = new DeliveryId(delivery);
    try (LocalSystem running = system.open(AccessMode.READER)) {
      JsonNode summary = summary(running, id).orElseThrow(() -> missing(running, id));
      if (json) {
        System.out.println(new String(JsonCodec.bytes(summary), StandardCharsets.UTF_8));
      } else {
        System.out.printf("%s  true at %s%n", id, summary.path("snapshotTime").asText());
        new MorningText(System.out).print(summary);
        System.out.printf("  files       %s%n", BucketLayout.morning(id, ""));
      }
    }
    return 0;
  }

  /** The summary of a delivery; empty before it is settled. */
  static Optional<JsonNode> summary(LocalSystem system, DeliveryId delivery) {
    String key = BucketLayout.morning(delivery, ReportingDelivery.SUMMARY);
    return system
        .wiring()
        .files()
        .read(key)
        .map(
            document -> {
              try {
                return JsonCodec.read(document);
              } catch (JsonProcessingException e) {
                throw new IllegalStateException(key + " is not as it was written", e);
              }
            });
  }

  private static CommandFailure missing(LocalSystem system, DeliveryId delivery) {
    return CommandFailure.wrongInput(
        system
            .wiring()
            .deliveries()
            .find(delivery)
            .map(DeliveryRecord::status)
            .map(
                status ->
                    status == DeliveryRecord.Status.SETTLED
                        ? "%s is settled, but its summary is not yet written".formatted(delivery)
                        : "%s is %s: its summary is written when it is settled"
                            .formatted(delivery, status))
            .orElse("there is no delivery " + delivery));
  }
}
