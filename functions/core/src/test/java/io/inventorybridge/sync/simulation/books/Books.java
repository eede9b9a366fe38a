// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.sync.simulation.books;

import io.inventorybridge.backfill.ProductState;
import io.inventorybridge.catalog.Catalog;
import io.inventorybridge.catalog.CatalogIndex;
import io.inventorybridge.catalog.InMemoryCatalog;
import io.inventorybridge.catalog.NameIndex;
import io.inventorybridge.catalog.Product;
import io.inventorybridge.facilities.Facility;
import io.inventorybridge.facilities.FacilityDirectory;
import io.inventorybridge.ledger.Backoff;
import io.inventorybridge.ledger.InMemoryLedger;
import io.inventorybridge.ledger.Lanes;
import io.inventorybridge.ledger.Ledger;
import io.inventorybridge.ledger.PostingEntries;
import io.inventorybridge.orders.InMemoryOrders;
import io.inventorybridge.orders.InMemoryOrdersByFacility;
import io.inventorybridge.orders.KnownPolicy;
import io.inventorybridge.orders.OrderVersion;
import io.inventorybridge.orders.Orders;
import io.inventorybridge.orders.OrdersByFacility;
import io.inventorybridge.orders.RecordingOrders;
import io.inventorybridge.orders.ShopPlaces;
import io.inventorybridge.rules.Effect;
import io.inventorybridge.rules.Rule;
import io.inventorybridge.rules.RuleBook;
import io.inventorybridge.rules.Selector;
import io.inventorybridge.stock.Baseline;
import io.inventorybridge.stock.FacilityId;
import io.inventorybridge.stock.Movement;
import io.inventorybridge.stock.Quantity;
import io.inventorybridge.stock.StockKey;
import io.inventorybridge.stock.Upc;
import io.inventorybridge.sync.pool.Basis;
import io.inventorybridge.sync.pool.CountedPools;
import io.inventorybridge.sync.pool.Grounds;
import io.inventorybridge.sync.pool.PendingChanges;
import io.inventorybridge.sync.pool.Places;
import io.inventorybridge.sync.shop.ItemId;
import io.inventorybridge.sync.shop.LocationId;
import io.inventorybridge.sync.shop.Pair;
import io.inventorybridge.sync.simulation.trouble.Crash;
import io.inventorybridge.sync.simulation.trouble.Fault;
import io.inventorybridge.sync.simulation.trouble.Faults;
import io.inventorybridge.sync.simulation.trouble.Moments;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * Our side of the world: the real ledger, orders, catalog and rules on ports in memory. Each fact
 * is recorded in {@link Known} at the same moment.
 */
public final class Books {
  private static final int LONGEST_IN_FORCE = 90;

  public final List<LocationId> locations;
  public final List<FacilityId> stores = List.of(new FacilityId("S1"), new FacilityId("S2"));
  public final Known known;

  /** Every existing product, including withdrawn ones. */
  public final Map<ItemId, Upc> products = new TreeMap<>();

  public final Set<ItemId> withdrawn = new TreeSet<>();
  public final Set<Upc> awaiting = new TreeSet<>();

  /** Of a thousand calls, the number at which the recording of orders and sales dies. */
  public int deaths;

  private final Moments moments;
  private final Random random;
  private final Faults faults;
  private final Clock clock;
  private final FacilityDirectory directory;
  private final InMemoryLedger ledger = new InMemoryLedger();
  private final InMemoryCatalog catalog = new InMemoryCatalog();
  private final PostingEntries entries;
  private final PostingEntries mortal;
  private final RecordingOrders recording;
  private final Map<StockKey, Long> safety = new HashMap<>();
  private final Map<Upc, Long> thresholds = new HashMap<>();
  private final Set<Upc> offChannel = new TreeSet<>();
  private Optional<OrderVersion> recorded = Optional.empty();
  private Optional<Movement> moved = Optional.empty();
  private InForce inForce;
  private long edition;
  private long deliveries;

  /** The active inputs, for the code and for the model. */
  public record InForce(Grounds grounds, Known.Ground ground) {}

  private record Delivery(String id, Map<StockKey, Long> variance) {}

