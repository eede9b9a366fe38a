// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.ledger;

import io.inventorybridge.availability.ChangeMarkers.Subject.OfItem;
import io.inventorybridge.availability.ChangeMarkers.Subject.OfProduct;
import io.inventorybridge.availability.InMemoryChangeMarkers;
import io.inventorybridge.ledger.LedgerPosting.AddMovement;
import io.inventorybridge.ledger.LedgerPosting.NoFact;
import io.inventorybridge.ledger.LedgerPosting.PutOrder;
import io.inventorybridge.ledger.LedgerPosting.PutStatement;
import io.inventorybridge.ledger.LedgerPosting.RemoveOrder;
import io.inventorybridge.ledger.LedgerPosting.RemoveStatement;
import io.inventorybridge.ledger.counter.CounterKey;
import io.inventorybridge.ledger.counter.CounterPart;
import io.inventorybridge.ledger.counter.CounterPosting;
import io.inventorybridge.ledger.counter.ShopCounter;
import io.inventorybridge.stock.CanonicalUpc;
import io.inventorybridge.stock.FacilityId;
import io.inventorybridge.stock.InventoryItemId;
import io.inventorybridge.stock.StockBaseline;
import io.inventorybridge.stock.StockKey;
import io.inventorybridge.stock.StockMovement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The ledger in memory. */
public final class InMemoryStockLedger implements StockLedger {
  private static final int SMALL_PAGE = 2;

  /** No store's id comes before it. */
  private static final FacilityId FIRST = new FacilityId("!");

  private record Taken(FacilityId facility, String id) {}

  private final TreeMap<StockKey, StockRecord> records = new TreeMap<>();
  private final Map<StockKey, List<LedgerEntry>> entries = new HashMap<>();
  private final Map<StockKey, List<StockMovement>> movements = new HashMap<>();
  private final Map<StockKey, TreeMap<String, OrderFacts>> orders = new HashMap<>();
  private final Map<StockKey, TreeMap<StockBaseline.Rank, StockBaseline>> statements =
      new HashMap<>();
  private final Map<FacilityId, StoreLoads> loads = new HashMap<>();
  private final Map<Taken, StockMovement> taken = new HashMap<>();
  private final TreeMap<CounterKey, ShopCounter> counters = new TreeMap<>();
  private final Map<CounterKey, Map<CounterPart.Id, CounterPart>> parts = new HashMap<>();
  private final InMemoryChangeMarkers pending;
  private final int page;

  /** With pages so small that every test reads several. */
  public InMemoryStockLedger() {
    this(SMALL_PAGE);
  }

