// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.simulation.shop.books;

import io.inventorybridge.availability.CalculationInputs;
import io.inventorybridge.availability.ChangeMarkers;
import io.inventorybridge.availability.InputsVersion;
import io.inventorybridge.availability.SellableCalculator;
import io.inventorybridge.ledger.InMemoryStockLedger;
import io.inventorybridge.ledger.LedgerWriter;
import io.inventorybridge.ledger.StockLedger;
import io.inventorybridge.local.simulation.shop.trouble.FaultCounts;
import io.inventorybridge.local.simulation.shop.trouble.PublishingFault;
import io.inventorybridge.local.simulation.shop.trouble.RunCrash;
import io.inventorybridge.local.simulation.shop.trouble.SimulatedTime;
import io.inventorybridge.masterdata.catalog.CatalogProduct;
import io.inventorybridge.masterdata.catalog.OnlineCatalog;
import io.inventorybridge.masterdata.facilities.Facility;
import io.inventorybridge.masterdata.facilities.FacilityDirectory;
import io.inventorybridge.orders.AcknowledgmentPolicy;
import io.inventorybridge.orders.FacilityOrderIndex;
import io.inventorybridge.orders.InMemoryFacilityOrderIndex;
import io.inventorybridge.orders.InMemoryOrderRepository;
import io.inventorybridge.orders.OrderRepository;
import io.inventorybridge.orders.OrderVersion;
import io.inventorybridge.orders.RecordingOrders;
import io.inventorybridge.orders.ShopLocationResolver;
import io.inventorybridge.rules.RuleBook;
import io.inventorybridge.rules.RuleRow;
import io.inventorybridge.rules.RuleSelector;
import io.inventorybridge.rules.RuleValue;
import io.inventorybridge.stock.CanonicalUpc;
import io.inventorybridge.stock.FacilityId;
import io.inventorybridge.stock.InventoryItemId;
import io.inventorybridge.stock.ItemAtLocation;
import io.inventorybridge.stock.ShopLocationId;
import io.inventorybridge.stock.StockBaseline;
import io.inventorybridge.stock.StockKey;
import io.inventorybridge.stock.StockMovement;
import io.inventorybridge.stock.StockQuantity;
import io.inventorybridge.support.concurrent.BackoffPolicy;
import io.inventorybridge.support.concurrent.BoundedParallelism;
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
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * Our side of the world: the real ledger, orders, catalog and rules on ports in memory. Each fact
 * is recorded in {@link KnownTargets} at the same moment.
 */
public final class RetailerBooks {
  private static final int LONGEST_IN_FORCE = 90;

  public final List<ShopLocationId> locations;
  public final List<FacilityId> stores = List.of(new FacilityId("S1"), new FacilityId("S2"));
  public final KnownTargets known;

  /** Every existing product, including withdrawn ones. */
  public final Map<InventoryItemId, CanonicalUpc> products = new TreeMap<>();

  public final Set<InventoryItemId> withdrawn = new TreeSet<>();
  public final Set<CanonicalUpc> awaiting = new TreeSet<>();

  /** Of a thousand calls, the number at which the recording of orders and sales dies. */
  public int deaths;

  private final SimulatedTime moments;
  private final Random random;
  private final FaultCounts faults;
  private final Clock clock;
  private final Map<Integer, ShopLocationId> places = new TreeMap<>();
  private final Set<FacilityId> closed = new TreeSet<>();
  private final Map<InputsVersion, KnownTargets.Ground> grounds = new HashMap<>();
  private final InMemoryStockLedger ledger = new InMemoryStockLedger();
  private final LedgerWriter entries;
  private final LedgerWriter mortal;
  private final RecordingOrders recording;
  private final Map<StockKey, Long> safety = new HashMap<>();
  private final Map<CanonicalUpc, Long> thresholds = new HashMap<>();
  private final Set<CanonicalUpc> offChannel = new TreeSet<>();
  private Optional<OrderVersion> recorded = Optional.empty();
  private Optional<StockMovement> moved = Optional.empty();
  private StatedInputs latest;
  private Present present;
  private Optional<EditionImports> imports = Optional.empty();
  private long edition;
  private long deliveries;

  /** The inputs as the files state them, for the code and for the model. */
  private record Present(CalculationInputs inputs, KnownTargets.Ground ground) {}

  private record Delivery(String id, Map<StockKey, Long> variance) {}

