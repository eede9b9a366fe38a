// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.simulation.shop;

import io.inventorybridge.availability.CalculationInputs;
import io.inventorybridge.availability.ChangeMarkers;
import io.inventorybridge.availability.SellableTarget;
import io.inventorybridge.availability.SellableTargets;
import io.inventorybridge.availability.change.ChangingInputs;
import io.inventorybridge.availability.change.InMemoryInputProgressStore;
import io.inventorybridge.availability.change.InMemoryInputSetStore;
import io.inventorybridge.availability.change.InputProgress;
import io.inventorybridge.availability.change.InputProgressStore;
import io.inventorybridge.availability.change.InputSet;
import io.inventorybridge.availability.change.InputSetStore;
import io.inventorybridge.availability.change.InputsInForce;
import io.inventorybridge.local.shop.FakeShop;
import io.inventorybridge.local.shop.OrderState;
import io.inventorybridge.local.simulation.shop.books.RetailerBooks;
import io.inventorybridge.local.simulation.shop.life.RandomStaff;
import io.inventorybridge.local.simulation.shop.life.ShopLife;
import io.inventorybridge.local.simulation.shop.life.ShopTally;
import io.inventorybridge.local.simulation.shop.trouble.DirectShop;
import io.inventorybridge.local.simulation.shop.trouble.FaultCounts;
import io.inventorybridge.local.simulation.shop.trouble.InvariantViolation;
import io.inventorybridge.local.simulation.shop.trouble.LateMarks;
import io.inventorybridge.local.simulation.shop.trouble.PublishingFault;
import io.inventorybridge.local.simulation.shop.trouble.SimulatedTime;
import io.inventorybridge.local.simulation.shop.trouble.TroubledShop;
import io.inventorybridge.settings.OpeningHours;
import io.inventorybridge.settings.PublishSettings;
import io.inventorybridge.settings.PublishSettings.Publish;
import io.inventorybridge.settings.PublishSettings.Topology;
import io.inventorybridge.shopsync.bulk.BulkQueryStore;
import io.inventorybridge.shopsync.bulk.InMemoryBulkQueryStore;
import io.inventorybridge.shopsync.comparing.ComparisonStore;
import io.inventorybridge.shopsync.comparing.InMemoryComparisonStore;
import io.inventorybridge.shopsync.lease.InMemoryShopLease;
import io.inventorybridge.shopsync.lease.ShopLease;
import io.inventorybridge.shopsync.mirror.InMemoryOrderMirrorStore;
import io.inventorybridge.shopsync.mirror.OrderMirrorStore;
import io.inventorybridge.shopsync.outbox.CallOutbox;
import io.inventorybridge.shopsync.outbox.InMemoryCallOutbox;
import io.inventorybridge.shopsync.published.InMemoryPublishedPairRepository;
import io.inventorybridge.shopsync.published.PublishedPair;
import io.inventorybridge.shopsync.published.PublishedPair.Confirmed;
import io.inventorybridge.shopsync.published.PublishedPairRepository;
import io.inventorybridge.shopsync.published.StandingReason;
import io.inventorybridge.shopsync.publishing.SyncPorts;
import io.inventorybridge.shopsync.shop.OnlineShop;
import io.inventorybridge.shopsync.shop.ShopFailure;
import io.inventorybridge.stock.CanonicalUpc;
import io.inventorybridge.stock.InventoryItemId;
import io.inventorybridge.stock.ItemAtLocation;
import io.inventorybridge.stock.ShopLocationId;
import io.inventorybridge.support.concurrent.BackoffPolicy;
import io.inventorybridge.support.concurrent.BoundedParallelism;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** A day and a half of a shop and its stock, generated from a seed. */
final class PublishingWorld {
  private static final Instant BEGIN = Instant.parse("2026-11-24T00:00:00Z");
  private static final Duration LENGTH = Duration.ofHours(30);
  private static final Duration QUARTER = Duration.ofMinutes(15);
  private static final Duration FIRST_FULL = Duration.ofHours(5);
  private static final Duration BETWEEN_FULL = Duration.ofHours(10);

