// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.sync.simulation;

import io.inventorybridge.ledger.Backoff;
import io.inventorybridge.ledger.Lanes;
import io.inventorybridge.settings.OpeningHours;
import io.inventorybridge.settings.PublishSettings;
import io.inventorybridge.settings.PublishSettings.Publish;
import io.inventorybridge.settings.PublishSettings.Topology;
import io.inventorybridge.stock.Upc;
import io.inventorybridge.sync.lease.InMemoryShopLease;
import io.inventorybridge.sync.lease.ShopLease;
import io.inventorybridge.sync.mirror.InMemoryKeptMirror;
import io.inventorybridge.sync.mirror.KeptMirror;
import io.inventorybridge.sync.outbox.InMemoryOutbox;
import io.inventorybridge.sync.outbox.Outbox;
import io.inventorybridge.sync.pool.PendingChanges;
import io.inventorybridge.sync.pool.Pools;
import io.inventorybridge.sync.published.InMemoryPublishedPairs;
import io.inventorybridge.sync.published.PublishedPair;
import io.inventorybridge.sync.published.PublishedPair.Exact;
import io.inventorybridge.sync.published.PublishedPairs;
import io.inventorybridge.sync.publishing.SyncPorts;
import io.inventorybridge.sync.shop.InMemoryShop;
import io.inventorybridge.sync.shop.ItemId;
import io.inventorybridge.sync.shop.LocationId;
import io.inventorybridge.sync.shop.Pair;
import io.inventorybridge.sync.shop.Shop;
import io.inventorybridge.sync.shop.ShopFailure;
import io.inventorybridge.sync.simulation.books.Books;
import io.inventorybridge.sync.simulation.life.Life;
import io.inventorybridge.sync.simulation.trouble.Fault;
import io.inventorybridge.sync.simulation.trouble.Faults;
import io.inventorybridge.sync.simulation.trouble.LateMarks;
import io.inventorybridge.sync.simulation.trouble.Moments;
import io.inventorybridge.sync.simulation.trouble.TroubledShop;
import io.inventorybridge.sync.simulation.trouble.Wrong;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** A day and a half of a shop and its stock, generated from a seed. */
final class World {
  private static final Instant BEGIN = Instant.parse("2026-11-24T00:00:00Z");
  private static final Duration LENGTH = Duration.ofHours(30);
  private static final Duration QUARTER = Duration.ofMinutes(15);
  private static final Duration FIRST_FULL = Duration.ofHours(5);
  private static final Duration BETWEEN_FULL = Duration.ofHours(10);

  private final Random random;
  private final Faults faults = new Faults();
  private final Moments moments;
  private final Books books;
  private final InMemoryShop real;
  private final TroubledShop shop;
  private final Life life;
  private final InMemoryPublishedPairs published = new InMemoryPublishedPairs();
  private final InMemoryShopLease leases = new InMemoryShopLease();
  private final InMemoryOutbox outbox = new InMemoryOutbox(leases);
  private final InMemoryKeptMirror mirror = new InMemoryKeptMirror();
  private final LateMarks marks;
  private final Watch watch;
  private final Publisher publisher;
  private final Map<Pair, Long> stands = new HashMap<>();
  private PublishSettings settings;
  private final Counts counts = new Counts();

  /**
   * The world of a seed.
   *
   * @param way empty for ours
   */
  World(long seed, Optional<Naive.Way> way) {
    random = new Random(seed * 0x9E3779B97F4A7C15L + 1);
    moments = new Moments(BEGIN, new Random(random.nextLong()), faults, this::check);
    int places = random.nextInt(3) == 0 ? 2 : 1;
    List<LocationId> locations =
        IntStream.range(0, places)
            .mapToObj(it -> new LocationId(Integer.toString(91 + it)))
            .toList();
    books = new Books(locations, moments, new Random(random.nextLong()), faults);
    marks = new LateMarks(books.marks(), moments, new Random(random.nextLong()), faults);
    real = new InMemoryShop(moments);
    shop = new TroubledShop(real, moments, new Random(random.nextLong()), faults, this::landed);
    life = new Life(books, real, shop, moments, new Random(random.nextLong()), faults, this::sale);
    settings =
        new PublishSettings(
            places == 1 ? Topology.ONE_LOCATION : Topology.LOCATION_PER_FACILITY,
            PublishSettings.Reconcile.CORRECT,
            Publish.LIVE,
            Duration.ofMinutes(10),
            Duration.ofHours(1),
            Duration.ofMinutes(5),
            Duration.ofHours(3),
            PublishSettings.WithoutDelivery.GO_ON,
            OpeningHours.NONE);
    watch = new Watch(real, life, shop, published, outbox, moments, faults, moments::changed);
    populate();
    publisher =
        way.<Publisher>map(it -> naive(it, seed))
            .orElseGet(() -> new Protocol(this::ports, moments));
    moments.another(() -> moments.invoke(() -> surviving(this::recent)));
  }

