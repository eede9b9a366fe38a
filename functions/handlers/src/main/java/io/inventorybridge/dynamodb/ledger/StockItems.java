// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.dynamodb.ledger;

import static io.inventorybridge.dynamodb.AttributeCodec.list;
import static io.inventorybridge.dynamodb.AttributeCodec.map;
import static io.inventorybridge.dynamodb.AttributeCodec.maps;
import static io.inventorybridge.dynamodb.AttributeCodec.number;
import static io.inventorybridge.dynamodb.AttributeCodec.quantity;
import static io.inventorybridge.dynamodb.AttributeCodec.text;
import static io.inventorybridge.dynamodb.AttributeCodec.time;

import io.inventorybridge.dynamodb.AttributeCodec;
import io.inventorybridge.ledger.EntryCause;
import io.inventorybridge.ledger.LedgerEntry;
import io.inventorybridge.ledger.OrderFacts;
import io.inventorybridge.ledger.StockRecord;
import io.inventorybridge.ledger.StockRecord.Pending;
import io.inventorybridge.ledger.StockRecord.PreviousExpectation;
import io.inventorybridge.ledger.StockRecord.Settled;
import io.inventorybridge.ledger.StoreLoads;
import io.inventorybridge.stock.CanonicalUpc;
import io.inventorybridge.stock.FacilityId;
import io.inventorybridge.stock.StockBaseline;
import io.inventorybridge.stock.StockKey;
import io.inventorybridge.stock.StockMovement;
import io.inventorybridge.stock.StockQuantity;
import io.inventorybridge.support.records.BadRecord;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The items of the stock, entry and fact tables. */
public final class StockItems {
  static final String UPCA = "upca";
  static final String FACILITY = "facilityId";
  public static final String KEY = "key";
  static final String SEQUENCE = "sequence";
  public static final String FACT = "fact";
  static final String VERSION = "version";

  /** The initial loads of a store, and the delivery of the newest one. */
  static final String LOADS = "loads";

  static final String NEWEST_LOAD = "newest";

  /** Facts sort as movements by time, then orders by id, then statements by rank. */
  static final String MOVEMENT = "M#";

  static final String ORDER = "O#";

  /** Sorts after every order: the sign after {@code #}. */
  static final String AFTER_ORDERS = "O$";

  static final String STATEMENT = "S#";

  /** Sorts after every statement. */
  static final String AFTER_STATEMENTS = "S$";

