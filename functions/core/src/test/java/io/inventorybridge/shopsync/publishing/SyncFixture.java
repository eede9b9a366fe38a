// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.shopsync.publishing;

import io.inventorybridge.availability.CalculationInputs;
import io.inventorybridge.availability.ChangeMarkers;
import io.inventorybridge.availability.LocationMapping;
import io.inventorybridge.availability.PublicationState;
import io.inventorybridge.availability.SellableTarget;
import io.inventorybridge.availability.SellableTargets;
import io.inventorybridge.availability.SellableVersion;
import io.inventorybridge.availability.change.ChangingInputs;
import io.inventorybridge.availability.change.InMemoryInputProgressStore;
import io.inventorybridge.availability.change.InMemoryInputSetStore;
import io.inventorybridge.masterdata.catalog.OnlineCatalog;
import io.inventorybridge.masterdata.facilities.FacilityDirectory;
import io.inventorybridge.rules.RuleBook;
import io.inventorybridge.settings.PublishSettings;
import io.inventorybridge.settings.PublishSettings.Publish;
import io.inventorybridge.settings.PublishSettings.Reconcile;
import io.inventorybridge.shopsync.bulk.InMemoryBulkQueryStore;
import io.inventorybridge.shopsync.comparing.InMemoryComparisonStore;
import io.inventorybridge.shopsync.lease.InMemoryShopLease;
import io.inventorybridge.shopsync.mirror.InMemoryOrderMirrorStore;
import io.inventorybridge.shopsync.outbox.InMemoryCallOutbox;
import io.inventorybridge.shopsync.published.InMemoryPublishedPairRepository;
import io.inventorybridge.shopsync.reconciling.ReconcileBatch;
import io.inventorybridge.shopsync.shop.BulkQuery;
import io.inventorybridge.shopsync.shop.CallOutcome;
import io.inventorybridge.shopsync.shop.InMemoryOnlineShop;
import io.inventorybridge.shopsync.shop.OnlineShop;
import io.inventorybridge.shopsync.shop.ShopCall;
import io.inventorybridge.shopsync.shop.ShopDisposition;
import io.inventorybridge.shopsync.shop.ShopFulfillment;
import io.inventorybridge.shopsync.shop.ShopOrder;
import io.inventorybridge.shopsync.shop.ShopRefund;
import io.inventorybridge.stock.CanonicalUpc;
import io.inventorybridge.stock.InventoryItemId;
import io.inventorybridge.stock.ItemAtLocation;
import io.inventorybridge.stock.ShopLocationId;
import io.inventorybridge.support.concurrent.BackoffPolicy;
import io.inventorybridge.support.concurrent.BoundedParallelism;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Consumer;

/** A shop, the numbers it should show, and a clock that stands still. */
final class SyncFixture {
  static final ShopLocationId HERE = new ShopLocationId("9");

  Instant now = Instant.parse("2026-11-25T12:00:00Z");
  PublishSettings settings = PublishSettings.DEFAULTS;
  final InMemoryOnlineShop real = new InMemoryOnlineShop(() -> now);
  final Numbers numbers = new Numbers();
  final InMemoryPublishedPairRepository published = new InMemoryPublishedPairRepository();
  final InMemoryShopLease leases = new InMemoryShopLease();
  final InMemoryCallOutbox outbox = new InMemoryCallOutbox(leases);
  final InMemoryInputSetStore sets = new InMemoryInputSetStore();
  final InMemoryInputProgressStore progress = new InMemoryInputProgressStore();
  final List<ShopCall> calls = new ArrayList<>();
  final InMemoryOrderMirrorStore mirror = new InMemoryOrderMirrorStore();
  final InMemoryBulkQueryStore bulkQueries = new InMemoryBulkQueryStore();
  final InMemoryComparisonStore comparison = new InMemoryComparisonStore();
  Set<String> permissions = real.permissions();

  /** The orders whose last change is missing from the shop's index. */
  final Set<String> hidden = new HashSet<>();

  /** The shop's answers to the next calls; its own answer when there are none left. */
  final List<CallOutcome> answers = new ArrayList<>();

  private Runnable duringTheNextCall = () -> {};

  /** The bulk queries that were started. */
  final List<BulkQuery<?>> started = new ArrayList<>();

  /** The items whose levels were read by their numbers. */
  final List<InventoryItemId> readByItem = new ArrayList<>();

  /** The next polls of bulk queries that tell a running query. */
  int unfinishedPolls;

  SyncFixture() {
    real.open(HERE);
    live();
  }

  void live() {
    publish(Publish.LIVE, Reconcile.CORRECT);
  }

  void publish(Publish publish, Reconcile reconcile) {
    PublishSettings was = settings;
    settings =
        new PublishSettings(
            was.topology(),
            reconcile,
            publish,
            was.riseWait(),
            was.abandonAfter(),
            was.longestRequest(),
            was.fullSyncDeadline(),
            was.withoutDelivery(),
            was.openingHours());
  }