  private Naive naive(Naive.Way way, long seed) {
    return new Naive(
        way,
        () -> moments.around(Pools.class, new Seeing(books, moments, faults)),
        books.known,
        moments.around(PendingChanges.class, marks),
        moments.around(Shop.class, shop),
        real,
        new Random(seed));
  }

  private SyncPorts ports() {
    Seeing seeing = new Seeing(books, moments, faults);
    return new SyncPorts(
        "example",
        moments.around(Shop.class, seeing.over(shop)),
        moments.around(Pools.class, seeing),
        moments.around(PendingChanges.class, watch.over(marks, seeing)),
        moments.around(PublishedPairs.class, watch.over(published, seeing)),
        moments.around(Outbox.class, watch.over(outbox, seeing)),
        moments.around(ShopLease.class, leases),
        moments.around(KeptMirror.class, mirror),
        () -> settings,
        Optional::empty,
        Lanes.ONE,
        Backoff.NONE,
        Backoff.NONE,
        moments);
  }

  private Object recent() {
    publisher.recent();
    return null;
  }

  private void populate() {
    books.locations.forEach(real::open);
    int items = 1 + random.nextInt(3);
    for (int i = 0; i < items; i++) {
      life.offer(new ItemId(Integer.toString(48_100_001 + i)), Upc.of("205000010001" + i));
    }
    books.comeIntoForce();
  }

  /** A run that gets no answer from the shop ends there. */
  static <T> T surviving(Supplier<T> run) {
    try {
      return run.get();
    } catch (ShopFailure e) {
      return null;
    }
  }

  /** Runs the world; throws {@link Wrong} for an error. */
  void run() {
    int happenings = 80 + random.nextInt(200);
    for (int i = 0; i < happenings; i++) {
      moments.at(BEGIN.plusSeconds(random.nextInt((int) LENGTH.toSeconds())), life::happen);
    }
    shop.trouble = random.nextInt(4) * 60;
    moments.crashes = random.nextInt(4) * 5;
    moments.pauses = random.nextInt(3) * 20;
    moments.others = random.nextInt(3) * 2;
    shop.lag = random.nextInt(3) * 45;
    books.deaths = random.nextInt(3) * 10;
    outages();
    rushes();
    Instant full = BEGIN.plus(FIRST_FULL);
    for (Instant next = BEGIN; next.isBefore(BEGIN.plus(LENGTH)); next = next.plus(QUARTER)) {
      moments.until(next);
      invoke();
      if (!moments.instant().isBefore(full)) {
        full = full.plus(BETWEEN_FULL);
        full();
      }
    }
    calm();
    shop.trouble = 0;
    moments.crashes = 0;
    moments.pauses = 0;
    moments.others = 0;
    shop.lag = 0;
    shop.refused.clear();
    books.deaths = 0;
    life.still();
    // All changes of the inputs are active by then; news of orders arrives even later.
    quarters(20);
    moments.until(moments.instant().plus(Duration.ofHours(8)));
    quarters(8);
    atRest();
    full();
    invoke();
  }

  private void quarters(int number) {
    for (int i = 0; i < number; i++) {
      moments.until(moments.instant().plus(QUARTER));
      invoke();
    }
  }

  // Recent syncs alone bring every change to the confirmed pairs.
  private void atRest() {
    for (Pair pair : books.pairs()) {
      PublishedPair record = watch.record(pair);
      if (publisher instanceof Protocol
          && books.now(pair).published()
          && record.standing() instanceof Exact
          && record.parked().isEmpty()
          && !watch
              .stands(pair)
              .equals(Optional.of(books.now(pair).pool() - watch.shortBy(pair)))) {
        throw new Wrong("at rest %s is still not published, %s".formatted(pair, record));
      }
    }
  }

  private void full() {
    try {
      if (publisher instanceof Protocol) {
        publisher.full();
      } else {
        moments.invoke(() -> surviving(this::naiveFull));
      }
    } finally {
      check();
    }
  }

  private Object naiveFull() {
    publisher.full();
    return null;
  }

  private void invoke() {
    long died = faults.times(Fault.DIED);
    moments.invoke(() -> surviving(this::recent));
    if (faults.times(Fault.DIED) > died && random.nextBoolean()) {
      moments.invoke(() -> surviving(this::recent));
    }
  }

