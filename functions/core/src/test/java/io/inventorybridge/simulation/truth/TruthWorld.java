// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.simulation.truth;

import static org.assertj.core.api.Assertions.assertThat;

import io.inventorybridge.ledger.InMemoryStockLedger;
import io.inventorybridge.ledger.KeyFacts;
import io.inventorybridge.ledger.LedgerWriter;
import io.inventorybridge.ledger.OrderFootprint;
import io.inventorybridge.ledger.StockLedger;
import io.inventorybridge.ledger.StockRecord;
import io.inventorybridge.masterdata.facilities.FacilityKinds;
import io.inventorybridge.orders.AcknowledgmentPolicy;
import io.inventorybridge.orders.InMemoryFacilityOrderIndex;
import io.inventorybridge.orders.InMemoryOrderRepository;
import io.inventorybridge.orders.ItemStatus;
import io.inventorybridge.orders.OrderHistory;
import io.inventorybridge.orders.OrderRepository;
import io.inventorybridge.orders.OrderStatus;
import io.inventorybridge.orders.OrderVersion;
import io.inventorybridge.stock.CanonicalUpc;
import io.inventorybridge.stock.FacilityId;
import io.inventorybridge.stock.StockBaseline;
import io.inventorybridge.stock.StockKey;
import io.inventorybridge.stock.StockMovement;
import io.inventorybridge.stock.StockQuantity;
import io.inventorybridge.support.concurrent.BackoffPolicy;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * A random world generated from one seed: deliveries, order versions and movements as jobs of
 * single writes. The jobs are interleaved, repeated, killed and restarted. Times are small
 * integers, so that equal times are common.
 */
final class TruthWorld {
  private static final int HORIZON = 8;
  private static final List<StockKey> KEYS =
      List.of(StockKey.of("A", "1"), StockKey.of("B", "1"), StockKey.of("A", "2"));

  /** A job gives its steps again each time it is started; each step is at most one write. */
  interface Job {
    List<Runnable> steps();
  }

  /** Facilities by number: a list never replaces one with a greater number. */
  private record Listed(int number, Map<FacilityId, FacilityKinds.FacilityKind> kinds)
      implements FacilityKinds {
    @Override
    public FacilityKind kindOf(FacilityId facility) {
      return kinds.getOrDefault(facility, FacilityKind.STORE);
    }
  }

  final InMemoryStockLedger ledger = new InMemoryStockLedger();
  final StockOracle oracle;
  private final InMemoryOrderRepository orders = new InMemoryOrderRepository();
  private final LedgerWriter entries =
      new LedgerWriter(slow(ledger), BackoffPolicy.NONE, Clock.fixed(at(99), ZoneOffset.UTC));
  private final AcknowledgmentPolicy policy;
  private final Random random;
  private final Map<String, Map<StockKey, Long>> varianceFiles = new HashMap<>();
  private final InMemoryFacilityOrderIndex byFacility = new InMemoryFacilityOrderIndex();
  private Listed inForce = new Listed(0, Map.of());
  private final boolean undoes;
  private final List<Job> undone = new ArrayList<>();
  private final OneWriteCheck inOneWrite = new OneWriteCheck(ledger);

  TruthWorld(long seed) {
    random = new Random(seed);
    policy =
        random.nextBoolean()
            ? new AcknowledgmentPolicy.OrderCompleted()
            : new AcknowledgmentPolicy.Acknowledged(maybe(0.5, this::when));
    oracle = new StockOracle(policy);
    undoes = random.nextInt(4) == 0;
  }

  static Instant at(int time) {
    return Instant.ofEpochSecond(time);
  }

  /**
   * Runs every job to its end, in a random interleaving with crashes; each job runs at least once.
   */
  void run() {
    List<Job> jobs = jobs();
    List<Iterator> running = new ArrayList<>();
    for (Job job : jobs) {
      running.add(new Iterator(job));
      if (random.nextDouble() < 0.3) {
        running.add(new Iterator(job));
      }
    }
    while (!running.isEmpty()) {
      Iterator next = running.get(random.nextInt(running.size()));
      if (random.nextDouble() < 0.05) {
        next.crash();
      } else if (!next.step()) {
        running.remove(next);
      }
      KEYS.forEach(this::checkTheEquation);
    }
  }