  void pass(Duration time) {
    now = now.plus(time);
  }

  SyncPorts ports() {
    return ports(BackoffPolicy.NONE);
  }

  SyncPorts ports(BackoffPolicy polling) {
    return new SyncPorts(
        "example",
        new HeardShop(),
        numbers,
        numbers,
        new ChangingInputs(numbers::inputs, sets, progress, numbers),
        published,
        outbox,
        leases,
        mirror,
        bulkQueries,
        comparison,
        () -> settings,
        Optional::empty,
        BoundedParallelism.ONE,
        BackoffPolicy.NONE,
        polling,
        () -> now);
  }

  /** Runs this while the shop handles the next call. */
  void onCall(Runnable meanwhile) {
    duringTheNextCall = meanwhile;
  }

  SyncReport recent() {
    return ((RunningRecentSync.Ran)
            new RunningRecentSync(ports()).sync("recent", now.plus(Duration.ofMinutes(14))))
        .report();
  }

  ReconcileBatch full() {
    RunningFullSync full = new RunningFullSync(ports());
    Optional<String> next = Optional.empty();
    SyncTotals sum = new SyncTotals();
    do {
      RunningFullSync.BatchDone done =
          (RunningFullSync.BatchDone)
              full.batch("full", next, 1_000, now.plus(Duration.ofMinutes(14)));
      sum.add(done.report().batch());
      next = done.next();
    } while (next.isPresent());
    return sum.batch();
  }

  /** The report of a batch that is interrupted. */
  ReconcileBatch broken() {
    return ((RunningFullSync.Aborted)
            new RunningFullSync(ports())
                .batch("full", Optional.empty(), 1_000, now.plus(Duration.ofMinutes(14))))
        .report()
        .batch();
  }

  ReconcileBatch second() {
    return ((RunningFullSync.BatchDone)
            new RunningFullSync(ports()).secondReadings("full", now.plus(Duration.ofMinutes(14))))
        .report()
        .batch();
  }

  /** A product on offer, with a quantity in the shop and a quantity by our numbers. */
  ItemAtLocation offer(int number, long available, long online) {
    ItemAtLocation pair = pair(number);
    CanonicalUpc upc = upc(number);
    real.offer(pair.item(), upc.toString());
    real.stock(pair, available);
    numbers.pairs.put(upc, pair);
    numbers.online(upc, online);
    return pair;
  }

  /** A product that was never stocked at the location, with a quantity by our numbers. */
  ItemAtLocation unstocked(int number, long online) {
    ItemAtLocation pair = pair(number);
    CanonicalUpc upc = upc(number);
    real.offer(pair.item(), upc.toString());
    numbers.pairs.put(upc, pair);
    numbers.online(upc, online);
    return pair;
  }

  private static ItemAtLocation pair(int number) {
    return new ItemAtLocation(new InventoryItemId(Integer.toString(48_100_000 + number)), HERE);
  }

  private static CanonicalUpc upc(int number) {
    return CanonicalUpc.of(Long.toString(2_050_000_100_000L + number));
  }

  /** The same, with a confirmed quantity in the shop. */
  ItemAtLocation offered(int number, long online) {
    ItemAtLocation pair = offer(number, online, online);
    recent();
    return pair;
  }

  long available(ItemAtLocation pair) {
    return real.shown(pair).available().units();
  }

  /** The target quantities, and the changes that are not published. */
  static final class Numbers implements SellableTargets, ChangeMarkers {
    final Map<CanonicalUpc, ItemAtLocation> pairs = new TreeMap<>();
    final Map<ItemAtLocation, Map<String, Long>> held = new HashMap<>();
    final Map<ItemAtLocation, PublicationState> states = new HashMap<>();
    private final Map<CanonicalUpc, Long> online = new HashMap<>();
    private final Map<CanonicalUpc, Long> versions = new HashMap<>();
    private final Map<CanonicalUpc, ChangeMarker> marks = new TreeMap<>();

    /** The pairs whose targets were read. */
    final List<ItemAtLocation> counted = new ArrayList<>();

    LocationMapping locations = new LocationMapping.SingleLocation(Optional.of(HERE));

    void online(CanonicalUpc upc, long units) {
      online.put(upc, units);
      mark(upc);
    }

    void online(ItemAtLocation pair, long units) {
      online(upc(pair), units);
    }

    /** An order became known: it holds these units, and online is reduced by as many. */
    void known(ItemAtLocation pair, String order, long units) {
      held.computeIfAbsent(pair, it -> new HashMap<>()).put(order, units);
      online(pair, online.get(upc(pair)) - units);
    }

