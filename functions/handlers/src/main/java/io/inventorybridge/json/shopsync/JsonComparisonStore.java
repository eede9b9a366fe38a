// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.json.shopsync;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.inventorybridge.json.JsonCodec;
import io.inventorybridge.shopsync.comparing.AgreedSum;
import io.inventorybridge.shopsync.comparing.ComparisonPlan;
import io.inventorybridge.shopsync.comparing.ComparisonPlan.PlannedPair;
import io.inventorybridge.shopsync.comparing.ComparisonStore;
import io.inventorybridge.shopsync.shop.InventoryLevel;
import io.inventorybridge.shopsync.shop.OnlineShop.LevelReading;
import io.inventorybridge.stock.InventoryItemId;
import io.inventorybridge.stock.ItemAtLocation;
import io.inventorybridge.stock.ShopLocationId;
import io.inventorybridge.stock.StockQuantity;
import io.inventorybridge.support.files.FileStore;
import io.inventorybridge.support.files.StorageFailure;
import io.inventorybridge.support.files.StoredFile;
import io.inventorybridge.support.records.BadRecord;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * The sums and plans of full syncs as gzipped JSON Lines of the bucket. A plan's first line is
 * {@code {"readAt","agreed"}}.
 */
public final class JsonComparisonStore implements ComparisonStore {
  public static final String SUMS = "shop/agreed-sums.jsonl.gz";
  private static final String PLANS = "shop/plans/";

  private final FileStore files;

  public JsonComparisonStore(FileStore files) {
    this.files = files;
  }

  @Override
  public Map<ItemAtLocation, AgreedSum> sums() {
    Map<ItemAtLocation, AgreedSum> sums = new HashMap<>();
    for (JsonNode line : read(SUMS).orElse(List.of())) {
      sums.put(
          pair(line),
          new AgreedSum(
              number(line, "beyond"), number(line, "setAside"), number(line, "unexplained")));
    }
    return sums;
  }

  @Override
  public void saveSums(Map<ItemAtLocation, AgreedSum> sums) {
    write(
        SUMS,
        new TreeMap<>(sums)
            .entrySet().stream()
                .map(
                    it ->
                        of(it.getKey())
                            .put("beyond", it.getValue().beyond())
                            .put("setAside", it.getValue().setAside())
                            .put("unexplained", it.getValue().unexplained())));
  }

  @Override
  public Optional<ComparisonPlan> plan(String run) {
    return read(key(run))
        .map(
            lines -> {
              Iterator<JsonNode> all = lines.iterator();
              JsonNode head = all.next();
              List<PlannedPair> pairs = new ArrayList<>();
              all.forEachRemaining(line -> pairs.add(planned(line)));
              return new ComparisonPlan(
                  Instant.parse(head.required("readAt").asText()), number(head, "agreed"), pairs);
            });
  }

  @Override
  public void savePlan(String run, ComparisonPlan plan) {
    ObjectNode head =
        JsonCodec.MAPPER
            .createObjectNode()
            .put("readAt", plan.readAt().toString())
            .put("agreed", plan.agreed());
    write(
        key(run),
        Stream.concat(Stream.of(head), plan.pairs().stream().map(JsonComparisonStore::line)));
  }

  private static String key(String run) {
    return PLANS + run.replace(' ', '-') + ".jsonl.gz";
  }

  private static ObjectNode line(PlannedPair planned) {
    ObjectNode node =
        of(planned.pair())
            .put("taken", planned.orders().taken())
            .put("committed", planned.orders().committed())
            .put("sample", planned.isSample());
    planned
        .reading()
        .ifPresent(
            reading -> {
              node.put("tracked", reading.tracked());
              reading.level().ifPresent(level -> node.set("level", level(level)));
            });
    return node;
  }

  private static ObjectNode level(InventoryLevel level) {
    return JsonCodec.MAPPER
        .createObjectNode()
        .put("active", level.active())
        .put("available", level.available().units())
        .put("onHand", level.onHand().units())
        .put("committed", level.committed().units());
  }

  private static PlannedPair planned(JsonNode line) {
    Optional<LevelReading> reading =
        line.has("tracked")
            ? Optional.of(
                new LevelReading(
                    line.required("tracked").asBoolean(),
                    Optional.ofNullable(line.get("level")).map(JsonComparisonStore::readLevel)))
            : Optional.empty();
    return new PlannedPair(
        pair(line),
        reading,
        new AgreedSum.OrderUnits(number(line, "taken"), number(line, "committed")),
        line.required("sample").asBoolean());
  }

  private static InventoryLevel readLevel(JsonNode level) {
    return new InventoryLevel(
        level.required("active").asBoolean(),
        StockQuantity.of(number(level, "available")),
        StockQuantity.of(number(level, "onHand")),
        StockQuantity.of(number(level, "committed")));
  }

  private static ObjectNode of(ItemAtLocation pair) {
    return JsonCodec.MAPPER
        .createObjectNode()
        .put("item", pair.item().number())
        .put("location", pair.location().number());
  }

  private static ItemAtLocation pair(JsonNode line) {
    return new ItemAtLocation(
        new InventoryItemId(line.required("item").asText()),
        new ShopLocationId(line.required("location").asText()));
  }

  private static long number(JsonNode node, String name) {
    JsonNode value = node.path(name);
    if (!value.isIntegralNumber()) {
      throw new BadRecord("comparison: %s is not a whole number: %s".formatted(name, value));
    }
    return value.longValue();
  }

  private Optional<List<JsonNode>> read(String key) {
    return files.find(key).map(this::readLines);
  }

  private List<JsonNode> readLines(StoredFile file) {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(new GZIPInputStream(files.open(file)), StandardCharsets.UTF_8))) {
      List<JsonNode> nodes = new ArrayList<>();
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        nodes.add(JsonCodec.read(line));
      }
      return nodes;
    } catch (JsonProcessingException e) {
      throw new BadRecord("comparison: a line is not JSON", e);
    } catch (IOException e) {
      throw new StorageFailure("reading " + file.key(), e);
    }
  }

  private void write(String key, Stream<ObjectNode> nodes) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (BufferedWriter lines =
        new BufferedWriter(
            new OutputStreamWriter(new GZIPOutputStream(bytes), StandardCharsets.UTF_8))) {
      for (ObjectNode node : (Iterable<ObjectNode>) nodes::iterator) {
        lines.append(node.toString()).append('\n');
      }
    } catch (IOException e) {
      throw new StorageFailure("writing " + key, e);
    }
    files.put(key, FileStore.Content.of(bytes.toByteArray()), Map.of());
  }
}
