// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.sync.publishing;

import io.inventorybridge.ledger.Backoff;
import io.inventorybridge.ledger.Lanes;
import io.inventorybridge.settings.PublishSettings;
import io.inventorybridge.settings.PublishSettings.Publish;
import io.inventorybridge.settings.PublishSettings.Reconcile;
import io.inventorybridge.stock.Upc;
import io.inventorybridge.sync.lease.InMemoryShopLease;
import io.inventorybridge.sync.mirror.InMemoryKeptMirror;
import io.inventorybridge.sync.outbox.InMemoryOutbox;
import io.inventorybridge.sync.pool.Basis;
import io.inventorybridge.sync.pool.PendingChanges;
import io.inventorybridge.sync.pool.Pool;
import io.inventorybridge.sync.pool.PoolVersion;
import io.inventorybridge.sync.pool.Pools;
import io.inventorybridge.sync.pool.Published;
import io.inventorybridge.sync.published.InMemoryPublishedPairs;
import io.inventorybridge.sync.reconciling.Batch;
import io.inventorybridge.sync.shop.Answer;
import io.inventorybridge.sync.shop.BulkQuery;
import io.inventorybridge.sync.shop.Call;
import io.inventorybridge.sync.shop.InMemoryShop;
import io.inventorybridge.sync.shop.ItemId;
import io.inventorybridge.sync.shop.LocationId;
import io.inventorybridge.sync.shop.Pair;
import io.inventorybridge.sync.shop.Shop;
import io.inventorybridge.sync.shop.ShopFulfilment;
import io.inventorybridge.sync.shop.ShopOrder;
import io.inventorybridge.sync.shop.ShopRefund;
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
import java.util.UUID;
import java.util.function.Consumer;

/** A shop, the numbers it should show, and a clock that stands still. */
final class Scene {
  static final LocationId HERE = new LocationId("9");

  Instant now = Instant.parse("2026-11-25T12:00:00Z");
  PublishSettings settings = PublishSettings.DEFAULTS;
  final InMemoryShop real = new InMemoryShop(() -> now);
  final Numbers numbers = new Numbers();
  final InMemoryPublishedPairs published = new InMemoryPublishedPairs();
  final InMemoryShopLease leases = new InMemoryShopLease();
  final InMemoryOutbox outbox = new InMemoryOutbox(leases);
  final List<Call> calls = new ArrayList<>();
  final InMemoryKeptMirror mirror = new InMemoryKeptMirror();
  Set<String> permissions = real.permissions();

  /** The orders whose last change is missing from the shop's index. */
  final Set<String> hidden = new HashSet<>();

  /** The shop's answers to the next calls; its own answer when there are none left. */
  final List<Answer> answers = new ArrayList<>();

  Scene() {
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
    return new SyncPorts(
        "example",
        new HeardShop(),
        numbers,
        numbers,
        published,
        outbox,
        leases,
        mirror,
        () -> settings,
        Optional::empty,
        Lanes.ONE,
        Backoff.NONE,
        Backoff.NONE,
        () -> now);
  }

  SyncReport recent() {
    return ((SyncingRecent.Ran)
            new SyncingRecent(ports()).sync("recent", now.plus(Duration.ofMinutes(14))))
        .report();
  }

  Batch full() {
    SyncingFully full = new SyncingFully(ports());
    Optional<String> next = Optional.empty();
    Sum sum = new Sum();
    do {
      SyncingFully.Done done =
          (SyncingFully.Done) full.batch("full", next, 1_000, now.plus(Duration.ofMinutes(14)));
      sum.add(done.report().batch());
      next = done.next();
    } while (next.isPresent());
    return sum.batch();
  }

  /** The report of a batch that is interrupted. */
  Batch broken() {
    return ((SyncingFully.Broken)
            new SyncingFully(ports())
                .batch("full", Optional.empty(), 1_000, now.plus(Duration.ofMinutes(14))))
        .report()
        .batch();
  }

  Batch second() {
    return ((SyncingFully.Done)
            new SyncingFully(ports()).secondReadings("full", now.plus(Duration.ofMinutes(14))))
        .report()
        .batch();
  }

  /** A product on offer, with a quantity in the shop and a quantity by our numbers. */
  Pair offer(int number, long available, long online) {
    Pair pair = new Pair(new ItemId(Integer.toString(48_100_000 + number)), HERE);
    Upc upc = Upc.of(Long.toString(2_050_000_100_000L + number));
    real.offer(pair.item(), upc.toString());
    real.stock(pair, available);
    numbers.pairs.put(upc, pair);
    numbers.online(upc, online);
    return pair;
  }