  public Books(List<LocationId> locations, Moments moments, Random random, Faults faults) {
    this.locations = List.copyOf(locations);
    this.moments = moments;
    this.random = random;
    this.faults = faults;
    this.clock = moments.withZone(ZoneOffset.UTC);
    known = new Known(locations, stores);
    directory =
        FacilityDirectory.of(
            List.of(store(0, Optional.of(locations.getFirst())), store(1, last(locations))));
    entries = new PostingEntries(ledger, Backoff.NONE, clock);
    mortal = new PostingEntries(dying(Ledger.class, ledger), Backoff.NONE, clock);
    recording =
        new RecordingOrders(
            dying(Orders.class, new InMemoryOrders()),
            dying(OrdersByFacility.class, new InMemoryOrdersByFacility()),
            mortal,
            () -> directory,
            ShopPlaces.NONE,
            Lanes.ONE,
            Backoff.NONE);
  }

  private static Optional<LocationId> last(List<LocationId> locations) {
    return Optional.of(locations.getLast());
  }

  private Facility store(int number, Optional<LocationId> location) {
    return new Facility(
        stores.get(number),
        Optional.empty(),
        Optional.empty(),
        "",
        location.map(LocationId::number),
        List.of(),
        true);
  }

  public List<Pair> pairs() {
    return products.keySet().stream()
        .flatMap(item -> locations.stream().map(at -> new Pair(item, at)))
        .toList();
  }

  public PendingChanges marks() {
    return ledger.pending();
  }

  /** All change markers. */
  public List<PendingChanges.Change> marked() {
    List<PendingChanges.Change> marked = new ArrayList<>();
    for (int bucket = 0; bucket < PendingChanges.BUCKETS; bucket++) {
      Optional<String> after = Optional.empty();
      do {
        PendingChanges.Page page = ledger.pending().changedProducts(bucket, after);
        marked.addAll(page.changes());
        after = page.next();
      } while (after.isPresent());
    }
    return marked;
  }

  public InForce inForce() {
    return inForce;
  }

  /** The target of a pair by all facts known now. */
  public Known.Sum now(Pair pair) {
    return known.sum(pair, inForce.ground());
  }

  /**
   * The real calculation of targets.
   *
   * @param ledgerPort wraps the ledger's port into the view of a run
   * @param catalogPort the same for the catalog's port
   * @param grounds gives the active inputs
   */
  public CountedPools pools(
      UnaryOperator<Ledger> ledgerPort,
      UnaryOperator<Catalog> catalogPort,
      Supplier<Grounds> grounds) {
    return new CountedPools(
        ledgerPort.apply(ledger), catalogPort.apply(catalog), grounds, Lanes.ONE, clock);
  }

  /** Records an order from the feed; may die in between, and must be repeated then. */
  public void take(OrderVersion version) {
    recorded = Optional.of(version);
    try {
      recording.record(List.of(version), new KnownPolicy.OrderCompleted());
      known.taken(version.orderId());
    } finally {
      recorded = Optional.empty();
    }
  }

  /** Records a sale or a return at a till; may die likewise. */
  public void take(Movement movement) {
    moved = Optional.of(movement);
    try {
      mortal.move(movement);
    } finally {
      moved = Optional.empty();
    }
  }