    CanonicalUpc upc(ItemAtLocation pair) {
      return pairs.entrySet().stream()
          .filter(it -> it.getValue().equals(pair))
          .map(Map.Entry::getKey)
          .findFirst()
          .orElseThrow();
    }

    /** A defect: the number changes, and nothing marks it. */
    void changeWithoutMark(ItemAtLocation pair, long units) {
      online.put(upc(pair), units);
      versions.merge(upc(pair), 1L, Long::sum);
    }

    private void mark(CanonicalUpc upc) {
      long version = versions.merge(upc, 1L, Long::sum);
      marks.put(upc, new ChangeMarker(new Subject.OfProduct(upc), "stock", version));
    }

    boolean isPending(ItemAtLocation pair) {
      return marks.containsKey(upc(pair));
    }

    @Override
    public List<SellableTarget> read(Collection<ItemAtLocation> asked) {
      counted.addAll(asked);
      return asked.stream()
          .map(
              pair ->
                  new SellableTarget(
                      pair,
                      online.get(upc(pair)),
                      held.getOrDefault(pair, Map.of()),
                      0,
                      0,
                      new SellableVersion("v" + versions.get(upc(pair))),
                      states.getOrDefault(pair, new PublicationState.AsCounted()),
                      Optional.of(upc(pair))))
          .toList();
    }

    @Override
    public void refreshInputs() {
      // The numbers are always those of now.
    }

    @Override
    public boolean isLeft(ShopLocationId location) {
      return false;
    }

    @Override
    public List<ItemAtLocation> pairsOf(CanonicalUpc upc) {
      return pairs.containsKey(upc) ? List.of(pairs.get(upc)) : List.of();
    }

    @Override
    public List<ItemAtLocation> pairsOf(InventoryItemId item) {
      return pairs.values().stream().filter(pair -> pair.item().equals(item)).toList();
    }

    @Override
    public PairPage pairs(Optional<String> after) {
      return new PairPage(List.copyOf(pairs.values()), Optional.empty());
    }

    @Override
    public Page markers(int bucket, Optional<String> after) {
      return new Page(
          marks.entrySet().stream()
              .filter(it -> it.getKey().hashCode() % BUCKETS == bucket)
              .map(Map.Entry::getValue)
              .toList(),
          Optional.empty());
    }

    @Override
    public void clear(Collection<ChangeMarker> changes) {
      changes.forEach(change -> marks.values().remove(change));
    }

    @Override
    public void mark(Collection<ChangeMarker> changes) {
      throw new UnsupportedOperationException("no product of the catalog differs");
    }

    CalculationInputs inputs() {
      return CalculationInputs.of(
          OnlineCatalog.EMPTY,
          FacilityDirectory.of(List.of()),
          RuleBook.EMPTY,
          locations,
          new TreeSet<>(),
          new TreeSet<>());
    }
  }

  /** The shop, with its writes recorded. */
  private final class HeardShop implements OnlineShop {
    private CallOutcome heard(ShopCall call) {
      calls.add(call);
      Runnable meanwhile = duringTheNextCall;
      duringTheNextCall = () -> {};
      meanwhile.run();
      if (!answers.isEmpty()) {
        return answers.removeFirst();
      }
      return switch (call) {
        case ShopCall.Adjustment adjustment -> real.adjust(adjustment);
        case ShopCall.Correction correction -> real.set(correction);
      };
    }

    @Override
    public CallOutcome adjust(ShopCall.Adjustment call) {
      return heard(call);
    }

    @Override
    public CallOutcome set(ShopCall.Correction call) {
      return heard(call);
    }

    @Override
    public Activation activate(UUID key, ItemAtLocation pair) {
      return real.activate(key, pair);
    }

    @Override
    public Map<InventoryItemId, LevelReading> levels(
        ShopLocationId location, Collection<InventoryItemId> items) {
      readByItem.addAll(items);
      return real.levels(location, items);
    }

    @Override
    public BulkStart start(BulkQuery<?> query) {
      started.add(query);
      return real.start(query);
    }

    @Override
    public BulkState poll(BulkId operation) {
      return unfinishedPolls-- > 0 ? new Running(0) : real.poll(operation);
    }

    @Override
    public <T> void download(BulkQuery<T> query, Completed result, Consumer<? super T> each) {
      real.download(
          query,
          result,
          found -> {
            if (!hidden.contains(order(found))) {
              each.accept(found);
            }
          });
    }

    private static String order(Object found) {
      return switch (found) {
        case ShopOrder order -> order.order();
        case ShopFulfillment part -> part.order();
        default -> "";
      };
    }

    @Override
    public List<ShopRefund> refunds(String order) {
      return real.refunds(order);
    }

    @Override
    public List<ShopDisposition> dispositions(String order) {
      return real.dispositions(order);
    }

    @Override
    public List<ShopLocation> locations() {
      return real.locations();
    }

    @Override
    public Set<String> permissions() {
      return permissions;
    }
  }
}