  private final Random random;
  private final FaultCounts faults = new FaultCounts();
  private final SimulatedTime moments;
  private final RetailerBooks retailerBooks;
  private final DirectShop real;
  private final TroubledShop shop;
  private final ShopTally tally;
  private final ShopLife life;
  private final InMemoryPublishedPairRepository published = new InMemoryPublishedPairRepository();
  private final InMemoryShopLease leases = new InMemoryShopLease();
  private final InMemoryCallOutbox outbox = new InMemoryCallOutbox(leases);
  private final InMemoryOrderMirrorStore mirror = new InMemoryOrderMirrorStore();
  private final InMemoryBulkQueryStore bulkQueries = new InMemoryBulkQueryStore();
  private final InMemoryComparisonStore comparison = new InMemoryComparisonStore();
  private final InMemoryInputSetStore sets = new InMemoryInputSetStore();
  private final InMemoryInputProgressStore progress = new InMemoryInputProgressStore();
  private final List<InputsInForce> warm;
  private final LateMarks marks;
  private final DifferenceWatch watch;
  private final ShopPublisher publisher;
  private final LevelJudge judge;
  private final Optional<RandomStaff> staff;
  private Duration past = Duration.ZERO;
  private PublishSettings settings;
  private final WorldCounts counts = new WorldCounts();

  /**
   * The world of a seed.
   *
   * @param way empty for ours
   */
  PublishingWorld(long seed, Optional<NaivePublisher.Way> way) {
    random = new Random(seed * 0x9E3779B97F4A7C15L + 1);
    moments = new SimulatedTime(BEGIN, new Random(random.nextLong()), faults, this::check);
    int places = random.nextInt(3) == 0 ? 2 : 1;
    List<ShopLocationId> locations =
        IntStream.range(0, places)
            .mapToObj(it -> new ShopLocationId(Integer.toString(91 + it)))
            .toList();
    retailerBooks = new RetailerBooks(locations, moments, new Random(random.nextLong()), faults);
    warm = List.of(inputsInForce(), inputsInForce());
    marks = new LateMarks(retailerBooks.marks(), moments, new Random(random.nextLong()), faults);
    real = new DirectShop(new FakeShop(() -> moments.instant().minus(past), Duration.ZERO));
    shop = new TroubledShop(real, moments, new Random(random.nextLong()), faults, this::landed);
    tally = new ShopTally(real);
    life =
        new ShopLife(
            retailerBooks,
            real,
            tally,
            shop,
            moments,
            new Random(random.nextLong()),
            faults,
            this::sale);
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
    judge = new LevelJudge(real, tally, moments);
    // Its own random numbers leave the other worlds as they are.
    Random ofStaff = new Random(seed * 0x9E3779B97F4A7C15L + 3);
    StaffKind kind = StaffKind.values()[ofStaff.nextInt(StaffKind.values().length)];
    staff =
        kind == StaffKind.DOES_ANYTHING
            ? Optional.of(
                new RandomStaff(life, retailerBooks, real, tally, moments, faults, ofStaff))
            : Optional.empty();
    watch =
        new DifferenceWatch(
            tally,
            shop,
            published,
            outbox,
            moments,
            faults,
            () -> progress.find().map(InputProgress::inForce),
            moments::changed,
            judge,
            staff.isEmpty());
    // Its own random numbers leave the worlds without editions as they are.
    Random operator = new Random(seed * 0x9E3779B97F4A7C15L + 2);
    if (operator.nextInt(3) == 0) {
      retailerBooks.brake(
          pair ->
              Optional.ofNullable(published.read(List.of(pair)).get(pair))
                  .flatMap(PublishedPair::last)
                  .isPresent(),
          operator);
    }
    populate();
    switch (kind) {
      case NONE -> {}
      case SETS_ASIDE -> life.staff(ofStaff, LENGTH);
      case DOES_ANYTHING -> {
        oldOrders(ofStaff);
        staff.orElseThrow().work(LENGTH);
      }
    }
    publisher =
        way.<ShopPublisher>map(it -> naive(it, seed))
            .orElseGet(() -> new OutboxPublisher(this::ports, moments));
    moments.another(() -> moments.invoke(() -> surviving(this::recent)));
  }