  public RetailerBooks(
      List<ShopLocationId> locations, SimulatedTime moments, Random random, FaultCounts faults) {
    this.locations = List.copyOf(locations);
    this.moments = moments;
    this.random = random;
    this.faults = faults;
    this.clock = moments.withZone(ZoneOffset.UTC);
    known = new KnownTargets(locations, stores);
    places.put(0, locations.getFirst());
    places.put(1, locations.getLast());
    entries = new LedgerWriter(ledger, BackoffPolicy.NONE, clock);
    mortal = new LedgerWriter(dying(StockLedger.class, ledger), BackoffPolicy.NONE, clock);
    recording =
        new RecordingOrders(
            dying(OrderRepository.class, new InMemoryOrderRepository()),
            dying(FacilityOrderIndex.class, new InMemoryFacilityOrderIndex()),
            mortal,
            () -> present.inputs().directory(),
            ShopLocationResolver.NONE,
            BoundedParallelism.ONE,
            BackoffPolicy.NONE);
  }

  /**
   * From now on catalog, facilities and rules come into force by the gate and its brake.
   *
   * @param published tells whether the shop has confirmed a pair once
   */
  public void brake(Predicate<ItemAtLocation> published, Random operator) {
    imports =
        Optional.of(
            new EditionImports(
                this, ledger, published, moments, operator, faults, () -> deaths, this::refresh));
  }

  /** The operator lets in all that is stated now, and decides nothing more. */
  public void settleInputs() {
    imports.ifPresent(EditionImports::settle);
    refresh();
  }

  private FacilityDirectory directory() {
    return FacilityDirectory.of(List.of(store(0), store(1)));
  }

  private Facility store(int number) {
    return new Facility(
        stores.get(number),
        Optional.empty(),
        Optional.empty(),
        "",
        Optional.ofNullable(places.get(number)).map(ShopLocationId::number),
        List.of(),
        !closed.contains(stores.get(number)));
  }

  public List<ItemAtLocation> pairs() {
    return products.keySet().stream()
        .flatMap(item -> locations.stream().map(at -> new ItemAtLocation(item, at)))
        .toList();
  }

  public ChangeMarkers marks() {
    return ledger.pending();
  }

  /** All change markers. */
  public List<ChangeMarkers.ChangeMarker> marked() {
    List<ChangeMarkers.ChangeMarker> marked = new ArrayList<>();
    for (int bucket = 0; bucket < ChangeMarkers.BUCKETS; bucket++) {
      Optional<String> after = Optional.empty();
      do {
        ChangeMarkers.Page page = ledger.pending().markers(bucket, after);
        marked.addAll(page.changes());
        after = page.next();
      } while (after.isPresent());
    }
    return marked;
  }

  /** The inputs as the files state them now. */
  public CalculationInputs present() {
    return present.inputs();
  }

  /** The same inputs for the model. */
  public KnownTargets.Ground ground(CalculationInputs inputs) {
    return grounds.get(inputs.inputsVersion());
  }

  /** The target of a pair by all facts known now. */
  public KnownTargets.Sum now(ItemAtLocation pair) {
    return known.sum(pair, present.ground());
  }

  /**
   * The real calculation of targets.
   *
   * @param ledgerPort wraps the ledger's port into the view of a run
   * @param inForce gives the inputs in force
   */
  public SellableCalculator pools(
      UnaryOperator<StockLedger> ledgerPort, Supplier<CalculationInputs> inForce) {
    return new SellableCalculator(ledgerPort.apply(ledger), inForce, BoundedParallelism.ONE);
  }

  /** Records an order from the feed; may die in between, and must be repeated then. */
  public void take(OrderVersion version) {
    recorded = Optional.of(version);
    try {
      recording.record(List.of(version), new AcknowledgmentPolicy.OrderCompleted());
      known.taken(version.orderId());
    } finally {
      recorded = Optional.empty();
    }
  }

  /** Records a sale or a return at a till; may die likewise. */
  public void take(StockMovement movement) {
    moved = Optional.of(movement);
    try {
      mortal.postMovement(movement);
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
      faults.note(PublishingFault.FEED_DIED);
      throw new RunCrash();
    }
  }

  private void happened(Object result) {
    if (result instanceof OrderRepository.Stored && !known.received(recorded.orElseThrow())) {
      faults.note(PublishingFault.FEED_DISORDERED);
    }
    if (result instanceof StockLedger.Posted) {
      moved.ifPresent(known::moved);
      recorded.map(OrderVersion::orderId).ifPresent(known::taken);
    }
  }

