// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.ledger;

import io.inventorybridge.ledger.Posting.DropOrder;
import io.inventorybridge.ledger.Posting.NoFact;
import io.inventorybridge.ledger.Posting.TakeMovement;
import io.inventorybridge.ledger.Posting.TakeOrder;
import io.inventorybridge.stock.Baseline;
import io.inventorybridge.stock.FacilityId;
import io.inventorybridge.stock.Movement;
import io.inventorybridge.stock.StockKey;
import io.inventorybridge.stock.Upc;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The ledger in memory. */
public final class InMemoryLedger implements Ledger {
  private static final int SMALL_PAGE = 2;

  private record Taken(FacilityId facility, String id) {}

  private final TreeMap<StockKey, StockRecord> records = new TreeMap<>();
  private final Map<StockKey, List<Entry>> entries = new HashMap<>();
  private final Map<StockKey, List<Movement>> movements = new HashMap<>();
  private final Map<StockKey, TreeMap<String, OrderOnKey>> orders = new HashMap<>();
  private final Map<FacilityId, Baseline> floors = new HashMap<>();
  private final Map<Taken, Movement> taken = new HashMap<>();
  private final int page;

  /** With pages of a scan so small that every test turns some. */
  public InMemoryLedger() {
    this(SMALL_PAGE);
  }

  /**
   * @param page how many records a page of a scan holds
   */
  public InMemoryLedger(int page) {
    this.page = page;
  }

  @Override
  public synchronized Map<StockKey, StockRecord> find(Collection<StockKey> keys) {
    Map<StockKey, StockRecord> found = new HashMap<>();
    for (StockKey key : keys) {
      StockRecord record = records.get(key);
      if (record != null) {
        found.put(key, record);
      }
    }
    return found;
  }

  @Override
  public synchronized List<StockRecord> ofProduct(Upc upc) {
    return records.values().stream().filter(record -> record.key().upc().equals(upc)).toList();
  }

  @Override
  public synchronized Facts facts(StockKey key, Instant movementsAfter) {
    return new Facts(
        movements.getOrDefault(key, List.of()).stream()
            .filter(movement -> movement.isAfter(movementsAfter))
            .toList(),
        orders(key));
  }

  @Override
  public synchronized List<OrderOnKey> orders(StockKey key) {
    TreeMap<String, OrderOnKey> there = orders.get(key);
    return there == null ? List.of() : List.copyOf(there.values());
  }

  @Override
  public synchronized Optional<OrderOnKey> fact(StockKey key, String orderId) {
    TreeMap<String, OrderOnKey> there = orders.get(key);
    return there == null ? Optional.empty() : Optional.ofNullable(there.get(orderId));
  }

  @Override
  public synchronized Optional<Movement> taken(FacilityId facility, String eventId) {
    return Optional.ofNullable(taken.get(new Taken(facility, eventId)));
  }

  @Override
  public synchronized Outcome post(Posting posting) {
    StockRecord after = posting.after();
    StockKey key = after.key();
    StockRecord before = records.get(key);
    if ((before == null ? 0 : before.version()) != after.version() - 1) {
      return new Overtaken();
    }
    if (posting.createsAtFloor() && !after.settled().baseline().equals(floor(key.facility()))) {
      return new Overtaken();
    }
    switch (posting.fact()) {
      case NoFact none -> {}
      case TakeMovement take -> {
        Movement there =
            taken.putIfAbsent(new Taken(key.facility(), take.movement().id()), take.movement());
        if (there != null) {
          return new AlreadyTaken(there);
        }
        movements.computeIfAbsent(key, k -> new ArrayList<>()).add(take.movement());
      }
      case TakeOrder take ->
          orders
              .computeIfAbsent(key, k -> new TreeMap<>())
              .put(take.order().orderId(), take.order());
      case DropOrder drop ->
          orders.computeIfAbsent(key, k -> new TreeMap<>()).remove(drop.orderId());
    }
    records.put(key, after);
    entries.computeIfAbsent(key, k -> new ArrayList<>()).addAll(posting.entries());
    return new Posted();
  }

  @Override
  public synchronized List<Entry> entries(StockKey key) {
    return List.copyOf(entries.getOrDefault(key, List.of()));
  }

  @Override
  public synchronized Baseline floor(FacilityId store) {
    return floors.getOrDefault(store, Baseline.NONE);
  }

  @Override
  public synchronized void raiseFloor(FacilityId store, Baseline floor) {
    if (floor.rank().compareTo(floor(store).rank()) > 0) {
      floors.put(store, floor);
    }
  }

  @Override
  public synchronized Page scan(Set<FacilityId> stores, String cursor) {
    NavigableMap<StockKey, StockRecord> rest =
        cursor.isEmpty() ? records : records.tailMap(key(cursor), false);
    List<StockRecord> met = rest.values().stream().limit(page).toList();
    return new Page(
        met.stream().filter(record -> stores.contains(record.key().facility())).toList(),
        met.size() < page ? "" : met.getLast().key().toString());
  }

  private static StockKey key(String cursor) {
    int slash = cursor.lastIndexOf('/');
    return StockKey.of(cursor.substring(0, slash), cursor.substring(slash + 1));
  }
}