  // Checks at every moment: the settled number is the equation on the settled baseline and the
  // key's facts. The balance is the reset's target while one is pending, and otherwise the settled
  // number.
  private void checkTheEquation(StockKey key) {
    StockRecord record = record(key);
    KeyFacts facts = ledger.facts(key, Instant.MIN);
    assertThat(record.settledOnHand())
        .as("settled number of %s", record)
        .isEqualTo(facts.onHand(key, record.settled().baseline()));
    assertThat(record.onHand())
        .as("balance of %s", record)
        .isEqualTo(
            record
                .pending()
                .map(pending -> facts.target(pending.baseline()))
                .orElse(record.settledOnHand()));
  }

  /** The keys with any fact. */
  List<StockKey> keys() {
    List<StockKey> keys = new ArrayList<>(KEYS);
    keys.add(new StockKey(FacilityId.QUEUE, CanonicalUpc.of("1")));
    keys.add(new StockKey(FacilityId.QUEUE, CanonicalUpc.of("2")));
    return keys;
  }

  StockRecord record(StockKey key) {
    return entries.read(List.of(key)).apply(key);
  }

  private static final class Iterator {
    private final Job job;
    private List<Runnable> left;

    Iterator(Job job) {
      this.job = job;
      left = new ArrayList<>(job.steps());
    }

    void crash() {
      left = new ArrayList<>(job.steps());
    }

    boolean step() {
      if (left.isEmpty()) {
        return false;
      }
      Runnable step = left.removeFirst();
      step.run();
      if (step instanceof Begun begun) {
        left.addAll(0, begun.more().get());
      }
      return true;
    }
  }

  /** A step whose following steps depend on the moment. */
  private record Begun(Supplier<List<Runnable>> more) implements Runnable {
    @Override
    public void run() {}
  }

  private List<Job> jobs() {
    List<Job> jobs = new ArrayList<>();
    int lists = pick(List.of(0, 0, 1, 2, 3));
    for (int l = 1; l <= lists; l++) {
      Map<FacilityId, FacilityKinds.FacilityKind> kinds = new HashMap<>();
      KEYS.forEach(
          key -> kinds.put(key.facility(), pick(List.of(FacilityKinds.FacilityKind.values()))));
      Listed listed = new Listed(l, kinds);
      oracle.stores = listed;
      jobs.add(later(() -> listing(listed)));
    }
    int most = undoes ? 4 : 3;
    for (int d = 0; d < 1 + random.nextInt(most); d++) {
      jobs.add(delivery("d" + d));
    }
    jobs.addAll(undone);
    for (int o = 0; o < random.nextInt(3); o++) {
      for (OrderVersion version : versions("o" + o)) {
        oracle.versions.add(version);
        jobs.add(() -> recording(version));
      }
      if (random.nextDouble() < 0.4) {
        Instant declared = at(when());
        String order = "o" + o;
        oracle.declaredKnown.computeIfAbsent(order, id -> new HashSet<>()).add(declared);
        jobs.add(later(() -> storing(order, history -> history.declaredKnown(declared))));
      }
    }
    for (int m = 0; m < random.nextInt(5); m++) {
      StockMovement movement =
          new StockMovement(
              pick(KEYS), "m" + m, at(when()), StockQuantity.of(pick(List.of(-2, -1, -1, 1))));
      oracle.movements.put(movement.id(), movement);
      jobs.add(() -> List.of(() -> slowly(() -> entries.postMovement(movement))));
    }
    return jobs;
  }

  // Short jobs would end before the long ones have really begun.
  private Job later(Job job) {
    int waiting = random.nextInt(25);
    return () -> {
      List<Runnable> steps = new ArrayList<>(Collections.nCopies(waiting, () -> {}));
      steps.addAll(job.steps());
      return steps;
    };
  }

  private Job delivery(String id) {
    List<StockKey> mine = new ArrayList<>(KEYS);
    Collections.shuffle(mine, random);
    Map<StockKey, Long> rows = new LinkedHashMap<>();
    for (StockKey key : mine.subList(0, 1 + random.nextInt(mine.size()))) {
      rows.put(key, random.nextInt(7) - 1L);
    }
    int snapshot = when();
    StockBaseline.Rank rank =
        new StockBaseline.Rank(at(snapshot), at(snapshot + random.nextInt(3)), id);
    boolean initial = random.nextDouble() < 0.3;
    Set<StockKey> named =
        mine.stream()
            .filter(key -> initial && !rows.containsKey(key) && random.nextDouble() < 0.3)
            .collect(Collectors.toSet());
    oracle.deliveries.add(new StockOracle.Delivery(rank, rows, initial, named));
    // A backfill of the load may sweep before the load's own rows come.
    boolean sweepsFirst = random.nextInt(5) == 0;
    if (undoes && !initial && random.nextDouble() < 0.6) {
      oracle.voids.add(id);
      undone.add(later(() -> undo(rank, rows.keySet())));
    }
    return () -> {
      List<Runnable> steps = new ArrayList<>();
      steps.add(() -> varianceFiles.put(id, variance(rows, rank)));
      if (initial && sweepsFirst) {
        steps.addAll(sweeping(rows, named, rank, id));
      }
      rows.forEach(
          (key, quantity) ->
              steps.addAll(
                  reset(
                      key,
                      new StockBaseline(rank, StockQuantity.of(quantity), "part-0001.csv", 2))));
      rows.keySet()
          .forEach(
              key ->
                  steps.add(
                      () ->
                          entries.settle(
                              record(key),
                              id,
                              StockQuantity.of(
                                  varianceFiles.getOrDefault(id, Map.of()).getOrDefault(key, 0L)),
                              2)));
      if (initial && !sweepsFirst) {
        steps.addAll(sweeping(rows, named, rank, id));
      }
      return steps;
    };
  }

