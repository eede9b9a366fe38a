// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.json.reporting;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import io.inventorybridge.delivery.DeliveryId;
import io.inventorybridge.json.JsonCodec;
import io.inventorybridge.json.delivery.DeliveryNodes;
import io.inventorybridge.json.shopsync.FullSyncJson;
import io.inventorybridge.reporting.morning.AgingUnits;
import io.inventorybridge.reporting.morning.MorningSummary;
import io.inventorybridge.reporting.morning.MorningSummary.Count;
import io.inventorybridge.reporting.morning.ProbableCause;
import io.inventorybridge.reporting.morning.ResetDifference;
import io.inventorybridge.reporting.morning.SilentStore;
import io.inventorybridge.reporting.morning.StoreDifferences;
import io.inventorybridge.reporting.page.PageSeverity;
import io.inventorybridge.reporting.page.index.SyncEntry;
import io.inventorybridge.reporting.page.writing.ReportReader;
import io.inventorybridge.shopsync.full.FullSyncReport;
import io.inventorybridge.stock.CanonicalUpc;
import io.inventorybridge.stock.FacilityId;
import io.inventorybridge.stock.StockKey;
import io.inventorybridge.stock.StockQuantity;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Reads the reports that pages show, as written by {@link MorningJson} and {@link FullSyncJson},
 * and the index's entry for a sync: {@code {"run","began","tone","status","sentence"}}.
 */
public final class JsonReportReader implements ReportReader {
  private static final String SNAPSHOT_TIME = "snapshotTime";
  private static final String FACILITY = "facilityId";

  @Override
  public MorningSummary summary(byte[] document) {
    JsonNode node = read(document);
    return new MorningSummary(
        new DeliveryId(node.required("delivery").asText()),
        Instant.parse(node.required(SNAPSHOT_TIME).asText()),
        differences(node.required("differences")),
        ageing(node.required("ageing"), Instant.parse(node.required(SNAPSHOT_TIME).asText())),
        silentStores(node.required("silentStores")));
  }

  private static MorningSummary.Differences differences(JsonNode node) {
    Map<ProbableCause, Count> byCause = new EnumMap<>(ProbableCause.class);
    for (Map.Entry<String, JsonNode> cause : node.required("byCause").properties()) {
      byCause.put(
          ProbableCause.valueOf(cause.getKey()),
          new Count(cause.getValue().required("keys").asLong(), units(cause.getValue(), "units")));
    }
    List<StoreDifferences> stores = new ArrayList<>();
    for (JsonNode store : node.required("stores")) {
      stores.add(
          new StoreDifferences(
              new FacilityId(store.required(FACILITY).asText()),
              store.required("keys").asLong(),
              store.required("compared").asLong(),
              store.required("differing").asLong(),
              units(store, "unitsMore"),
              units(store, "unitsLess"),
              store.required("posSince").asBoolean()));
    }
    return new MorningSummary.Differences(
        node.required("keys").asLong(),
        node.required("superseded").asLong(),
        new TreeMap<>(byCause),
        stores);
  }

  private static MorningSummary.Aging ageing(JsonNode node, Instant snapshot) {
    TreeMap<Integer, Count> older = new TreeMap<>();
    for (Map.Entry<String, JsonNode> age : node.required("olderThanDays").properties()) {
      older.put(Integer.valueOf(age.getKey()), items(age.getValue()));
    }
    List<AgingUnits> oldest = new ArrayList<>();
    for (JsonNode item : node.required("oldest")) {
      Instant completed = Instant.parse(item.required("completedAt").asText());
      String upca = item.required("upca").asText();
      oldest.add(
          new AgingUnits(
              StockKey.of(item.required(FACILITY).asText(), upca),
              upca,
              item.required("orderId").asText(),
              item.required("seqId").asText(),
              units(item, "units"),
              completed,
              Duration.between(completed, snapshot)));
    }
    return new MorningSummary.Aging(items(node), older, oldest);
  }

  private static Count items(JsonNode node) {
    return new Count(node.required("items").asLong(), units(node, "units"));
  }

  private static List<SilentStore> silentStores(JsonNode nodes) {
    List<SilentStore> stores = new ArrayList<>();
    for (JsonNode node : nodes) {
      stores.add(
          new SilentStore(
              new FacilityId(node.required(FACILITY).asText()),
              DeliveryNodes.optional(node, "name"),
              node.required("group").asText(),
              Instant.parse(node.required("opened").asText()),
              Instant.parse(node.required("closed").asText()),
              DeliveryNodes.optional(node, "latestEvent").map(Instant::parse)));
    }
    return stores;
  }

  @Override
  public void differences(InputStream document, Consumer<ResetDifference> row) throws IOException {
    try (JsonParser json = JsonCodec.MAPPER.createParser(document)) {
      while (json.nextToken() != null) {
        if (json.currentToken() == JsonToken.FIELD_NAME && json.currentName().equals("keys")) {
          if (json.nextToken() == JsonToken.START_ARRAY) {
            while (json.nextToken() == JsonToken.START_OBJECT) {
              row.accept(difference(json));
            }
            return;
          }
          json.skipChildren();
        }
      }
    }
  }

  private static ResetDifference difference(JsonParser json) throws IOException {
    String facility = "";
    String upca = "";
    String cause = "";
    long retailPro = 0;
    long expected = 0;
    long difference = 0;
    long pos = 0;
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      json.nextToken();
      switch (name) {
        case FACILITY -> facility = json.getText();
        case "upca" -> upca = json.getText();
        case "retailPro" -> retailPro = json.getLongValue();
        case "expected" -> expected = json.getLongValue();
        case "difference" -> difference = json.getLongValue();
        case "posUnits" -> pos = json.getLongValue();
        case "probableCause" -> cause = json.getText();
        default -> throw new IOException("an unknown field of a difference: " + name);
      }
    }
    return new ResetDifference(
        new StockKey(new FacilityId(facility), CanonicalUpc.of(upca)),
        upca,
        StockQuantity.of(retailPro),
        StockQuantity.of(expected),
        StockQuantity.of(difference),
        StockQuantity.of(pos),
        ProbableCause.valueOf(cause));
  }

  @Override
  public FullSyncReport sync(byte[] document) {
    return FullSyncJson.report(read(document));
  }

  @Override
  public byte[] write(SyncEntry entry) {
    return JsonCodec.bytes(
        JsonCodec.MAPPER
            .createObjectNode()
            .put("run", entry.run())
            .put("began", entry.began().toString())
            .put("tone", entry.tone().name())
            .put("status", entry.status())
            .put("sentence", entry.sentence()));
  }

  @Override
  public SyncEntry syncEntry(byte[] document) {
    JsonNode node = read(document);
    return new SyncEntry(
        node.required("run").asText(),
        Instant.parse(node.required("began").asText()),
        PageSeverity.valueOf(node.required("tone").asText()),
        node.required("status").asText(),
        node.required("sentence").asText());
  }

  private static StockQuantity units(JsonNode node, String name) {
    return StockQuantity.of(node.required(name).asLong());
  }

  private static JsonNode read(byte[] document) {
    try {
      return JsonCodec.read(document);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a report is not as it was written", e);
    }
  }
}