  private static final long MOST_UNITS = 50_000_000_000L;

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
      settled.put("replaced", map(previousExpectation(record.settled().replaced())));
      item.put("settled", map(settled));
    }
    putRanks(item, "spared", record.spared());
    putRanks(item, "withdrawn", record.withdrawn());
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
        new StockKey(new FacilityId(text(item, FACILITY)), CanonicalUpc.of(text(item, UPCA))),
        quantity(item, "onHand"),
        quantity(item, "settledOnHand"),
        quantity(item, "reserved"),
        map(item, "settled")
            .map(StockItems::settled)
            .orElse(
                new Settled(
                    StockBaseline.NONE,
                    StockQuantity.ZERO,
                    StockQuantity.ZERO,
                    PreviousExpectation.NOTHING)),
        map(item, "pending").map(m -> new Pending(baseline(m), quantity(m, "difference"))),
        number(item, "entries"),
        number(item, "orders"),
        item.containsKey("latestMovement") ? time(item, "latestMovement") : Instant.MIN,
        ranks(item, "spared"),
        ranks(item, "withdrawn"),
        number(item, VERSION));
  }

  private static void putRanks(
      Map<String, AttributeValue> item, String name, SortedSet<StockBaseline.Rank> ranks) {
    if (!ranks.isEmpty()) {
      item.put(name, list(ranks.stream().map(rank -> map(rank(rank))).toList()));
    }
  }

  private static SortedSet<StockBaseline.Rank> ranks(
      Map<String, AttributeValue> item, String name) {
    SortedSet<StockBaseline.Rank> ranks = new TreeSet<>();
    if (item.containsKey(name)) {
      maps(item, name).forEach(rank -> ranks.add(rank(rank)));
    }
    return ranks;
  }

  private static Settled settled(Map<String, AttributeValue> m) {
    return new Settled(
        baseline(m),
        quantity(m, "difference"),
        quantity(m, "late"),
        previousExpectation(AttributeCodec.requiredMap(m, "replaced")));
  }

  private static Map<String, AttributeValue> previousExpectation(PreviousExpectation replaced) {
    Map<String, AttributeValue> item = new HashMap<>();
    if (!replaced.wasNoBaseline()) {
      item.put("snapshot", time(replaced.snapshot()));
    }
    item.put("expected", number(replaced.expected()));
    item.put("moved", number(replaced.moved()));
    item.put("pos", number(replaced.pos()));
    return item;
  }

  private static PreviousExpectation previousExpectation(Map<String, AttributeValue> m) {
    return new PreviousExpectation(
        m.containsKey("snapshot") ? time(m, "snapshot") : Instant.MIN,
        quantity(m, "expected"),
        quantity(m, "moved"),
        quantity(m, "pos"));
  }

  static Map<String, AttributeValue> baseline(StockBaseline baseline) {
    return Map.of(
        "snapshot", time(baseline.snapshot()),
        "upload", time(baseline.rank().upload()),
        "delivery", text(baseline.delivery()),
        "quantity", number(baseline.quantity()),
        "part", text(baseline.part()),
        "line", number(baseline.line()));
  }

  private static Map<String, AttributeValue> rank(StockBaseline.Rank rank) {
    return Map.of(
        "snapshot", time(rank.snapshot()),
        "upload", time(rank.upload()),
        "delivery", text(rank.delivery()));
  }

  private static StockBaseline.Rank rank(Map<String, AttributeValue> m) {
    return new StockBaseline.Rank(time(m, "snapshot"), time(m, "upload"), text(m, "delivery"));
  }

  static StockBaseline baseline(Map<String, AttributeValue> m) {
    return new StockBaseline(
        new StockBaseline.Rank(time(m, "snapshot"), time(m, "upload"), text(m, "delivery")),
        quantity(m, "quantity"),
        text(m, "part"),
        number(m, "line"));
  }

  static Map<String, AttributeValue> entry(LedgerEntry entry) {
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

  static LedgerEntry entry(StockKey key, Map<String, AttributeValue> item) {
    return new LedgerEntry(
        key,
        number(item, SEQUENCE),
        time(item, "at"),
        new EntryCause(
            EntryCause.Type.valueOf(text(item, "type")),
            text(item, "reference"),
            number(item, "line")),
        quantity(item, "difference"),
        quantity(item, "settledDifference"),
        quantity(item, "onHandBefore"));
  }

  static Map<String, AttributeValue> movement(StockMovement movement) {
    return Map.of(
        KEY,
        text(partition(movement.key())),
        FACT,
        text(MOVEMENT + AttributeCodec.sortable(movement.effective()) + "#" + movement.id()),
        "id",
        text(movement.id()),
        "effective",
        time(movement.effective()),
        "units",
        number(movement.units()),
        "fingerprint",
        text(movement.fingerprint()));
  }

  static StockMovement movement(StockKey key, Map<String, AttributeValue> item) {
    return movement(key, text(item, "id"), item);
  }

  private static StockMovement movement(StockKey key, String id, Map<String, AttributeValue> item) {
    return new StockMovement(
        key, id, time(item, "effective"), quantity(item, "units"), text(item, "fingerprint"));
  }

  static Map<String, AttributeValue> acceptedMovementKey(FacilityId facility, String eventId) {
    return Map.of(KEY, text("taken#" + facility + "#" + eventId), FACT, text("taken"));
  }

  /** Records that a movement's id was accepted at its facility. */
  static Map<String, AttributeValue> acceptedMovement(StockMovement movement) {
    Map<String, AttributeValue> item =
        new HashMap<>(acceptedMovementKey(movement.key().facility(), movement.id()));
    item.put(UPCA, text(movement.key().upc().toString()));
    item.put("effective", time(movement.effective()));
    item.put("units", number(movement.units()));
    item.put("fingerprint", text(movement.fingerprint()));
    return item;
  }

  static StockMovement acceptedMovement(
      FacilityId facility, String eventId, Map<String, AttributeValue> item) {
    return movement(new StockKey(facility, CanonicalUpc.of(text(item, UPCA))), eventId, item);
  }

  static Map<String, AttributeValue> orderKey(StockKey key, String orderId) {
    return Map.of(KEY, text(partition(key)), FACT, text(ORDER + orderId));
  }

  static Map<String, AttributeValue> order(StockKey key, OrderFacts order) {
    Map<String, AttributeValue> item = new HashMap<>(orderKey(key, order.orderId()));
    item.put("orderId", text(order.orderId()));
    item.put("open", number(order.open()));
    if (order.shipped().size() > PackedLines.MOST_UNPACKED) {
      item.put(
          PackedLines.PACKED,
          PackedLines.shipped(order.shipped(), "order %s on %s".formatted(order.orderId(), key)));
    } else {
      item.put("shipped", list(order.shipped().stream().map(StockItems::shipped).toList()));
    }
    return item;
  }

  /**
   * Reads the facts of an order.
   *
   * @throws BadRecord if they are damaged, or too large to be added
   */
  static OrderFacts order(Map<String, AttributeValue> item) {
    OrderFacts facts =
        new OrderFacts(
            text(item, "orderId"),
            addable(item, quantity(item, "open")),
            item.containsKey(PackedLines.PACKED)
                ? PackedLines.shipped(item)
                : maps(item, "shipped").stream().map(StockItems::shippedItem).toList());
    for (OrderFacts.Shipped shipped : facts.shipped()) {
      addable(item, shipped.units());
      shipped.knownSince().forEach(since -> addable(item, since.units()));
    }
    return facts;
  }

  /** The same, but facts that cannot be read count nothing and have an error. */
  static OrderFacts orderOrError(Map<String, AttributeValue> item) {
    try {
      return order(item);
    } catch (BadRecord e) {
      return OrderFacts.unreadable(text(item, FACT).substring(ORDER.length()), e.sentence());
    }
  }

  // No valid order has more units on a key: 5,000 lines of 10,000,000.
  private static StockQuantity addable(Map<String, AttributeValue> item, StockQuantity units) {
    if (Math.abs(units.units()) > MOST_UNITS || units.units() == Long.MIN_VALUE) {
      throw new BadRecord(
          "%s: %d units are more than %,d"
              .formatted(AttributeCodec.describe(item), units.units(), MOST_UNITS));
    }
    return units;
  }

  private static AttributeValue shipped(OrderFacts.Shipped shipped) {
    return map(
        Map.of(
            "seqId", text(shipped.seqId()),
            "units", number(shipped.units()),
            "completedAt", time(shipped.completedAt()),
            "told",
                list(
                    shipped.knownSince().stream()
                        .map(
                            told ->
                                map(
                                    Map.of(
                                        "since", time(told.since()),
                                        "units", number(told.units()))))
                        .toList())));
  }

  private static OrderFacts.Shipped shippedItem(Map<String, AttributeValue> m) {
    return new OrderFacts.Shipped(
        text(m, "seqId"),
        quantity(m, "units"),
        time(m, "completedAt"),
        maps(m, "told").stream()
            .map(told -> new OrderFacts.KnownSince(time(told, "since"), quantity(told, "units")))
            .toList());
  }

  static Map<String, AttributeValue> statementKey(StockKey key, StockBaseline.Rank rank) {
    return Map.of(KEY, text(partition(key)), FACT, text(statementName(rank)));
  }

  /** Statements sort as their ranks do. */
  static String statementName(StockBaseline.Rank rank) {
    return STATEMENT
        + AttributeCodec.sortable(rank.snapshot())
        + "#"
        + AttributeCodec.sortable(rank.upload())
        + "#"
        + rank.delivery();
  }

  static Map<String, AttributeValue> statement(StockKey key, StockBaseline statement) {
    Map<String, AttributeValue> item = new HashMap<>(statementKey(key, statement.rank()));
    item.putAll(baseline(statement));
    return item;
  }

  static Map<String, AttributeValue> loadsKey(FacilityId store) {
    return Map.of(KEY, text("loads#" + store), FACT, text("loads"));
  }

  /** The initial loads of a store, of which there is at least one. */
  static Map<String, AttributeValue> loads(FacilityId store, StoreLoads loads) {
    Map<String, AttributeValue> item = new HashMap<>(loadsKey(store));
    item.put(NEWEST_LOAD, text(loads.newest().delivery()));
    item.put(LOADS, floors(loads));
    return item;
  }

  static AttributeValue floors(StoreLoads loads) {
    return list(loads.floors().stream().map(floor -> map(baseline(floor))).toList());
  }

  static StoreLoads loads(Map<String, AttributeValue> item) {
    SortedSet<StockBaseline> floors = new TreeSet<>(StockBaseline.BY_AGE);
    maps(item, LOADS).forEach(floor -> floors.add(baseline(floor)));
    return new StoreLoads(floors);
  }
}