  private List<Runnable> sweeping(
      Map<StockKey, Long> rows, Set<StockKey> named, StockBaseline.Rank rank, String id) {
    List<Runnable> steps = new ArrayList<>();
    StockBaseline absent = new StockBaseline(rank, StockQuantity.ZERO, StockBaseline.SWEEP, 0);
    named.forEach(key -> steps.addAll(spare(key, rank)));
    rows.keySet().forEach(key -> steps.add(() -> ledger.raiseFloor(key.facility(), absent)));
    for (StockKey key : KEYS) {
      boolean itsStore =
          rows.keySet().stream().anyMatch(row -> row.facility().equals(key.facility()));
      if (itsStore) {
        steps.add(() -> sweep(key, absent, id));
      }
    }
    return steps;
  }

  // The reading may be outdated when it is used.
  private List<Runnable> reset(StockKey key, StockBaseline row) {
    AtomicReference<StockRecord> read = new AtomicReference<>();
    return List.of(() -> read.set(record(key)), () -> entries.reset(read.get(), row));
  }

  // It waits for no step of the delivery: each key remembers that the delivery is void.
  private List<Runnable> undo(StockBaseline.Rank rank, Set<StockKey> keys) {
    List<Runnable> steps = new ArrayList<>();
    for (StockKey key : keys) {
      AtomicReference<StockRecord> read = new AtomicReference<>();
      steps.add(() -> read.set(record(key)));
      steps.add(() -> slowly(() -> entries.withdraw(read.get(), rank)));
    }
    return steps;
  }

  // The reading may be outdated when it is used.
  private List<Runnable> spare(StockKey key, StockBaseline.Rank load) {
    AtomicReference<StockRecord> read = new AtomicReference<>();
    return List.of(() -> read.set(record(key)), () -> entries.spare(read.get(), load));
  }

  // One step of the sweep for a key: reset and settled without a step in between.
  private void sweep(StockKey key, StockBaseline absent, String id) {
    if (ledger.find(key).filter(record -> !record.isSparedBy(absent)).isPresent()) {
      entries.reset(record(key), absent);
      entries.settle(record(key), id, StockQuantity.ZERO, 0);
    }
  }

  private Map<StockKey, Long> variance(Map<StockKey, Long> rows, StockBaseline.Rank rank) {
    Map<StockKey, Long> file = new LinkedHashMap<>();
    for (StockKey key : rows.keySet()) {
      KeyFacts facts = ledger.facts(key, Instant.MIN);
      long units = facts.unknownAt(rank.snapshot()).units();
      if (units != 0) {
        file.put(key, -units);
      }
    }
    return file;
  }

  private List<Runnable> recording(OrderVersion version) {
    List<Runnable> steps = new ArrayList<>();
    steps.add(
        () ->
            byFacility.add(
                version.orderId(),
                version.items().stream().flatMap(item -> item.facility().stream()).toList()));
    steps.addAll(storing(version.orderId(), history -> history.with(version, policy)));
    return steps;
  }

  // In the order of RecordingOrders: the facilities are read before the order is written.
  private List<Runnable> storing(String order, UnaryOperator<OrderHistory> adding) {
    return List.of(
        new Begun(
            () -> {
              Listed listed = inForce;
              return List.of(
                  () -> {
                    OrderRepository.StoredOrder kept =
                        orders
                            .find(order)
                            .orElse(new OrderRepository.StoredOrder(OrderHistory.of(order), 0));
                    orders.store(adding.apply(kept.history()), kept.revision());
                  },
                  new Begun(() -> projecting(order, listed)));
            }));
  }