  private <T> T dying(Class<T> port, T real) {
    return port.cast(
        Proxy.newProxyInstance(
            port.getClassLoader(),
            new Class<?>[] {port},
            (proxy, method, arguments) -> {
              mayDie();
              try {
                Object result = method.invoke(real, arguments);
                happened(result);
                mayDie();
                return result;
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            }));
  }

  private void mayDie() {
    if (random.nextInt(1_000) < deaths) {
      faults.note(Fault.FEED_DIED);
      throw new Crash();
    }
  }

  private void happened(Object result) {
    if (result instanceof Orders.Stored && !known.received(recorded.orElseThrow())) {
      faults.note(Fault.FEED_DISORDERED);
    }
    if (result instanceof Ledger.Posted) {
      moved.ifPresent(known::moved);
      recorded.map(OrderVersion::orderId).ifPresent(known::taken);
    }
  }

  /** Makes rows of a delivery pending baselines; returns the action that settles them. */
  public Runnable reset(Map<StockKey, Long> rows, Instant snapshot) {
    String id = "d%05d".formatted(++deliveries);
    Baseline.Rank rank = new Baseline.Rank(snapshot, moments.instant(), id);
    Map<StockKey, Long> variance = new HashMap<>();
    rows.forEach(
        (key, quantity) -> {
          long unknown = ledger.facts(key, Instant.MIN).unknownAt(snapshot).units();
          variance.put(key, -unknown);
          entries.reset(
              entries.read(List.of(key)).apply(key),
              new Baseline(rank, Quantity.of(quantity), "part-0001.csv", 2));
          known.reset(key, rank, quantity);
        });
    return () -> settle(new Delivery(id, variance));
  }

  private void settle(Delivery delivery) {
    delivery
        .variance()
        .forEach(
            (key, delta) -> {
              entries.settle(
                  entries.read(List.of(key)).apply(key), delivery.id(), Quantity.of(delta), 2);
              if (!known.settle(key, delivery.id())) {
                faults.note(Fault.RESET_SUPERSEDED);
              }
            });
  }

  public void safety(StockKey key, long units) {
    safety.put(key, units);
    comeIntoForce();
  }

  public void threshold(Upc upc, long units) {
    thresholds.put(upc, units);
    comeIntoForce();
  }

  public void channel(Upc upc, boolean on) {
    if (on) {
      offChannel.remove(upc);
    } else {
      offChannel.add(upc);
    }
    comeIntoForce();
  }

  /** Replaces the catalog: its table first, its index a moment later. */
  public void replaceCatalog() {
    tableOnly();
    long replaced = edition;
    moments.in(
        Duration.ofSeconds(random.nextInt(LONGEST_IN_FORCE)),
        () -> {
          if (replaced == edition) {
            comeIntoForce();
          }
        });
  }

  private void tableOnly() {
    edition++;
    catalog.replaceAll(catalogue());
    known.holds(online());
  }

  private Map<ItemId, Upc> online() {
    Map<ItemId, Upc> online = new TreeMap<>(products);
    online.keySet().removeAll(withdrawn);
    return online;
  }

  private List<Product> catalogue() {
    List<Product> all = new ArrayList<>();
    products.forEach(
        (item, upc) ->
            all.add(
                new Product(
                    upc,
                    upc.toString(),
                    "v" + item,
                    Optional.empty(),
                    Optional.of("gid://shopify/InventoryItem/" + item),
                    Optional.empty(),
                    withdrawn.contains(item) ? "DRAFT" : "ACTIVE",
                    List.of())));
    return all;
  }

  /** Activates the latest inputs. */
  public void comeIntoForce() {
    tableOnly();
    List<Product> all = catalogue();
    TreeMap<Upc, ProductState> notBased = new TreeMap<>();
    awaiting.forEach(upc -> notBased.put(upc, ProductState.AWAITING_BASELINE));
    Places places =
        locations.size() == 1
            ? new Places.AtOne(Optional.of(locations.getFirst()))
            : Places.ofStores(directory);
    inForce =
        new InForce(
            new Grounds(
                Optional.of(CatalogIndex.of(all)),
                NameIndex.of(all),
                directory,
                rules(),
                places,
                notBased,
                new TreeSet<>(),
                new Basis("e" + edition)),
            new Known.Ground(online(), awaiting, safety, thresholds, offChannel));
  }

  private RuleBook rules() {
    List<Rule> rules = new ArrayList<>();
    safety.forEach(
        (key, units) ->
            rules.add(
                rule(
                    key.upc(),
                    Optional.of(key.facility()),
                    new Effect.SafetyStock(Quantity.of(units)))));
    thresholds.forEach(
        (upc, units) ->
            rules.add(rule(upc, Optional.empty(), new Effect.Threshold(Quantity.of(units)))));
    offChannel.forEach(upc -> rules.add(rule(upc, Optional.empty(), new Effect.Channel(false))));
    return new RuleBook(Optional.empty(), rules, Map.of());
  }

  private static Rule rule(Upc upc, Optional<FacilityId> store, Effect effect) {
    return new Rule(
        1,
        new Selector(Optional.empty(), Optional.of(upc), Optional.empty(), store, Optional.empty()),
        effect);
  }
}