  /** The same, with a confirmed quantity in the shop. */
  Pair offered(int number, long online) {
    Pair pair = offer(number, online, online);
    recent();
    return pair;
  }

  long available(Pair pair) {
    return real.shown(pair).available().units();
  }

  /** The target quantities, and the changes that are not published. */
  static final class Numbers implements Pools, PendingChanges {
    final Map<Upc, Pair> pairs = new TreeMap<>();
    final Map<Pair, Map<String, Long>> held = new HashMap<>();
    final Map<Pair, Published> states = new HashMap<>();
    private final Map<Upc, Long> online = new HashMap<>();
    private final Map<Upc, Long> versions = new HashMap<>();
    private final Map<Upc, Change> marks = new TreeMap<>();
    String basis = "b1";
    private Optional<Basis> everything = Optional.empty();

    void online(Upc upc, long units) {
      online.put(upc, units);
      mark(upc);
    }

    void online(Pair pair, long units) {
      online(upc(pair), units);
    }

    /** An order became known: it holds these units, and online is reduced by as many. */
    void known(Pair pair, String order, long units) {
      held.computeIfAbsent(pair, it -> new HashMap<>()).put(order, units);
      online(pair, online.get(upc(pair)) - units);
    }

    Upc upc(Pair pair) {
      return pairs.entrySet().stream()
          .filter(it -> it.getValue().equals(pair))
          .map(Map.Entry::getKey)
          .findFirst()
          .orElseThrow();
    }

    private void mark(Upc upc) {
      long version = versions.merge(upc, 1L, Long::sum);
      marks.put(upc, new Change(new Subject.OfProduct(upc), "stock", version));
    }

    boolean isPending(Pair pair) {
      return marks.containsKey(upc(pair));
    }

    @Override
    public List<Pool> read(Collection<Pair> asked) {
      return asked.stream()
          .map(
              pair ->
                  new Pool(
                      pair,
                      online.get(upc(pair)),
                      held.getOrDefault(pair, Map.of()),
                      0,
                      0,
                      new PoolVersion(basis + versions.get(upc(pair))),
                      states.getOrDefault(pair, new Published.AsCounted()),
                      Optional.of(upc(pair))))
          .toList();
    }

    @Override
    public Basis basis() {
      return new Basis(basis);
    }

    @Override
    public List<Pair> pairsOf(Upc upc) {
      return pairs.containsKey(upc) ? List.of(pairs.get(upc)) : List.of();
    }

    @Override
    public List<Pair> pairsOf(ItemId item) {
      return pairs.values().stream().filter(pair -> pair.item().equals(item)).toList();
    }

    @Override
    public PairPage pairs(Optional<String> after) {
      return new PairPage(List.copyOf(pairs.values()), Optional.empty());
    }

    @Override
    public Page changedProducts(int bucket, Optional<String> after) {
      return new Page(
          marks.entrySet().stream()
              .filter(it -> it.getKey().hashCode() % BUCKETS == bucket)
              .map(Map.Entry::getValue)
              .toList(),
          Optional.empty());
    }

    @Override
    public void published(Collection<Change> changes) {
      changes.forEach(change -> marks.values().remove(change));
    }

    @Override
    public Optional<Basis> everythingBy() {
      return everything;
    }

    @Override
    public void beginEverything() {
      everything = Optional.empty();
    }

    @Override
    public void publishedEverything(Basis now) {
      everything = Optional.of(now);
    }
  }

  /** The shop, with its writes recorded. */
  private final class HeardShop implements Shop {
    private Answer heard(Call call) {
      calls.add(call);
      if (!answers.isEmpty()) {
        return answers.removeFirst();
      }
      return switch (call) {
        case Call.Adjustment adjustment -> real.adjust(adjustment);
        case Call.Correction correction -> real.set(correction);
      };
    }

    @Override
    public Answer adjust(Call.Adjustment call) {
      return heard(call);
    }

    @Override
    public Answer set(Call.Correction call) {
      return heard(call);
    }

    @Override
    public Activation activate(UUID key, Pair pair) {
      return real.activate(key, pair);
    }

    @Override
    public Map<ItemId, Reading> levels(LocationId location, Collection<ItemId> items) {
      return real.levels(location, items);
    }

    @Override
    public Start start(BulkQuery<?> query) {
      return real.start(query);
    }

    @Override
    public State poll(BulkId operation) {
      return real.poll(operation);
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
        case ShopFulfilment part -> part.order();
        default -> "";
      };
    }

    @Override
    public List<ShopRefund> refunds(String order) {
      return real.refunds(order);
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