  /** Makes rows of a delivery pending baselines; returns the action that settles them. */
  public Runnable reset(Map<StockKey, Long> rows, Instant snapshot) {
    String id = "d%05d".formatted(++deliveries);
    StockBaseline.Rank rank = new StockBaseline.Rank(snapshot, moments.instant(), id);
    Map<StockKey, Long> variance = new HashMap<>();
    rows.forEach(
        (key, quantity) -> {
          long unknown = ledger.facts(key, Instant.MIN).unknownAt(snapshot).units();
          variance.put(key, -unknown);
          entries.reset(
              entries.read(List.of(key)).apply(key),
              new StockBaseline(rank, StockQuantity.of(quantity), "part-0001.csv", 2));
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
                  entries.read(List.of(key)).apply(key), delivery.id(), StockQuantity.of(delta), 2);
              if (!known.settle(key, delivery.id())) {
                faults.note(PublishingFault.RESET_SUPERSEDED);
              }
            });
  }

  public void safety(StockKey key, long units) {
    safety.put(key, units);
    comeIntoForce();
  }

  public void threshold(CanonicalUpc upc, long units) {
    thresholds.put(upc, units);
    comeIntoForce();
  }

  public void channel(CanonicalUpc upc, boolean on) {
    if (on) {
      offChannel.remove(upc);
    } else {
      offChannel.add(upc);
    }
    comeIntoForce();
  }

  /** A store is missing from the newest facilities, or there again. */
  public void close(FacilityId store, boolean isClosed) {
    if (isClosed) {
      closed.add(store);
    } else {
      closed.remove(store);
    }
    comeIntoForce();
  }

  /** The second store states its location, or none. */
  public void leave(boolean isLeft) {
    if (isLeft) {
      places.remove(1);
    } else {
      places.put(1, locations.getLast());
    }
    comeIntoForce();
  }

  /** Tells whether no store states the location now. */
  public boolean isLeft(ShopLocationId location) {
    return !present.ground().stores().containsKey(location);
  }

  /** Replaces the catalog, which is in the files a moment later. */
  public void replaceCatalog() {
    edition++;
    long replaced = edition;
    moments.in(
        Duration.ofSeconds(random.nextInt(LONGEST_IN_FORCE)),
        () -> {
          if (replaced == edition) {
            comeIntoForce();
          }
        });
  }

  private Map<InventoryItemId, CanonicalUpc> online() {
    Map<InventoryItemId, CanonicalUpc> online = new TreeMap<>(products);
    online.keySet().removeAll(withdrawn);
    return online;
  }

  private List<CatalogProduct> catalogue() {
    List<CatalogProduct> all = new ArrayList<>();
    products.forEach(
        (item, upc) ->
            all.add(
                new CatalogProduct(
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

  /** Writes all inputs into the files. */
  public void comeIntoForce() {
    edition++;
    latest = stated();
    imports.ifPresent(it -> it.drop(latest));
    refresh();
  }

  private StatedInputs stated() {
    Map<ShopLocationId, FacilityId> shown = new HashMap<>();
    places.forEach((number, location) -> shown.put(location, stores.get(number)));
    return new StatedInputs(
        OnlineCatalog.of(catalogue()),
        online(),
        directory(),
        shown,
        closed,
        rules(),
        safety,
        thresholds,
        offChannel);
  }

  private void refresh() {
    CalculationInputs inputs =
        imports.map(EditionImports::inForce).orElse(latest).inputs(locations, awaiting);
    present =
        new Present(inputs, imports.map(EditionImports::expected).orElse(latest).ground(awaiting));
    grounds.put(inputs.inputsVersion(), present.ground());
  }

  private RuleBook rules() {
    List<RuleRow> rules = new ArrayList<>();
    safety.forEach(
        (key, units) ->
            rules.add(
                rule(
                    key.upc(),
                    Optional.of(key.facility()),
                    new RuleValue.SafetyStock(StockQuantity.of(units)))));
    thresholds.forEach(
        (upc, units) ->
            rules.add(
                rule(upc, Optional.empty(), new RuleValue.Threshold(StockQuantity.of(units)))));
    offChannel.forEach(upc -> rules.add(rule(upc, Optional.empty(), new RuleValue.Channel(false))));
    return new RuleBook(Optional.empty(), rules, Map.of());
  }

  private static RuleRow rule(CanonicalUpc upc, Optional<FacilityId> store, RuleValue effect) {
    return new RuleRow(
        1,
        new RuleSelector(
            Optional.empty(), Optional.of(upc), Optional.empty(), store, Optional.empty()),
        effect);
  }
}