  // In two of three worlds the shop is down for hours; an item may be refused for hours, and an
  // operator may use the kill switch.
  private void outages() {
    if (random.nextInt(3) > 0) {
      Instant from = BEGIN.plusSeconds(random.nextInt((int) LENGTH.toSeconds()));
      Duration time = Duration.ofMinutes(10 + random.nextInt(150));
      moments.at(from, () -> shop.outageUntil = from.plus(time));
    }
    if (random.nextInt(3) == 0) {
      ItemId item = books.products.keySet().iterator().next();
      Instant from = BEGIN.plusSeconds(random.nextInt((int) LENGTH.toSeconds()));
      moments.at(from, () -> shop.refused.add(item));
      moments.at(from.plusSeconds(random.nextInt(6 * 3_600)), () -> shop.refused.remove(item));
    }
    if (random.nextInt(4) == 0) {
      Instant from = BEGIN.plusSeconds(random.nextInt((int) LENGTH.toSeconds()));
      moments.at(
          from,
          () -> {
            faults.note(Fault.SWITCHED_OFF);
            publish(Publish.OFF);
          });
      moments.at(from.plusSeconds(random.nextInt(3 * 3_600)), () -> publish(Publish.LIVE));
    }
  }

  // The shop is busy just before it is read.
  private void rushes() {
    Instant end = BEGIN.plus(LENGTH);
    for (Instant full = BEGIN.plus(FIRST_FULL);
        full.isBefore(end);
        full = full.plus(BETWEEN_FULL)) {
      rush(full);
      rush(full);
      rush(BEGIN.plus(QUARTER.multipliedBy(random.nextInt(120))));
    }
  }

  private void rush(Instant before) {
    moments.at(before.minusSeconds(random.nextInt(240)), life::rush);
  }

  private void calm() {
    shop.outageUntil = Instant.MIN;
    publish(Publish.LIVE);
  }

  private void publish(Publish now) {
    PublishSettings before = settings;
    settings =
        new PublishSettings(
            before.topology(),
            before.reconcile(),
            now,
            before.riseWait(),
            before.abandonAfter(),
            before.longestRequest(),
            before.fullSyncDeadline(),
            before.withoutDelivery(),
            before.openingHours());
  }

  private long shown(Pair pair) {
    return real.shown(pair).available().units();
  }

  // The target that the shop would show if everything written there were exact.
  private Optional<Long> stands(Pair pair) {
    if (publisher instanceof Naive) {
      return Optional.ofNullable(stands.get(pair));
    }
    return watch.published(pair);
  }

  private void sale(Pair pair, long units) {
    counts.sales++;
    stands(pair)
        .ifPresent(
            pool -> {
              long taken = life.counts(pair);
              if (pool - taken < units) {
                counts.oversold++;
              } else if (books.now(pair).pool() - taken < units) {
                counts.beyondStock++;
              }
            });
  }

  private void landed(TroubledShop.Landing landing) {
    moments.changed();
    if (publisher instanceof Naive naive) {
      Pair pair = new Pair(landing.item(), landing.call().location());
      stands.put(pair, naive.meant.get(landing.call().key()));
    }
  }

  private void check() {
    if (publisher instanceof Protocol) {
      for (Pair pair : books.pairs()) {
        watch
            .stands(pair)
            .ifPresent(
                pool -> {
                  if (shown(pair) != pool - life.counts(pair)) {
                    throw new Wrong(
                        "%s %s: available %d, but %d stand and %d are taken; %s"
                            .formatted(
                                moments.instant(),
                                pair,
                                shown(pair),
                                pool,
                                life.counts(pair),
                                published.read(List.of(pair))));
                  }
                });
      }
    }
  }

  /** The conditions that hold after all activity has ended. */
  void atTheEnd() {
    for (Pair pair : books.pairs()) {
      if (!books.now(pair).published()) {
        continue;
      }
      if (shown(pair) != books.now(pair).online()) {
        if (publisher instanceof Naive) {
          counts.wrongAtTheEnd++;
          continue;
        }
        throw new Wrong(
            "at the end %s: available %d, online %d; %s"
                .formatted(
                    pair, shown(pair), books.now(pair).online(), published.read(List.of(pair))));
      }
      PublishedPair record = published.read(List.of(pair)).get(pair);
      if (publisher instanceof Protocol && !(record.standing() instanceof Exact)) {
        throw new Wrong("at the end " + record);
      }
    }
    if (publisher instanceof Protocol && !(books.marked().isEmpty() && outbox.open().isEmpty())) {
      throw new Wrong("at the end something is pending or open");
    }
  }

  /** The figures to report. */
  Counts counts() {
    counts.worlds = 1;
    counts.worldsOversold = counts.oversold > 0 ? 1 : 0;
    counts.add(faults);
    return counts;
  }
}
