// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.json.reporting;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.inventorybridge.json.JsonCodec;
import io.inventorybridge.reporting.morning.AgingUnits;
import io.inventorybridge.reporting.morning.MorningFormat;
import io.inventorybridge.reporting.morning.MorningSummary;
import io.inventorybridge.reporting.morning.MorningSummary.Count;
import io.inventorybridge.reporting.morning.ResetDifference;
import io.inventorybridge.reporting.morning.SilentStore;
import io.inventorybridge.reporting.morning.StoreDifferences;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.List;

/**
 * The morning summary and its lists as JSON. A list is an object: {@code delivery}, {@code
 * snapshotTime}, the totals of the summary, then the rows, streamed as they arrive.
 */
public final class MorningJson implements MorningFormat {
  private static final String DIFFERENCES = "differences";
  private static final String AGEING = "ageing";
  private static final String SILENT_STORES = "silentStores";

  /**
   * {@code {"delivery","source","snapshotTime","differences":{"keys","superseded","compared",
   * "differing","unitsMore","unitsLess","byCause":{CAUSE:{"keys","units"}},"stores":[{"facilityId",
   * "keys","compared","differing","unitsMore","unitsLess","posSince"}]},"ageing":{"items","units",
   * "olderThanDays":{"3":{"items","units"},...},"oldest":[...]},"silentStores":[{"facilityId","name","group",
   * "opened","closed","latestEvent"}]}}; {@code name} and {@code latestEvent} may be null.
   */
  public static byte[] summary(MorningSummary summary) {
    ObjectNode node = JsonCodec.MAPPER.createObjectNode();
    node.put("delivery", summary.delivery().value());
    node.put("source", summary.delivery().source());
    node.put("snapshotTime", summary.snapshot().toString());
    node.set(DIFFERENCES, differences(summary));
    ObjectNode aging = aging(summary);
    ArrayNode oldest = aging.putArray("oldest");
    summary.aging().oldest().forEach(units -> oldest.add(node(units)));
    node.set(AGEING, aging);
    ArrayNode silent = node.putArray(SILENT_STORES);
    summary.silentStores().forEach(store -> silent.add(node(store)));
    return JsonCodec.bytes(node);
  }

  @Override
  public String extension() {
    return "json";
  }

  @Override
  public void differences(OutputStream to, MorningSummary summary, Rows<ResetDifference> rows)
      throws IOException {
    list(to, summary, DIFFERENCES, differences(summary), "keys", rows, MorningJson::node);
  }

  @Override
  public void aging(OutputStream to, MorningSummary summary, Rows<AgingUnits> rows)
      throws IOException {
    list(to, summary, AGEING, aging(summary), "items", rows, MorningJson::node);
  }

  @Override
  public void silentStores(OutputStream to, MorningSummary summary, List<SilentStore> rows)
      throws IOException {
    ObjectNode totals = JsonCodec.MAPPER.createObjectNode().put("stores", rows.size());
    Rows<SilentStore> each =
        sink -> {
          for (SilentStore row : rows) {
            sink.row(row);
          }
        };
    list(to, summary, "silent", totals, SILENT_STORES, each, MorningJson::node);
  }

  private interface Notation<T> {
    ObjectNode node(T row);
  }

  private static <T> void list(
      OutputStream to,
      MorningSummary summary,
      String totalsName,
      ObjectNode totals,
      String rowsName,
      Rows<T> rows,
      Notation<T> notation)
      throws IOException {
    JsonGenerator json = JsonCodec.MAPPER.createGenerator(to);
    json.writeStartObject();
    json.writeStringField("delivery", summary.delivery().value());
    json.writeStringField("snapshotTime", summary.snapshot().toString());
    json.writeFieldName(totalsName);
    json.writeTree(totals);
    json.writeArrayFieldStart(rowsName);
    rows.each(
        row -> {
          json.writeRaw('\n');
          json.writeTree(notation.node(row));
        });
    json.writeEndArray();
    json.writeEndObject();
    json.writeRaw('\n');
    json.flush();
  }

  private static ObjectNode differences(MorningSummary summary) {
    MorningSummary.Differences differences = summary.differences();
    ObjectNode node = JsonCodec.MAPPER.createObjectNode();
    node.put("keys", differences.keys());
    node.put("superseded", differences.superseded());
    node.put("compared", differences.compared());
    node.put("differing", differences.differing());
    node.put("unitsMore", differences.more().units());
    node.put("unitsLess", differences.less().units());
    ObjectNode byCause = node.putObject("byCause");
    differences
        .byCause()
        .forEach(
            (cause, count) ->
                byCause
                    .putObject(cause.name())
                    .put("keys", count.keys())
                    .put("units", count.units().units()));
    ArrayNode stores = node.putArray("stores");
    for (StoreDifferences store : differences.stores()) {
      stores
          .addObject()
          .put("facilityId", store.store().value())
          .put("keys", store.keys())
          .put("compared", store.compared())
          .put("differing", store.differing())
          .put("unitsMore", store.more().units())
          .put("unitsLess", store.less().units())
          .put("posSince", store.posSince());
    }
    return node;
  }

  private static ObjectNode aging(MorningSummary summary) {
    ObjectNode node = count(summary.aging().all());
    ObjectNode older = node.putObject("olderThanDays");
    summary
        .aging()
        .olderThan()
        .forEach((days, count) -> older.set(Integer.toString(days), count(count)));
    return node;
  }

  private static ObjectNode count(Count count) {
    return JsonCodec.MAPPER
        .createObjectNode()
        .put("items", count.keys())
        .put("units", count.units().units());
  }

  private static ObjectNode node(ResetDifference row) {
    return JsonCodec.MAPPER
        .createObjectNode()
        .put("facilityId", row.key().facility().value())
        .put("upca", row.upca())
        .put("retailPro", row.retailPro().units())
        .put("expected", row.expected().units())
        .put("difference", row.difference().units())
        .put("posUnits", row.pos().units())
        .put("probableCause", row.cause().name());
  }

  private static ObjectNode node(AgingUnits row) {
    return JsonCodec.MAPPER
        .createObjectNode()
        .put("orderId", row.orderId())
        .put("seqId", row.seqId())
        .put("facilityId", row.key().facility().value())
        .put("upca", row.upca())
        .put("units", row.units().units())
        .put("completedAt", row.completedAt().toString())
        .put("days", row.days());
  }

  private static ObjectNode node(SilentStore store) {
    return JsonCodec.MAPPER
        .createObjectNode()
        .put("facilityId", store.store().value())
        .put("name", store.name().orElse(null))
        .put("group", store.group())
        .put("opened", store.opened().toString())
        .put("closed", store.closed().toString())
        .put("latestEvent", store.latest().map(Instant::toString).orElse(null));
  }
}
