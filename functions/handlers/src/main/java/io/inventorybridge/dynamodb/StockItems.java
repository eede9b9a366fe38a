// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.dynamodb;

import static io.inventorybridge.dynamodb.Attributes.list;
import static io.inventorybridge.dynamodb.Attributes.map;
import static io.inventorybridge.dynamodb.Attributes.maps;
import static io.inventorybridge.dynamodb.Attributes.number;
import static io.inventorybridge.dynamodb.Attributes.quantity;
import static io.inventorybridge.dynamodb.Attributes.text;
import static io.inventorybridge.dynamodb.Attributes.time;

import io.inventorybridge.ledger.Cause;
import io.inventorybridge.ledger.Entry;
import io.inventorybridge.ledger.OrderOnKey;
import io.inventorybridge.ledger.StockRecord;
import io.inventorybridge.ledger.StockRecord.Pending;
import io.inventorybridge.ledger.StockRecord.Replaced;
import io.inventorybridge.ledger.StockRecord.Settled;
import io.inventorybridge.stock.Baseline;
import io.inventorybridge.stock.FacilityId;
import io.inventorybridge.stock.Movement;
import io.inventorybridge.stock.Quantity;
import io.inventorybridge.stock.StockKey;
import io.inventorybridge.stock.Upc;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The items of the stock, entry and fact tables. */
final class StockItems {
  static final String UPCA = "upca";
  static final String FACILITY = "facilityId";
  static final String KEY = "key";
  static final String SEQUENCE = "sequence";
  static final String FACT = "fact";
  static final String VERSION = "version";

  /** Facts sort as movements by time, then orders by id. */
  static final String MOVEMENT = "M#";

  static final String ORDER = "O#";

  private StockItems() {}

  static Map<String, AttributeValue> key(StockKey key) {
    return Map.of(UPCA, text(key.upc().toString()), FACILITY, text(key.facility().value()));
  }

  /** The partition of a key's entries and facts. */
  static String partition(StockKey key) {
    return key.upc() + "#" + key.facility();
  }

  static Map<String, AttributeValue> record(StockRecord record) {
    Map<String, AttributeValue> item = new HashMap<>(key(record.key()));
    item.put("onHand", number(record.onHand()));
    item.put("settledOnHand", number(record.settledOnHand()));
    item.put("reserved", number(record.reserved()));
    item.put("entries", number(record.entries()));
    item.put("orders", number(record.orders()));
    item.put(VERSION, number(record.version()));
    if (record.latestMovement().isAfter(Instant.MIN)) {
      item.put("latestMovement", time(record.latestMovement()));
    }
    if (!record.settled().baseline().isNone()) {
      Map<String, AttributeValue> settled = new HashMap<>(baseline(record.settled().baseline()));
      settled.put("difference", number(record.settled().difference()));
      settled.put("late", number(record.settled().late()));
      settled.put("replaced", map(replaced(record.settled().replaced())));
      item.put("settled", map(settled));
    }
    record
        .pending()
        .ifPresent(
            there -> {
              Map<String, AttributeValue> pending = new HashMap<>(baseline(there.baseline()));
              pending.put("difference", number(there.difference()));
              item.put("pending", map(pending));
            });
    return item;
  }

  static StockRecord record(Map<String, AttributeValue> item) {
    return new StockRecord(
        new StockKey(new FacilityId(text(item, FACILITY)), Upc.of(text(item, UPCA))),
        quantity(item, "onHand"),
        quantity(item, "settledOnHand"),
        quantity(item, "reserved"),
        map(item, "settled")
            .map(StockItems::settled)
            .orElse(new Settled(Baseline.NONE, Quantity.ZERO, Quantity.ZERO, Replaced.NOTHING)),
        map(item, "pending").map(m -> new Pending(baseline(m), quantity(m, "difference"))),
        number(item, "entries"),
        number(item, "orders"),
        item.containsKey("latestMovement") ? time(item, "latestMovement") : Instant.MIN,
        number(item, VERSION));
  }

  private static Settled settled(Map<String, AttributeValue> m) {
    return new Settled(
        baseline(m),
        quantity(m, "difference"),
        quantity(m, "late"),
        replaced(map(m, "replaced").orElseThrow()));
  }

  private static Map<String, AttributeValue> replaced(Replaced replaced) {
    Map<String, AttributeValue> item = new HashMap<>();
    if (!replaced.wasNoBaseline()) {
      item.put("snapshot", time(replaced.snapshot()));
    }
    item.put("expected", number(replaced.expected()));
    item.put("moved", number(replaced.moved()));
    item.put("pos", number(replaced.pos()));
    return item;
  }

  private static Replaced replaced(Map<String, AttributeValue> m) {
    return new Replaced(
        m.containsKey("snapshot") ? time(m, "snapshot") : Instant.MIN,
        quantity(m, "expected"),
        quantity(m, "moved"),
        quantity(m, "pos"));
  }