  /**
   * @param page the number of records in a page of a scan, and of change markers in a page
   */
  public InMemoryStockLedger(int page) {
    this.page = page;
    this.pending = new InMemoryChangeMarkers(page);
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
  public synchronized List<StockRecord> ofProduct(CanonicalUpc upc) {
    // Keys are ordered by product. A stream would first count all that is left.
    List<StockRecord> found = new ArrayList<>();
    for (StockRecord record : records.tailMap(new StockKey(FIRST, upc), true).values()) {
      if (!record.key().upc().equals(upc)) {
        break;
      }
      found.add(record);
    }
    return List.copyOf(found);
  }

  @Override
  public synchronized KeyFacts facts(StockKey key, Instant movementsAfter) {
    return new KeyFacts(
        movements.getOrDefault(key, List.of()).stream()
            .filter(movement -> movement.isAfter(movementsAfter))
            .toList(),
        orders(key));
  }

  @Override
  public synchronized List<OrderFacts> orders(StockKey key) {
    TreeMap<String, OrderFacts> there = orders.get(key);
    return there == null ? List.of() : List.copyOf(there.values());
  }

  @Override
  public synchronized Optional<StockBaseline> newestStatement(
      StockKey key, Optional<StockBaseline.Rank> before, Set<StockBaseline.Rank> except) {
    return statements.getOrDefault(key, new TreeMap<>()).descendingMap().values().stream()
        .filter(said -> before.filter(rank -> said.rank().compareTo(rank) >= 0).isEmpty())
        .filter(said -> !except.contains(said.rank()))
        .findFirst();
  }

  @Override
  public synchronized Optional<OrderFacts> fact(StockKey key, String orderId) {
    TreeMap<String, OrderFacts> there = orders.get(key);
    return there == null ? Optional.empty() : Optional.ofNullable(there.get(orderId));
  }

  @Override
  public synchronized Optional<StockMovement> findMovement(FacilityId facility, String eventId) {
    return Optional.ofNullable(taken.get(new Taken(facility, eventId)));
  }

  @Override
  public PostingOutcome post(LedgerPosting posting) {
    return post(new LedgerTransaction(List.of(posting), List.of()));
  }

  @Override
  public synchronized PostingOutcome post(LedgerTransaction ledgerTransaction) {
    for (LedgerPosting posting : ledgerTransaction.postings()) {
      if (isOvertaken(posting)) {
        return new VersionConflict();
      }
    }
    for (CounterPosting counted : ledgerTransaction.counters()) {
      ShopCounter after = counted.after();
      if (counters.getOrDefault(after.key(), ShopCounter.initial(after.key())).version() + 1
          != after.version()) {
        return new VersionConflict();
      }
    }
    for (LedgerPosting posting : ledgerTransaction.postings()) {
      if (posting.fact() instanceof AddMovement take) {
        StockMovement there =
            taken.get(new Taken(take.movement().key().facility(), take.movement().id()));
        if (there != null) {
          return new DuplicateMovement(there);
        }
      }
    }
    ledgerTransaction.postings().forEach(this::write);
    ledgerTransaction.counters().forEach(this::write);
    return new Posted();
  }

  private boolean isOvertaken(LedgerPosting posting) {
    StockRecord after = posting.after();
    StockRecord before = records.get(after.key());
    if ((before == null ? 0 : before.version()) != after.version() - 1) {
      return true;
    }
    StoreLoads loads = loads(after.key().facility());
    return switch (posting.condition()) {
      case LedgerPosting.AnyLoads any -> false;
      case LedgerPosting.NewestFloor newest -> !newest.floor().equals(loads.newest());
      case LedgerPosting.SameLoads same -> !same.loads().equals(loads);
    };
  }

  private void write(LedgerPosting posting) {
    StockKey key = posting.after().key();
    switch (posting.fact()) {
      case NoFact none -> {}
      case PutStatement said ->
          statements
              .computeIfAbsent(key, k -> new TreeMap<>())
              .put(said.statement().rank(), said.statement());
      case RemoveStatement gone ->
          statements.computeIfAbsent(key, k -> new TreeMap<>()).remove(gone.rank());
      case AddMovement take -> {
        StockMovement movement = take.movement();
        taken.put(new Taken(key.facility(), movement.id()), movement);
        movements.computeIfAbsent(key, k -> new ArrayList<>()).add(movement);
      }
      case PutOrder take ->
          orders
              .computeIfAbsent(key, k -> new TreeMap<>())
              .put(take.order().orderId(), take.order());
      case RemoveOrder drop ->
          orders.computeIfAbsent(key, k -> new TreeMap<>()).remove(drop.orderId());
    }
    records.put(key, posting.after());
    entries.computeIfAbsent(key, k -> new ArrayList<>()).addAll(posting.entries());
    if (posting.marks()) {
      pending.mark(new OfProduct(key.upc()), key.facility().value(), posting.after().version());
    }
  }

  private void write(CounterPosting counted) {
    CounterKey key = counted.after().key();
    counters.put(key, counted.after());
    Map<CounterPart.Id, CounterPart> there = parts.computeIfAbsent(key, k -> new LinkedHashMap<>());
    if (counted.part().isEmpty()) {
      there.remove(counted.part().id());
    } else {
      there.put(counted.part().id(), counted.part());
    }
    if (counted.marks()) {
      pending.mark(
          new OfItem(new InventoryItemId(key.item())),
          key.location().orElse("?"),
          counted.after().version());
    }
  }

  /** The change markers of these writes. */
  public InMemoryChangeMarkers pending() {
    return pending;
  }

  @Override
  public synchronized Map<CounterKey, ShopCounter> counters(Collection<CounterKey> keys) {
    Map<CounterKey, ShopCounter> found = new HashMap<>();
    for (CounterKey key : keys) {
      ShopCounter counter = counters.get(key);
      if (counter != null) {
        found.put(key, counter);
      }
    }
    return found;
  }

  @Override
  public synchronized Optional<CounterPart> part(CounterKey key, CounterPart.Id id) {
    return Optional.ofNullable(parts.getOrDefault(key, Map.of()).get(id));
  }

  @Override
  public synchronized List<WithParts> ofItem(String item) {
    List<WithParts> found = new ArrayList<>();
    for (ShopCounter counter :
        counters.tailMap(new CounterKey(item, Optional.empty()), true).values()) {
      if (!counter.key().item().equals(item)) {
        break;
      }
      found.add(
          new WithParts(
              counter, List.copyOf(parts.getOrDefault(counter.key(), Map.of()).values())));
    }
    return List.copyOf(found);
  }

  @Override
  public synchronized List<LedgerEntry> entries(StockKey key) {
    return List.copyOf(entries.getOrDefault(key, List.of()));
  }

  @Override
  public synchronized StoreLoads loads(FacilityId store) {
    return loads.getOrDefault(store, StoreLoads.NONE);
  }

  @Override
  public synchronized void raiseFloor(FacilityId store, StockBaseline floor) {
    loads.put(store, loads(store).with(floor));
  }

  @Override
  public synchronized Page scan(Set<FacilityId> stores, String cursor) {
    NavigableMap<StockKey, StockRecord> rest =
        cursor.isEmpty() ? records : records.tailMap(key(cursor), false);
    // A stream would first count all that is left.
    List<StockRecord> met = new ArrayList<>();
    for (StockRecord record : rest.values()) {
      if (met.size() == page) {
        break;
      }
      met.add(record);
    }
    return new Page(
        met.stream().filter(record -> stores.contains(record.key().facility())).toList(),
        met.size() < page ? "" : met.getLast().key().toString());
  }

  private static StockKey key(String cursor) {
    int slash = cursor.lastIndexOf('/');
    return StockKey.of(cursor.substring(0, slash), cursor.substring(slash + 1));
  }
}
