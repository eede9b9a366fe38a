// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.inventorybridge.settings.PublishSettings.Publish;
import io.inventorybridge.stock.Upc;
import io.inventorybridge.sync.full.BatchRows;
import io.inventorybridge.sync.full.FullSyncFormat;
import io.inventorybridge.sync.full.FullSyncReport;
import io.inventorybridge.sync.reconciling.Discrepancy;
import io.inventorybridge.sync.reconciling.Reason;
import io.inventorybridge.sync.shop.ItemId;
import io.inventorybridge.sync.shop.LocationId;
import io.inventorybridge.sync.shop.Pair;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The files of a full sync. A batch is JSON Lines. Its rows are {@code {"shopifyInventoryItemId",
 * "shopifyLocationId","upca","reason","ours","unknownOrders","unknownCancellations",
 * "shopifyBefore","shopifyAfter","message"}}, or {@code {"shopifyInventoryItemId",
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
  public byte[] batch(BatchRows rows) {
    StringBuilder lines = new StringBuilder();
    rows.discrepancies().forEach(row -> lines.append(row(row)).append('\n'));
    rows.right().forEach(pair -> lines.append(of(pair).put(RIGHT, true)).append('\n'));
    return lines.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static ObjectNode of(Pair pair) {
    return Json.MAPPER
        .createObjectNode()
        .put(ITEM, pair.item().number())
        .put(LOCATION, pair.location().number());
  }

  /** One row as an object. */
  public static ObjectNode row(Discrepancy row) {
    return of(row.pair())
        .put("upca", row.product().map(Upc::toString).orElse(null))
        .put("reason", row.reason().name())
        .put("ours", row.ours())
        .put("unknownOrders", row.unknownOrders())
        .put("unknownCancellations", row.unknownCancellations())
        .put("shopifyBefore", row.before().orElse(null))
        .put("shopifyAfter", row.after().orElse(null))
        .put("message", row.message());
  }

  @Override
  public BatchRows readBatch(byte[] written) {
    List<Discrepancy> rows = new ArrayList<>();
    List<Pair> right = new ArrayList<>();
    try {
      for (String line : new String(written, StandardCharsets.UTF_8).lines().toList()) {
        JsonNode node = Json.read(line);
        if (node.path(RIGHT).asBoolean()) {
          right.add(pair(node));
        } else {
          rows.add(readRow(node));
        }
      }
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a batch of the full sync is not readable", e);
    }
    return new BatchRows(rows, right);
  }

  private static Discrepancy readRow(JsonNode node) {
    return new Discrepancy(
        pair(node),
        node.hasNonNull("upca")
            ? Optional.of(Upc.of(node.path("upca").asText()))
            : Optional.empty(),
        Reason.valueOf(node.path("reason").asText()),
        node.path("ours").asLong(),
        node.path("unknownOrders").asLong(),
        node.path("unknownCancellations").asLong(),
        number(node, "shopifyBefore"),
        number(node, "shopifyAfter"),
        node.path("message").asText());
  }

  private static Pair pair(JsonNode node) {
    return new Pair(
        new ItemId(node.path(ITEM).asText()), new LocationId(node.path(LOCATION).asText()));
  }

  private static Optional<Long> number(JsonNode node, String name) {
    return node.hasNonNull(name) ? Optional.of(node.path(name).asLong()) : Optional.empty();
  }

  /** Reads a report written by {@link #report(FullSyncReport)}. */
  static FullSyncReport report(JsonNode node) {
    List<String> missing = new ArrayList<>();
    node.required("missing").forEach(sentence -> missing.add(sentence.asText()));
    List<Discrepancy> rows = new ArrayList<>();
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
        Json.MAPPER
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
    return Json.bytes(node);
  }
}