  // Product by product with the given facilities, and again if others are active at the end.
  private List<Runnable> projecting(String order, Listed by) {
    List<Runnable> steps = new ArrayList<>();
    for (OrderFootprint product : orders.find(order).orElseThrow().history().products()) {
      steps.add(
          () -> {
            slowly(
                () ->
                    entries.applyOrder(
                        product,
                        () -> {
                          OrderHistory history = orders.find(order).orElseThrow().history();
                          return inOneWrite.said(history, product.upc(), by);
                        }));
            inOneWrite.check();
          });
    }
    steps.add(new Begun(() -> inForce.equals(by) ? List.of() : projecting(order, inForce)));
    return steps;
  }

  // Activates the list; then the orders that name a facility are found.
  private List<Runnable> listing(Listed listed) {
    List<Runnable> steps = new ArrayList<>();
    steps.add(() -> inForce = listed.number() > inForce.number() ? listed : inForce);
    for (FacilityId facility : listed.kinds().keySet()) {
      steps.add(
          new Begun(
              () ->
                  byFacility.ordersOf(facility, "").orderIds().stream()
                      .filter(order -> orders.find(order).isPresent())
                      .<Runnable>map(order -> new Begun(() -> projecting(order, inForce)))
                      .toList()));
    }
    return steps;
  }

  private List<OrderVersion> versions(String id) {
    int lines = 1 + random.nextInt(2);
    List<OrderVersion> versions = new ArrayList<>();
    for (int v = 0; v < 1 + random.nextInt(4); v++) {
      List<OrderVersion.Item> items = new ArrayList<>();
      for (int line = 0; line < lines; line++) {
        StockKey key = pick(KEYS);
        items.add(
            new OrderVersion.Item(
                "" + line,
                Optional.of(key.upc()),
                StockQuantity.of(1 + random.nextInt(3)),
                random.nextDouble() < 0.2 ? Optional.empty() : Optional.of(key.facility()),
                pick(
                    List.of(
                        ItemStatus.COMPLETED,
                        ItemStatus.COMPLETED,
                        ItemStatus.OPEN,
                        ItemStatus.CANCELLED)),
                maybe(0.5, this::when),
                maybe(0.4, this::when),
                shopify()));
      }
      if (items.size() > 1 && random.nextDouble() < 0.1) {
        items.removeFirst();
      }
      versions.add(
          new OrderVersion(
              id,
              maybe(0.7, () -> 0).map(of -> "SHOPIFY"),
              maybe(0.5, () -> 0).map(of -> "77" + id.substring(1)),
              pick(
                  List.of(
                      OrderStatus.COMPLETED,
                      OrderStatus.COMPLETED,
                      OrderStatus.OPEN,
                      OrderStatus.CANCELLED)),
              at(when()),
              maybe(0.6, this::when),
              maybe(0.5, this::when),
              items));
    }
    return versions;
  }

  private OrderVersion.ShopifyItem shopify() {
    return new OrderVersion.ShopifyItem(
        maybe(0.8, () -> 0).map(of -> pick(List.of("11", "12"))),
        maybe(0.6, () -> 0).map(of -> pick(List.of("71", "72"))),
        maybe(0.3, () -> 0).map(of -> StockQuantity.of(random.nextInt(4))),
        maybe(0.3, () -> 0).map(of -> StockQuantity.of(random.nextInt(4))));
  }

  // A writer may have read a store's initial-load baseline before a load raised it.
  private boolean slow;

  private StockLedger slow(StockLedger quick) {
    return (StockLedger)
        Proxy.newProxyInstance(
            StockLedger.class.getClassLoader(),
            new Class<?>[] {StockLedger.class},
            (proxy, method, arguments) -> {
              if (slow && method.getName().equals("floor")) {
                slow = false;
                return StockBaseline.NONE;
              }
              if (slow && method.getName().equals("floors")) {
                slow = false;
                Map<Object, StockBaseline> floors = new HashMap<>();
                ((Iterable<?>) arguments[0])
                    .forEach(store -> floors.put(store, StockBaseline.NONE));
                return floors;
              }
              return method.invoke(quick, arguments);
            });
  }

  private void slowly(Runnable write) {
    slow = random.nextBoolean();
    write.run();
    slow = false;
  }

  private int when() {
    return random.nextInt(HORIZON + 1);
  }

  private <T> T pick(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  private Optional<Instant> maybe(double chance, Supplier<Integer> time) {
    return random.nextDouble() < chance ? Optional.of(at(time.get())) : Optional.empty();
  }
}