  static Map<String, AttributeValue> baseline(Baseline baseline) {
    return Map.of(
        "snapshot", time(baseline.snapshot()),
        "upload", time(baseline.rank().upload()),
        "delivery", text(baseline.delivery()),
        "quantity", number(baseline.quantity()),
        "part", text(baseline.part()),
        "line", number(baseline.line()));
  }

  static Baseline baseline(Map<String, AttributeValue> m) {
    return new Baseline(
        new Baseline.Rank(time(m, "snapshot"), time(m, "upload"), text(m, "delivery")),
        quantity(m, "quantity"),
        text(m, "part"),
        number(m, "line"));
  }

  static Map<String, AttributeValue> entry(Entry entry) {
    return Map.of(
        KEY,
        text(partition(entry.key())),
        SEQUENCE,
        number(entry.sequence()),
        "at",
        time(entry.at()),
        "type",
        text(entry.cause().type().name()),
        "reference",
        text(entry.cause().reference()),
        "line",
        number(entry.cause().line()),
        "difference",
        number(entry.difference()),
        "settledDifference",
        number(entry.settledDifference()),
        "onHandBefore",
        number(entry.onHandBefore()));
  }

  static Entry entry(StockKey key, Map<String, AttributeValue> item) {
    return new Entry(
        key,
        number(item, SEQUENCE),
        time(item, "at"),
        new Cause(
            Cause.Type.valueOf(text(item, "type")), text(item, "reference"), number(item, "line")),
        quantity(item, "difference"),
        quantity(item, "settledDifference"),
        quantity(item, "onHandBefore"));
  }

  static Map<String, AttributeValue> movement(Movement movement) {
    return Map.of(
        KEY,
        text(partition(movement.key())),
        FACT,
        text(MOVEMENT + Attributes.sortable(movement.effective()) + "#" + movement.id()),
        "id",
        text(movement.id()),
        "effective",
        time(movement.effective()),
        "units",
        number(movement.units()),
        "fingerprint",
        text(movement.fingerprint()));
  }

  static Movement movement(StockKey key, Map<String, AttributeValue> item) {
    return movement(key, text(item, "id"), item);
  }

  private static Movement movement(StockKey key, String id, Map<String, AttributeValue> item) {
    return new Movement(
        key,
        id,
        time(item, "effective"),
        quantity(item, "units"),
        Attributes.optional(item, "fingerprint").orElse(""));
  }

  static Map<String, AttributeValue> takenKey(FacilityId facility, String eventId) {
    return Map.of(KEY, text("taken#" + facility + "#" + eventId), FACT, text("taken"));
  }

  /** Records that a movement's id was accepted at its facility. */
  static Map<String, AttributeValue> taken(Movement movement) {
    Map<String, AttributeValue> item =
        new HashMap<>(takenKey(movement.key().facility(), movement.id()));
    item.put(UPCA, text(movement.key().upc().toString()));
    item.put("effective", time(movement.effective()));
    item.put("units", number(movement.units()));
    item.put("fingerprint", text(movement.fingerprint()));
    return item;
  }

  static Movement taken(FacilityId facility, String eventId, Map<String, AttributeValue> item) {
    return movement(new StockKey(facility, Upc.of(text(item, UPCA))), eventId, item);
  }

  static Map<String, AttributeValue> orderKey(StockKey key, String orderId) {
    return Map.of(KEY, text(partition(key)), FACT, text(ORDER + orderId));
  }

  static Map<String, AttributeValue> order(StockKey key, OrderOnKey order) {
    Map<String, AttributeValue> item = new HashMap<>(orderKey(key, order.orderId()));
    item.put("orderId", text(order.orderId()));
    item.put("open", number(order.open()));
    item.put("shipped", list(order.shipped().stream().map(StockItems::shipped).toList()));
    return item;
  }

  static OrderOnKey order(Map<String, AttributeValue> item) {
    return new OrderOnKey(
        text(item, "orderId"),
        quantity(item, "open"),
        maps(item, "shipped").stream().map(StockItems::shippedItem).toList());
  }

  private static AttributeValue shipped(OrderOnKey.Shipped shipped) {
    return map(
        Map.of(
            "seqId", text(shipped.seqId()),
            "units", number(shipped.units()),
            "completedAt", time(shipped.completedAt()),
            "told",
                list(
                    shipped.told().stream()
                        .map(
                            told ->
                                map(
                                    Map.of(
                                        "since", time(told.since()),
                                        "units", number(told.units()))))
                        .toList())));
  }

  private static OrderOnKey.Shipped shippedItem(Map<String, AttributeValue> m) {
    return new OrderOnKey.Shipped(
        text(m, "seqId"),
        quantity(m, "units"),
        time(m, "completedAt"),
        maps(m, "told").stream()
            .map(told -> new OrderOnKey.Told(time(told, "since"), quantity(told, "units")))
            .toList());
  }

  static Map<String, AttributeValue> floorKey(FacilityId store) {
    return Map.of(KEY, text("floor#" + store), FACT, text("floor"));
  }
}
