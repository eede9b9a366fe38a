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
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** A day and a half of a shop and its stock, made of a seed. */
final class World {
  private static final Instant BEGIN = Instant.parse("2026-11-24T00:00:00Z");
  private static final Duration LENGTH = Duration.ofHours(30);
  private static final Duration QUARTER = Duration.ofMinutes(15);

  private final Random random;
  private final Moments moments;
  private final Facts facts;
  private final Marks marks;
  private final InMemoryShop real;
  private final Life life;
  private final TroubledShop shop;
  private final InMemoryPublishedPairs published = new InMemoryPublishedPairs();
  private final InMemoryOutbox outbox;
  private final Watch watch;
  private final Publisher publisher;
  private final Map<Pair, Long> stands = new HashMap<>();
  private final Limits limits;
  private PublishSettings settings;
  private final Counts counts = new Counts();

  /**
   * How the world of a seed may be made another one, to see that it is noticed.
   *
   * @param trouble of a thousand calls, how many go wrong at least
   */
  record Limits(Duration abandonAfter, Duration longestRequest, int trouble) {
    static final Limits AS_DECIDED = new Limits(Duration.ofHours(1), Duration.ofMinutes(5), 0);
  }

  World(long seed, Optional<Naive.Way> way) {
    this(seed, way, Limits.AS_DECIDED);
  }

  /**
   * The world of a seed.
   *
   * @param way empty for ours
   */
  World(long seed, Optional<Naive.Way> way, Limits limits) {
    this.limits = limits;
    random = new Random(seed * 0x9E3779B97F4A7C15L + 1);
    moments = new Moments(BEGIN, new Random(random.nextLong()), this::check);
    int places = random.nextInt(3) == 0 ? 2 : 1;
    facts =
        new Facts(
            IntStream.range(0, places)
                .mapToObj(it -> new LocationId(Integer.toString(91 + it)))
                .toList(),
            2);
    marks = new Marks(moments, new Random(random.nextLong()));
    real = new InMemoryShop(moments);
    life = new Life(facts, marks, real, moments, new Random(random.nextLong()), this::sale);
    shop = new TroubledShop(real, moments, new Random(random.nextLong()), this::landed);
    settings =
        new PublishSettings(
            places == 1 ? Topology.ONE_LOCATION : Topology.LOCATION_PER_FACILITY,
            PublishSettings.Reconcile.CORRECT,
            Publish.LIVE,
            Duration.ofMinutes(10),
            limits.abandonAfter(),
            limits.longestRequest(),
            Duration.ofHours(3),
            PublishSettings.WithoutDelivery.GO_ON,
            OpeningHours.NONE);
    InMemoryShopLease leases = new InMemoryShopLease();
    outbox = new InMemoryOutbox(leases);
    watch = new Watch(facts, shop, published, moments::changed);
    Shop troubled = moments.around(Shop.class, shop);
    Pools pools = moments.around(Pools.class, facts);
    PendingChanges pending = moments.around(PendingChanges.class, marks);
    populate();
    publisher =
        way.<Publisher>map(
                it -> new Naive(it, pools, facts, pending, troubled, real, new Random(seed)))
            .orElseGet(
                () ->
                    new Protocol(
                        new SyncPorts(
                            "example",
                            troubled,
                            pools,
                            pending,
                            moments.around(PublishedPairs.class, watch.over(published)),
                            moments.around(Outbox.class, watch.over(outbox)),
                            moments.around(ShopLease.class, leases),
                            moments.around(KeptMirror.class, new InMemoryKeptMirror()),
                            () -> settings,
                            Optional::empty,
                            Lanes.ONE,
                            Backoff.NONE,
                            Backoff.NONE,
                            moments),
                        moments));
    moments.another(() -> moments.invoke(() -> surviving(this::recent)));
  }

  private Object recent() {
    publisher.recent();
    return null;
  }

  private void populate() {
    facts.locations.forEach(real::open);
    int items = 1 + random.nextInt(3);
    for (int i = 0; i < items; i++) {
      ItemId item = new ItemId(Integer.toString(48_100_001 + i));
      Upc upc = Upc.of("205000010001" + i);
      Stock stock = new Stock(facts.stores);
      for (int store = 0; store < facts.stores; store++) {
        stock.onHand[store] = random.nextInt(8);
        stock.safety[store] = random.nextInt(2);
      }
      facts.products.put(item, upc);
      facts.stock.put(upc, stock);
      real.offer(item, upc.toString());
      for (LocationId at : facts.locations) {
        if (random.nextInt(4) > 0) {
          real.stock(new Pair(item, at), random.nextInt(8));
        }
      }
    }
  }

