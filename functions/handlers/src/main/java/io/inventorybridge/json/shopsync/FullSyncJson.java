// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.json.shopsync;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.inventorybridge.json.JsonCodec;
import io.inventorybridge.settings.PublishSettings.Publish;
import io.inventorybridge.shopsync.full.BatchFindings;
import io.inventorybridge.shopsync.full.FullSyncFormat;
import io.inventorybridge.shopsync.full.FullSyncReport;
import io.inventorybridge.shopsync.reconciling.DiscrepancyReason;
import io.inventorybridge.shopsync.reconciling.PairDiscrepancy;
import io.inventorybridge.stock.CanonicalUpc;
import io.inventorybridge.stock.InventoryItemId;
import io.inventorybridge.stock.ItemAtLocation;
import io.inventorybridge.stock.ShopLocationId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The files of a full sync. A batch is JSON Lines. Its rows are {@code {"shopifyInventoryItemId",
 * "shopifyLocationId","upca","reason","ours","unknownOrders","unknownCancellations",
 * "shopifyBefore","shopifyAfter","since","message"}}, or {@code {"shopifyInventoryItemId",
 * "shopifyLocationId","right":true}} for a pair that was removed from the list. The report is
 * {@code {"run","began","ended",
 * "publish","missing":[],"read","agreed","written","published","uncertain","parked","calls",
 * "requests","points","byReason":{},"discrepancies":[]}} with the same rows. An unknown number is
 * null.
 */
public final class FullSyncJson implements FullSyncFormat {
  private static final String ITEM = "shopifyInventoryItemId";
  private static final String LOCATION = "shopifyLocationId";
  private static final String RIGHT = "right";

  @Override
  public byte[] batch(BatchFindings rows) {
    StringBuilder lines = new StringBuilder();
    rows.discrepancies().forEach(row -> lines.append(row(row)).append('\n'));
    rows.right().forEach(pair -> lines.append(of(pair).put(RIGHT, true)).append('\n'));
    return lines.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static ObjectNode of(ItemAtLocation pair) {
    return JsonCodec.MAPPER
        .createObjectNode()
        .put(ITEM, pair.item().number())
        .put(LOCATION, pair.location().number());
  }

  /** One row as an object. */
  public static ObjectNode row(PairDiscrepancy row) {
    return of(row.pair())
        .put("upca", row.product().map(CanonicalUpc::toString).orElse(null))
        .put("reason", row.reason().name())
        .put("ours", row.ours())
        .put("unknownOrders", row.unknownOrders())
        .put("unknownCancellations", row.unknownCancellations())
        .put("shopifyBefore", row.before().orElse(null))
        .put("shopifyAfter", row.after().orElse(null))
        .put("since", row.since().map(Instant::toString).orElse(null))
        .put("message", row.message());
  }

  @Override
  public BatchFindings readBatch(byte[] written) {
    List<PairDiscrepancy> rows = new ArrayList<>();
    List<ItemAtLocation> right = new ArrayList<>();
    try {
      for (String line : new String(written, StandardCharsets.UTF_8).lines().toList()) {
        JsonNode node = JsonCodec.read(line);
        if (node.path(RIGHT).asBoolean()) {
          right.add(pair(node));
        } else {
          rows.add(readRow(node));
        }
      }
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a batch of the full sync is not readable", e);
    }
    return new BatchFindings(rows, right);
  }

  private static PairDiscrepancy readRow(JsonNode node) {
    return new PairDiscrepancy(
        pair(node),
        node.hasNonNull("upca")
            ? Optional.of(CanonicalUpc.of(node.path("upca").asText()))
            : Optional.empty(),
        DiscrepancyReason.valueOf(node.path("reason").asText()),
        node.path("ours").asLong(),
        node.path("unknownOrders").asLong(),
        node.path("unknownCancellations").asLong(),
        number(node, "shopifyBefore"),
        number(node, "shopifyAfter"),
        node.hasNonNull("since")
            ? Optional.of(Instant.parse(node.path("since").asText()))
            : Optional.empty(),
        node.path("message").asText());
  }

  private static ItemAtLocation pair(JsonNode node) {
    return new ItemAtLocation(
        new InventoryItemId(node.path(ITEM).asText()),
        new ShopLocationId(node.path(LOCATION).asText()));
  }

  private static Optional<Long> number(JsonNode node, String name) {
    return node.hasNonNull(name) ? Optional.of(node.path(name).asLong()) : Optional.empty();
  }

  /** Reads a report written by {@link #report(FullSyncReport)}. */
  public static FullSyncReport report(JsonNode node) {
    List<String> missing = new ArrayList<>();
    node.required("missing").forEach(sentence -> missing.add(sentence.asText()));
    List<PairDiscrepancy> rows = new ArrayList<>();
    node.required("discrepancies").forEach(row -> rows.add(readRow(row)));
    return new FullSyncReport(
        node.required("run").asText(),
        Instant.parse(node.required("began").asText()),
        Instant.parse(node.required("ended").asText()),
        Publish.valueOf(node.required("publish").asText()),
        missing,
        new FullSyncReport.Figures(
            node.required("read").asLong(),
            node.required("published").asLong(),
            node.required("uncertain").asLong(),
            node.required("parked").asLong(),
            node.required("calls").asLong(),
            node.required("requests").asLong(),
            node.required("points").asLong()),
        rows);
  }

  @Override
  public byte[] report(FullSyncReport report) {
    ObjectNode node =
        JsonCodec.MAPPER
            .createObjectNode()
            .put("run", report.run())
            .put("began", report.began().toString())
            .put("ended", report.ended().toString())
            .put("publish", report.publish().name());
    ArrayNode missing = node.putArray("missing");
    report.missing().forEach(missing::add);
    FullSyncReport.Figures figures = report.figures();
    node.put("read", figures.read())
        .put("agreed", report.agreed())
        .put("written", report.written())
        .put("published", figures.published())
        .put("uncertain", figures.uncertain())
        .put("parked", figures.parked())
        .put("calls", figures.calls())
        .put("requests", figures.requests())
        .put("points", figures.points());
    ObjectNode reasons = node.putObject("byReason");
    report.byReason().forEach((reason, count) -> reasons.put(reason.name(), count));
    ArrayNode rows = node.putArray("discrepancies");
    report.discrepancies().forEach(row -> rows.add(row(row)));
    return JsonCodec.bytes(node);
  }
}
