// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.json.delivery;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.inventorybridge.delivery.DeliveryFormat;
import io.inventorybridge.delivery.DeliveryId;
import io.inventorybridge.delivery.DeliveryManifest;
import io.inventorybridge.delivery.DeliveryRecord;
import io.inventorybridge.delivery.DeliveryReport;
import io.inventorybridge.delivery.FileCompression;
import io.inventorybridge.delivery.PartName;
import io.inventorybridge.delivery.PartRecord;
import io.inventorybridge.delivery.StatedReason;
import io.inventorybridge.json.JsonCodec;
import io.inventorybridge.json.JsonTree;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Manifests, reports and notes of deliveries as JSON. */
public final class DeliveryJson implements DeliveryFormat {
  @Override
  public byte[] write(DeliveryManifest manifest) {
    return JsonTree.bytes(of(manifest));
  }

  @Override
  public byte[] write(DeliveryReport report) {
    return JsonTree.bytes(of(report));
  }

  /**
   * {@code {"delivery","source","sha256","bytes","snapshotTime","snapshotTimeFrom","delimiter",
   * "encoding","compression","catalogVersion","facilitiesVersion","rows":{"read","kept",
   * "filtered":{REASON:n},"rejected":{REASON:n}},"parts":[{"name","rows","sha256"}]}}, followed by
   * the fields that later steps need.
   */
  public static ObjectNode of(DeliveryManifest manifest) {
    ObjectNode node = JsonTree.object();
    DeliveryManifest.Input input = manifest.input();
    node.put("delivery", manifest.delivery().value());
    node.put("source", manifest.source());
    node.put("sha256", input.sha256());
    node.put("bytes", input.bytes());
    DeliveryNodes.put(node, manifest.snapshot());
    node.put("delimiter", String.valueOf(input.delimiter()));
    node.put("encoding", input.encoding());
    node.put("compression", input.compression().name());
    node.put("catalogVersion", manifest.catalogVersion());
    node.put("facilitiesVersion", manifest.facilitiesVersion());
    node.set("rows", DeliveryNodes.of(manifest.rows()));
    ArrayNode parts = node.putArray("parts");
    for (DeliveryManifest.Part part : manifest.parts()) {
      parts
          .addObject()
          .put("name", part.name().toString())
          .put("rows", part.rows())
          .put("sha256", part.sha256());
    }
    node.put("kind", manifest.kind().name());
    node.put("uploadedAt", manifest.uploaded().toString());
    node.set("drop", DeliveryNodes.of(manifest.drop()));
    node.put("wrongCheckDigits", input.wrongCheckDigits());
    node.set("stores", DeliveryNodes.of(manifest.stores()));
    node.set("findings", DeliveryNodes.of(manifest.findings()));
    node.put("staging", manifest.staging());
    return node;
  }

  @Override
  public DeliveryManifest readManifest(byte[] document) {
    try {
      JsonNode node = JsonCodec.read(document);
      List<DeliveryManifest.Part> parts = new ArrayList<>();
      for (JsonNode part : node.required("parts")) {
        parts.add(
            new DeliveryManifest.Part(
                PartName.parse(part.required("name").asText()),
                part.required("rows").asLong(),
                part.required("sha256").asText()));
      }
      return new DeliveryManifest(
          new DeliveryId(node.required("delivery").asText()),
          DeliveryManifest.DeliveryKind.valueOf(node.required("kind").asText()),
          DeliveryNodes.snapshot(node),
          Instant.parse(node.required("uploadedAt").asText()),
          DeliveryNodes.drop(node.required("drop")),
          new DeliveryManifest.Input(
              node.required("sha256").asText(),
              node.required("bytes").asLong(),
              node.required("delimiter").asText().charAt(0),
              node.required("encoding").asText(),
              FileCompression.valueOf(node.required("compression").asText()),
              node.required("wrongCheckDigits").asLong()),
          node.required("catalogVersion").asText(),
          node.required("facilitiesVersion").asText(),
          DeliveryNodes.rows(node.required("rows")),
          DeliveryNodes.stores(node.required("stores")),
          DeliveryNodes.findings(node.required("findings")),
          parts,
          node.required("staging").asText());
    } catch (JsonProcessingException | IllegalArgumentException e) {
      throw new IllegalStateException("a manifest is damaged: " + e.getMessage(), e);
    }
  }