  /** The work of staff in the shop. */
  private enum StaffKind {
    NONE,
    SETS_ASIDE,
    DOES_ANYTHING
  }

  // Some orders leave the 60 days for which the shop returns them while the world lasts.
  private void oldOrders(Random own) {
    boolean areSilent = own.nextBoolean();
    for (int n = own.nextInt(3); n > 0; n--) {
      List<ItemAtLocation> some =
          retailerBooks.pairs().stream().filter(it -> real.available(it) > 0).toList();
      if (!some.isEmpty()) {
        past = Duration.ofDays(60).minusSeconds(own.nextInt((int) LENGTH.toSeconds()));
        life.lieOpen(some.get(own.nextInt(some.size())), areSilent);
        past = Duration.ZERO;
      }
    }
  }

  private NaivePublisher naive(NaivePublisher.Way way, long seed) {
    return new NaivePublisher(
        way,
        () ->
            moments.around(
                SellableTargets.class,
                new RunView(retailerBooks, this::presentAfterFirst, moments, faults)),
        retailerBooks::present,
        retailerBooks.known,
        moments.around(ChangeMarkers.class, marks),
        moments.around(OnlineShop.class, shop),
        real,
        new Random(seed));
  }

  private InputsInForce inputsInForce() {
    return new InputsInForce(
        moments.around(InputProgressStore.class, progress),
        moments.around(InputSetStore.class, sets),
        retailerBooks::present);
  }

  private CalculationInputs presentAfterFirst() {
    InputSet.Reference first = progress.find().orElseThrow().inForce();
    return retailerBooks.present().after(sets.load(first).inputs());
  }

  private SyncPorts ports() {
    // A function that is warm remembers the inputs of its last run.
    RunView seeing =
        new RunView(retailerBooks, warm.get(random.nextInt(warm.size())), moments, faults);
    ChangeMarkers markers = moments.around(ChangeMarkers.class, watch.over(marks, seeing));
    return new SyncPorts(
        "example",
        moments.around(OnlineShop.class, seeing.over(shop, tally)),
        moments.around(SellableTargets.class, seeing),
        markers,
        new ChangingInputs(
            retailerBooks::present,
            moments.around(InputSetStore.class, sets),
            moments.around(InputProgressStore.class, progress),
            markers),
        moments.around(PublishedPairRepository.class, watch.over(published, seeing)),
        moments.around(CallOutbox.class, watch.over(outbox, seeing)),
        moments.around(ShopLease.class, leases),
        moments.around(OrderMirrorStore.class, mirror),
        moments.around(BulkQueryStore.class, bulkQueries),
        moments.around(ComparisonStore.class, comparison),
        () -> settings,
        Optional::empty,
        BoundedParallelism.ONE,
        BackoffPolicy.NONE,
        BackoffPolicy.NONE,
        moments);
  }

  private Object recent() {
    publisher.recent();
    return null;
  }

  private void populate() {
    retailerBooks.locations.forEach(it -> real.fake.open(it, "Location " + it));
    int items = 1 + random.nextInt(3);
    for (int i = 0; i < items; i++) {
      life.offer(
          new InventoryItemId(Integer.toString(48_100_001 + i)),
          CanonicalUpc.of("205000010001" + i));
    }
    retailerBooks.comeIntoForce();
    // All locations are published by the first set.
    new ChangingInputs(retailerBooks::present, sets, progress, marks).advance(() -> true);
  }

  /** A run that gets no answer from the shop ends there. */
  static <T> T surviving(Supplier<T> run) {
    try {
      return run.get();
    } catch (ShopFailure e) {
      return null;
    }
  }

