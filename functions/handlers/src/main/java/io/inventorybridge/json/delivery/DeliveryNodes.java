// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.json.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.inventorybridge.delivery.DeliveryId;
import io.inventorybridge.delivery.DeliveryUndo;
import io.inventorybridge.delivery.DeliveryUndo.UndoTotals;
import io.inventorybridge.delivery.FilterReason;
import io.inventorybridge.delivery.GuardFinding;
import io.inventorybridge.delivery.IntakeFindings;
import io.inventorybridge.delivery.MovedUnits;
import io.inventorybridge.delivery.RejectReason;
import io.inventorybridge.delivery.RejectedKeys;
import io.inventorybridge.delivery.RowCounts;
import io.inventorybridge.delivery.SnapshotTime;
import io.inventorybridge.delivery.SourceObject;
import io.inventorybridge.delivery.StatedReason;
import io.inventorybridge.json.JsonTree;
import io.inventorybridge.stock.FacilityId;
import io.inventorybridge.stock.StockQuantity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** The values that several delivery documents share. */
public final class DeliveryNodes {
  private DeliveryNodes() {}

  static void put(ObjectNode node, SnapshotTime snapshot) {
    node.put("snapshotTime", snapshot.at().toString());
    node.put("snapshotTimeFrom", snapshot.from().name());
  }

  static SnapshotTime snapshot(JsonNode node) {
    return new SnapshotTime(
        Instant.parse(node.required("snapshotTime").asText()),
        SnapshotTime.From.valueOf(node.required("snapshotTimeFrom").asText()));
  }

  static ObjectNode of(RowCounts rows) {
    ObjectNode node = JsonTree.object();
    node.put("read", rows.read());
    node.put("kept", rows.kept());
    ObjectNode filtered = node.putObject("filtered");
    rows.filtered().forEach((reason, count) -> filtered.put(reason.name(), count));
    ObjectNode rejected = node.putObject("rejected");
    rows.rejected().forEach((reason, count) -> rejected.put(reason.name(), count));
    return node;
  }

  static RowCounts rows(JsonNode node) {
    return new RowCounts(
        node.required("read").asLong(),
        node.required("kept").asLong(),
        counts(FilterReason.class, node.required("filtered")),
        counts(RejectReason.class, node.required("rejected")));
  }

  private static <E extends Enum<E>> Map<E, Long> counts(Class<E> type, JsonNode node) {
    Map<E, Long> counts = new EnumMap<>(type);
    for (Map.Entry<String, JsonNode> entry : node.properties()) {
      counts.put(Enum.valueOf(type, entry.getKey()), entry.getValue().asLong());
    }
    return counts;
  }

  static ObjectNode of(IntakeFindings findings) {
    ObjectNode node = JsonTree.object();
    node.set("guards", of(findings.guards()));
    findings
        .moved()
        .ifPresent(
            moved ->
                node.putObject("moved")
                    .put("keys", moved.keys())
                    .put("changed", moved.changed())
                    .put("moved", moved.moved())
                    .put("expected", moved.expected()));
    ArrayNode stores = node.putArray("unknownStores");
    findings.unknownStores().forEach(stores::add);
    node.set("rejectedKeys", of(findings.rejectedKeys()));
    return node;
  }

  static ObjectNode of(RejectedKeys keys) {
    return JsonTree.object().put("named", keys.named()).put("unnamed", keys.unnamed());
  }

  static IntakeFindings findings(JsonNode node) {
    List<GuardFinding> guards = new ArrayList<>();
    for (JsonNode guard : node.required("guards")) {
      guards.add(
          new GuardFinding(
              guard.required("name").asText(),
              guard.required("measured").asText(),
              guard.required("limit").asText(),
              GuardFinding.Verdict.valueOf(guard.required("verdict").asText()),
              guard.required("why").asText()));
    }
    SortedSet<String> stores = new TreeSet<>();
    node.required("unknownStores").forEach(store -> stores.add(store.asText()));
    JsonNode moved = node.path("moved");
    JsonNode keys = node.required("rejectedKeys");
    return new IntakeFindings(
        guards,
        moved.isObject()
            ? Optional.of(
                new MovedUnits(
                    moved.required("keys").asLong(),
                    moved.required("changed").asLong(),
                    moved.required("moved").asLong(),
                    moved.required("expected").asLong()))
            : Optional.empty(),
        stores,
        new RejectedKeys(keys.required("named").asLong(), keys.required("unnamed").asLong()));
  }