  /**
   * {@code {"delivery","source","status","reason","snapshotTime","snapshotTimeFrom","rows":{...},
   * "guards":[{"name","measured","limit","verdict","why"}],"rejectedKeys":{"named","unnamed"},"parts":[{"name","rows","resetApplied","resetUnchanged","resetStale","varianceRows",
   * "varianceUnits","varianceStale","lateFacts","resetSeconds","varianceSeconds","attempt"}],"seconds":{step:s}}};
   * {@code reason} may be null; a quarantined part also has {@code failure}, and a void delivery
   * {@code undo} with {@code {"delivery","began","ended","along":[id],"keys","changed","units",
   * "waiting"}}.
   */
  public static ObjectNode of(DeliveryReport report) {
    ObjectNode node = JsonTree.object();
    node.put("delivery", report.delivery().value());
    node.put("source", report.source());
    node.put("status", report.status().name());
    node.put("reason", report.reason().orElse(null));
    DeliveryNodes.put(node, report.snapshot());
    node.set("rows", DeliveryNodes.of(report.rows()));
    node.set("guards", DeliveryNodes.of(report.guards()));
    node.set("rejectedKeys", DeliveryNodes.of(report.rejectedKeys()));
    ArrayNode parts = node.putArray("parts");
    for (PartRecord part : report.parts()) {
      ObjectNode of = parts.addObject();
      of.put("name", part.part().toString());
      of.put("rows", part.rows());
      of.put("resetApplied", part.reset().applied());
      of.put("resetUnchanged", part.reset().unchanged());
      of.put("resetStale", part.reset().stale());
      of.put("varianceRows", part.variance().rows());
      of.put("varianceUnits", part.variance().units().units());
      of.put("varianceStale", part.variance().stale());
      of.put("lateFacts", part.variance().lateFacts());
      of.put("resetSeconds", BigDecimal.valueOf(part.reset().took().toMillis(), 3));
      of.put("varianceSeconds", BigDecimal.valueOf(part.variance().took().toMillis(), 3));
      of.put("attempt", part.attempt());
      part.failure()
          .ifPresent(
              failure ->
                  of.putObject("failure")
                      .put("step", failure.step())
                      .put("error", failure.error())
                      .put("cause", failure.cause()));
    }
    report.undo().ifPresent(undo -> node.set("undo", DeliveryNodes.of(undo)));
    ObjectNode seconds = node.putObject("seconds");
    report
        .seconds()
        .forEach((step, time) -> seconds.put(step, BigDecimal.valueOf(time.toMillis(), 3)));
    return node;
  }

  /**
   * {@code {"delivery","source","reason","release","snapshotTime","snapshotTimeFrom","uploadedAt",
   * "original","rows":{...}}}; {@code release} tells the operator's options.
   */
  @Override
  public byte[] writeHeld(DeliveryRecord record) {
    ObjectNode node = JsonTree.object();
    node.put("delivery", record.id().value());
    node.put("source", record.source());
    node.put("reason", record.reason().map(StatedReason::toString).orElse(null));
    node.put(
        "release",
        record
            .reason()
            .flatMap(StatedReason::held)
            .map(held -> held.release().name())
            .orElse(null));
    DeliveryNodes.put(node, record.snapshot());
    node.put("uploadedAt", record.uploaded().toString());
    node.put("original", record.original().orElse(null));
    node.set("rows", DeliveryNodes.of(record.rows()));
    return JsonTree.bytes(node);
  }
}