  /** A run that the shop did not answer ends there. */
  static <T> T surviving(Supplier<T> run) {
    try {
      return run.get();
    } catch (ShopFailure e) {
      return null;
    }
  }

  /** Lets it all happen; throws {@link Wrong} when something is. */
  void run() {
    int happenings = 150 + random.nextInt(250);
    for (int i = 0; i < happenings; i++) {
      moments.at(BEGIN.plusSeconds(random.nextInt((int) LENGTH.toSeconds())), life::happen);
    }
    shop.trouble = Math.max(limits.trouble(), random.nextInt(4) * 60);
    moments.crashes = random.nextInt(4) * 5;
    moments.pauses = random.nextInt(3) * 20;
    moments.others = random.nextInt(3) * 2;
    outages();
    Instant full = BEGIN.plus(Duration.ofHours(5));
    for (Instant next = BEGIN; next.isBefore(BEGIN.plus(LENGTH)); next = next.plus(QUARTER)) {
      moments.until(next);
      invoke();
      if (!moments.instant().isBefore(full)) {
        full = full.plus(Duration.ofHours(20));
        full();
      }
    }
    calm();
    shop.trouble = 0;
    moments.crashes = 0;
    moments.pauses = 0;
    moments.others = 0;
    shop.refused.clear();
    life.still = true;
    moments.until(moments.instant().plus(Duration.ofHours(12)));
    for (int i = 0; i < 8; i++) {
      moments.until(moments.instant().plus(QUARTER));
      invoke();
    }
    full();
    invoke();
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
    long crashes = moments.crashed;
    moments.invoke(() -> surviving(this::recent));
    if (moments.crashed > crashes && random.nextBoolean()) {
      moments.invoke(() -> surviving(this::recent));
    }
  }

  // Two times in three the shop is away for hours; an item may be refused for hours; and somebody
  // may use the kill switch.
  private void outages() {
    if (random.nextInt(3) > 0) {
      Instant from = BEGIN.plusSeconds(random.nextInt((int) LENGTH.toSeconds()));
      Duration time = Duration.ofMinutes(10 + random.nextInt(150));
      moments.at(from, () -> shop.outageUntil = from.plus(time));
    }
    if (random.nextInt(3) == 0) {
      ItemId item = facts.products.keySet().iterator().next();
      Instant from = BEGIN.plusSeconds(random.nextInt((int) LENGTH.toSeconds()));
      moments.at(from, () -> shop.refused.add(item));
      moments.at(from.plusSeconds(random.nextInt(6 * 3_600)), () -> shop.refused.remove(item));
    }
    if (random.nextInt(4) == 0) {
      Instant from = BEGIN.plusSeconds(random.nextInt((int) LENGTH.toSeconds()));
      moments.at(from, () -> publish(Publish.OFF));
      moments.at(from.plusSeconds(random.nextInt(3 * 3_600)), () -> publish(Publish.LIVE));
    }
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

  // The pool that the shop would show had everything that stands there been exact.
  private Optional<Long> stands(Pair pair) {
    if (publisher instanceof Naive) {
      return Optional.ofNullable(stands.get(pair));
    }
    return watch.stands(pair);
  }

  private void sale(Pair pair, long units) {
    counts.sales++;
    stands(pair)
        .ifPresent(
            pool -> {
              long taken = life.counts(pair);
              if (pool - taken < units) {
                counts.oversold++;
              } else if (facts.pool(pair) - taken < units) {
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
      for (Pair pair : facts.all()) {
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

  /** What must be so when nothing moves any more. */
  void atTheEnd() {
    for (Pair pair : facts.all()) {
      if (!facts.isOnline(pair.item())) {
        continue;
      }
      if (shown(pair) != facts.online(pair)) {
        if (publisher instanceof Naive) {
          counts.wrongAtTheEnd++;
          continue;
        }
        throw new Wrong(
            "at the end %s: available %d, online %d; %s"
                .formatted(pair, shown(pair), facts.online(pair), published.read(List.of(pair))));
      }
      PublishedPair record = published.read(List.of(pair)).get(pair);
      if (publisher instanceof Protocol && !(record.standing() instanceof Exact)) {
        throw new Wrong("at the end " + record);
      }
    }
    if (publisher instanceof Protocol && !(marks.isEmpty() && outbox.open().isEmpty())) {
      throw new Wrong("at the end something is pending or open");
    }
  }

  /** What is to be told of it. */
  Counts counts() {
    counts.worlds = 1;
    counts.worldsOversold = counts.oversold > 0 ? 1 : 0;
    counts.crashed = moments.crashed;
    counts.overlapped = moments.overlapped;
    counts.frozen = moments.frozen;
    counts.abandoned = outbox.abandoned().size();
    counts.troubles.putAll(shop.counts);
    return counts;
  }
}