  static ObjectNode of(DeliveryUndo undo) {
    ObjectNode node = JsonTree.object();
    node.put("delivery", undo.of().value());
    node.put("began", undo.began().toString());
    node.put("ended", undo.ended().map(Instant::toString).orElse(null));
    ArrayNode along = node.putArray("along");
    undo.along().forEach(it -> along.add(it.value()));
    put(node, undo.totals());
    return node;
  }

  static void put(ObjectNode node, UndoTotals totals) {
    node.put("keys", totals.keys());
    node.put("changed", totals.changed());
    node.put("units", totals.units().units());
    node.put("waiting", totals.waiting());
  }

  static Optional<DeliveryUndo> undo(JsonNode node) {
    if (!node.isObject()) {
      return Optional.empty();
    }
    List<DeliveryId> along = new ArrayList<>();
    node.required("along").forEach(it -> along.add(new DeliveryId(it.asText())));
    return Optional.of(
        new DeliveryUndo(
            new DeliveryId(node.required("delivery").asText()),
            Instant.parse(node.required("began").asText()),
            optional(node, "ended").map(Instant::parse),
            along,
            new UndoTotals(
                node.required("keys").asLong(),
                node.required("changed").asLong(),
                StockQuantity.of(node.required("units").asLong()),
                node.required("waiting").asLong())));
  }

  static ArrayNode of(List<GuardFinding> guards) {
    ArrayNode node = JsonTree.array();
    for (GuardFinding guard : guards) {
      node.addObject()
          .put("name", guard.name())
          .put("measured", guard.measured())
          .put("limit", guard.limit())
          .put("verdict", guard.verdict().name())
          .put("why", guard.why());
    }
    return node;
  }

  static Optional<StatedReason> reason(JsonNode node) {
    return optional(node, "reason")
        .map(name -> new StatedReason(name, node.required("sentence").asText()));
  }

  static void put(ObjectNode node, Optional<StatedReason> reason) {
    node.put("reason", reason.map(StatedReason::name).orElse(null));
    node.put("sentence", reason.map(StatedReason::sentence).orElse(null));
  }

  static ObjectNode of(SourceObject drop) {
    return JsonTree.object()
        .put("key", drop.key())
        .put("etag", drop.etag())
        .put("at", drop.at().toString());
  }

  static SourceObject drop(JsonNode node) {
    return new SourceObject(
        node.required("key").asText(),
        node.required("etag").asText(),
        Instant.parse(node.required("at").asText()));
  }

  static ArrayNode of(SortedSet<FacilityId> stores) {
    ArrayNode node = JsonTree.array();
    stores.forEach(store -> node.add(store.value()));
    return node;
  }

  static SortedSet<FacilityId> stores(JsonNode node) {
    SortedSet<FacilityId> stores = new TreeSet<>();
    node.forEach(store -> stores.add(new FacilityId(store.asText())));
    return stores;
  }

  static ObjectNode of(SortedMap<String, Duration> times) {
    ObjectNode node = JsonTree.object();
    times.forEach((step, time) -> node.put(step, time.toString()));
    return node;
  }

  static SortedMap<String, Duration> times(JsonNode node) {
    SortedMap<String, Duration> times = new TreeMap<>();
    for (Map.Entry<String, JsonNode> entry : node.properties()) {
      times.put(entry.getKey(), Duration.parse(entry.getValue().asText()));
    }
    return times;
  }

  public static Optional<String> optional(JsonNode node, String name) {
    return node.hasNonNull(name) ? Optional.of(node.path(name).asText()) : Optional.empty();
  }
}
