// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.json.delivery;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.inventorybridge.delivery.DeliveryId;
import io.inventorybridge.delivery.DeliveryManifest;
import io.inventorybridge.delivery.DeliveryRecord;
import io.inventorybridge.delivery.PartName;
import io.inventorybridge.delivery.PartRecord;
import io.inventorybridge.delivery.PartRecord.Failure;
import io.inventorybridge.delivery.PartRecord.ResetTotals;
import io.inventorybridge.delivery.PartRecord.VarianceTotals;
import io.inventorybridge.json.JsonCodec;
import io.inventorybridge.json.JsonTree;
import io.inventorybridge.stock.StockQuantity;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/** Records of deliveries and parts as documents in the table. */
public final class DeliveryRecordJson {
  private DeliveryRecordJson() {}

  public static String write(DeliveryRecord record) {
    ObjectNode node = JsonTree.object();
    node.put("delivery", record.id().value());
    node.put("kind", record.kind().name());
    node.put("status", record.status().name());
    DeliveryNodes.put(node, record.reason());
    DeliveryNodes.put(node, record.snapshot());
    node.put("uploadedAt", record.uploaded().toString());
    node.set("drop", DeliveryNodes.of(record.drop()));
    node.put("sha256", record.sha256());
    node.put("bytes", record.bytes());
    node.put("original", record.original().orElse(null));
    node.set("rows", DeliveryNodes.of(record.rows()));
    node.set("stores", DeliveryNodes.of(record.stores()));
    node.set("findings", DeliveryNodes.of(record.findings()));
    node.put("parts", record.parts());
    node.set("seconds", DeliveryNodes.of(record.seconds()));
    node.put("releasedFrom", record.releasedFrom().map(DeliveryId::value).orElse(null));
    node.put("releasedAs", record.releasedAs().map(DeliveryId::value).orElse(null));
    node.put("corrects", record.corrects().map(DeliveryId::value).orElse(null));
    record.undo().ifPresent(undo -> node.set("undo", DeliveryNodes.of(undo)));
    node.put("revision", record.revision());
    return text(node);
  }

  public static DeliveryRecord readDelivery(String document) {
    return reading(
        document,
        node ->
            new DeliveryRecord(
                new DeliveryId(node.required("delivery").asText()),
                DeliveryManifest.DeliveryKind.valueOf(node.required("kind").asText()),
                DeliveryRecord.Status.valueOf(node.required("status").asText()),
                DeliveryNodes.reason(node),
                DeliveryNodes.snapshot(node),
                Instant.parse(node.required("uploadedAt").asText()),
                DeliveryNodes.drop(node.required("drop")),
                node.required("sha256").asText(),
                node.required("bytes").asLong(),
                DeliveryNodes.optional(node, "original"),
                DeliveryNodes.rows(node.required("rows")),
                DeliveryNodes.stores(node.required("stores")),
                DeliveryNodes.findings(node.required("findings")),
                node.required("parts").asInt(),
                DeliveryNodes.times(node.required("seconds")),
                DeliveryNodes.optional(node, "releasedFrom").map(DeliveryId::new),
                DeliveryNodes.optional(node, "releasedAs").map(DeliveryId::new),
                DeliveryNodes.optional(node, "corrects").map(DeliveryId::new),
                DeliveryNodes.undo(node.path("undo")),
                node.required("revision").asLong()));
  }

  public static String write(PartRecord record) {
    ObjectNode node = JsonTree.object();
    node.put("delivery", record.delivery().value());
    node.put("part", record.part().toString());
    node.put("status", record.status().name());
    node.put("attempt", record.attempt());
    node.put("rows", record.rows());
    node.putObject("reset")
        .put("applied", record.reset().applied())
        .put("unchanged", record.reset().unchanged())
        .put("stale", record.reset().stale())
        .put("took", record.reset().took().toString());
    node.putObject("variance")
        .put("rows", record.variance().rows())
        .put("units", record.variance().units().units())
        .put("stale", record.variance().stale())
        .put("lateFacts", record.variance().lateFacts())
        .put("took", record.variance().took().toString());
    record
        .failure()
        .ifPresent(
            failure ->
                node.putObject("failure")
                    .put("step", failure.step())
                    .put("error", failure.error())
                    .put("cause", failure.cause()));
    node.put("revision", record.revision());
    return text(node);
  }

  public static PartRecord readPart(String document) {
    return reading(
        document,
        node -> {
          JsonNode reset = node.required("reset");
          JsonNode variance = node.required("variance");
          return new PartRecord(
              new DeliveryId(node.required("delivery").asText()),
              PartName.parse(node.required("part").asText()),
              PartRecord.Status.valueOf(node.required("status").asText()),
              node.required("attempt").asText(),
              node.required("rows").asLong(),
              new ResetTotals(
                  reset.required("applied").asLong(),
                  reset.required("unchanged").asLong(),
                  reset.required("stale").asLong(),
                  Duration.parse(reset.required("took").asText())),
              new VarianceTotals(
                  variance.required("rows").asLong(),
                  StockQuantity.of(variance.required("units").asLong()),
                  variance.required("stale").asLong(),
                  variance.required("lateFacts").asLong(),
                  Duration.parse(variance.required("took").asText())),
              node.hasNonNull("failure")
                  ? Optional.of(failure(node.path("failure")))
                  : Optional.empty(),
              node.required("revision").asLong());
        });
  }

  private static Failure failure(JsonNode node) {
    return new Failure(
        node.required("step").asText(),
        node.required("error").asText(),
        node.required("cause").asText());
  }

  private static <T> T reading(String document, Function<JsonNode, T> read) {
    try {
      return read.apply(JsonCodec.read(document));
    } catch (JsonProcessingException | IllegalArgumentException e) {
      throw new IllegalStateException("the record of a delivery is damaged: " + e.getMessage(), e);
    }
  }

  private static String text(ObjectNode node) {
    return new String(JsonTree.bytes(node), StandardCharsets.UTF_8);
  }
}