  /** Runs the world; throws {@link InvariantViolation} for an error. */
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
    retailerBooks.deaths = random.nextInt(3) * 10;
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
    retailerBooks.deaths = 0;
    life.still();
    staff.ifPresent(RandomStaff::stop);
    // All changes of the inputs are stated by then; news of orders arrives even later.
    quarters(20);
    retailerBooks.settleInputs();
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
    for (ItemAtLocation pair : retailerBooks.pairs()) {
      PublishedPair record = watch.record(pair);
      if (staff.isEmpty()
          && publisher instanceof OutboxPublisher
          && retailerBooks.now(pair).published()
          && record.syncState() instanceof Confirmed
          && record.parked().isEmpty()
          && !watch
              .stands(pair)
              .equals(Optional.of(retailerBooks.now(pair).pool() - watch.shortBy(pair)))) {
        throw new InvariantViolation(
            "at rest %s is still not published, %s".formatted(pair, record));
      }
    }
  }

  private void full() {
    try {
      if (publisher instanceof OutboxPublisher) {
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
    long died = faults.times(PublishingFault.DIED);
    if (progress.find().flatMap(InputProgress::transition).isPresent()) {
      faults.note(PublishingFault.MARKING_RESUMED);
    }
    moments.invoke(() -> surviving(this::recent));
    if (faults.times(PublishingFault.DIED) > died && random.nextBoolean()) {
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
      InventoryItemId item = retailerBooks.products.keySet().iterator().next();
      Instant from = BEGIN.plusSeconds(random.nextInt((int) LENGTH.toSeconds()));
      moments.at(from, () -> shop.refused.add(item));
      moments.at(from.plusSeconds(random.nextInt(6 * 3_600)), () -> shop.refused.remove(item));
    }
    if (random.nextInt(4) == 0) {
      Instant from = BEGIN.plusSeconds(random.nextInt((int) LENGTH.toSeconds()));
      moments.at(
          from,
          () -> {
            faults.note(PublishingFault.SWITCHED_OFF);
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

  private long shown(ItemAtLocation pair) {
    return real.available(pair);
  }

  private void sale(ItemAtLocation pair, long units) {
    counts.sales++;
    long offered = shown(pair) - judge.excess(pair);
    if (offered < units) {
      counts.oversold++;
    } else if (retailerBooks.now(pair).pool() - tally.away(pair) < units) {
      counts.beyondStock++;
    }
  }

  private void landed(TroubledShop.Landing landing) {
    moments.changed();
    if (publisher instanceof NaivePublisher naive) {
      SellableTarget read = naive.meant.get(landing.call().key());
      judge.means(
          landing.call().key(),
          landing.pair(),
          new LevelJudge.Meaning(
              read.units(), 0, 0, read.online(), read.heldByOrder(), moments.instant()));
    }
    judge.landed(landing, publisher instanceof OutboxPublisher);
  }

  private void check() {
    if (publisher instanceof OutboxPublisher) {
      for (ItemAtLocation pair : retailerBooks.pairs()) {
        watch
            .stands(pair)
            .ifPresent(
                pool -> {
                  if (shown(pair) != pool - tally.away(pair)) {
                    throw new InvariantViolation(
                        "%s %s: available %d, but %d stand and %d are taken or set aside; %s"
                            .formatted(
                                moments.instant(),
                                pair,
                                shown(pair),
                                pool,
                                tally.away(pair),
                                published.read(List.of(pair))));
                  }
                });
      }
    }
  }

  // Nothing was published there before the store left.
  private boolean isLeftUnpublished(ItemAtLocation pair) {
    return retailerBooks.isLeft(pair.location()) && published.read(List.of(pair)).isEmpty();
  }

  private boolean isReturned(OrderState order) {
    return !order.createdAt().isBefore(moments.instant().minus(Duration.ofDays(60)));
  }

  // An order that the shop no longer returns may have given units back at another location. These
  // look like units that staff has put there.
  private Map<String, Long> taken(ItemAtLocation pair) {
    Map<String, Long> taken = new HashMap<>(tally.orders(pair));
    taken
        .entrySet()
        .removeIf(it -> it.getValue() < 0 && !isReturned(real.fake.orders().existing(it.getKey())));
    return taken;
  }

  // An order that the shop returns does not tell what it has taken from the pair: staff removed
  // units without a refund, units were returned, or several locations have to do with a line.
  private boolean isUnclear(ItemAtLocation pair) {
    return real.fake.orders().all().stream()
        .filter(this::isReturned)
        .anyMatch(
            order ->
                order.lines().stream()
                    .filter(line -> line.item().equals(pair.item()))
                    .anyMatch(line -> isUnclear(order, line)));
  }

  private static boolean isUnclear(OrderState order, OrderState.Line line) {
    List<OrderState.RefundLine> refunds =
        order.refunds().stream()
            .flatMap(it -> it.lines().stream())
            .filter(it -> it.line().equals(line.number()))
            .toList();
    Set<ShopLocationId> places = new HashSet<>();
    order.assigned().stream()
        .filter(it -> it.lines().stream().anyMatch(part -> part.line().equals(line.number())))
        .forEach(it -> places.add(it.location()));
    refunds.forEach(it -> it.location().ifPresent(places::add));
    long refunded = refunds.stream().mapToLong(OrderState.RefundLine::quantity).sum();
    return !order.returns().isEmpty()
        || line.ordered() - line.current() != refunded
        || places.size() > 1;
  }

  // The standing states that the last readings reported.
  private Set<StandingReason> told(ItemAtLocation pair) {
    return watch.record(pair).remarks().since().keySet();
  }

  /** The conditions that hold after all activity has ended. */
  void atTheEnd() {
    for (ItemAtLocation pair : retailerBooks.pairs()) {
      if (!retailerBooks.now(pair).published() || isLeftUnpublished(pair)) {
        continue;
      }
      Map<String, Long> taken = taken(pair);
      long away = taken.values().stream().mapToLong(it -> it).sum() + tally.aside(pair);
      long right = retailerBooks.now(pair).pool() - away;
      if (publisher instanceof NaivePublisher) {
        counts.wrongAtTheEnd += shown(pair) == right ? 0 : 1;
        continue;
      }
      boolean isTold = staff.isPresent() && !told(pair).isEmpty();
      boolean isUnreadable = told(pair).contains(StandingReason.NOT_READABLE);
      if (isUnreadable && !isUnclear(pair)) {
        throw new InvariantViolation(
            "at the end %s is not readable, and every order tells what it has taken; %s"
                .formatted(pair, published.read(List.of(pair))));
      }
      if (shown(pair) < right && isTold) {
        faults.note(PublishingFault.TOLD_SHORT);
      } else if (shown(pair) > right && isUnreadable) {
        // Staff's doing: a rise of ours to above what is right is an error at once.
        faults.note(PublishingFault.TOLD_ABOVE);
      } else if (shown(pair) != right) {
        throw new InvariantViolation(
            "at the end %s: available %d, and %d are right by %s, taken %s; %s"
                .formatted(
                    pair,
                    shown(pair),
                    right,
                    retailerBooks.now(pair),
                    taken,
                    published.read(List.of(pair))));
      }
      if (!taken.equals(retailerBooks.now(pair).held()) && !isTold) {
        throw new InvariantViolation(
            "at the end %s: the ledger holds %s and the shop %s, and no row says so; %s"
                .formatted(
                    pair, retailerBooks.now(pair).held(), taken, published.read(List.of(pair))));
      }
      PublishedPair record = published.read(List.of(pair)).get(pair);
      if (!(record.syncState() instanceof Confirmed) && !isUnreadable) {
        throw new InvariantViolation("at the end " + record);
      }
    }
    if (publisher instanceof OutboxPublisher
        && !(retailerBooks.marked().isEmpty() && outbox.open().isEmpty())) {
      throw new InvariantViolation("at the end something is pending or open");
    }
  }

  /** The figures to report. */
  WorldCounts counts() {
    counts.worlds = 1;
    counts.worldsOversold = counts.oversold > 0 ? 1 : 0;
    counts.add(faults);
    return counts;
  }
}
