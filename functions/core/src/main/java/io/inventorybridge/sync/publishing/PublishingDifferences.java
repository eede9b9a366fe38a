// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.sync.publishing;

import io.inventorybridge.stock.Quantity;
import io.inventorybridge.sync.outbox.FrozenCall;
import io.inventorybridge.sync.pool.Pool;
import io.inventorybridge.sync.pool.Pools;
import io.inventorybridge.sync.pool.Published;
import io.inventorybridge.sync.published.PublishedPair;
import io.inventorybridge.sync.published.PublishedPair.Exact;
import io.inventorybridge.sync.published.PublishedPairs;
import io.inventorybridge.sync.sending.SendingCalls;
import io.inventorybridge.sync.sending.SyncRun;
import io.inventorybridge.sync.shop.Answer.Flag;
import io.inventorybridge.sync.shop.Call;
import io.inventorybridge.sync.shop.ItemId;
import io.inventorybridge.sync.shop.LocationId;
import io.inventorybridge.sync.shop.Pair;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Publishes the differences between the present targets of pairs and their last confirmed ones.
 * Differences commute with the shop's own sales, so the shop need not be read.
 */
final class PublishingDifferences {
  private static final int ATTEMPTS = 3;

  private final Pools pools;
  private final PublishedPairs published;
  private final SendingCalls sending;
  private final InstantSource clock;

  PublishingDifferences(
      Pools pools, PublishedPairs published, SendingCalls sending, InstantSource clock) {
    this.pools = pools;
    this.published = published;
    this.sending = sending;
    this.clock = clock;
  }

  /** The result for a pair after a run. */
  enum Fate {
    /** The shop shows its target. */
    CURRENT,
    /** The pair is not published. */
    NOT_PUBLISHED,
    /** The pair must be read; its reading will be of now or later. */
    TO_BE_READ,
    /** The shop refuses the pair. */
    PARKED,
    /** A call for the pair is open, or the time was not sufficient. */
    LEFT
  }

  /** Publishes the pairs and gives the result for each. */
  Map<Pair, Fate> publish(SyncRun run, Collection<Pair> pairs) {
    Map<Pair, Fate> fates = new HashMap<>();
    Map<LocationId, List<Pair>> differing = new TreeMap<>();
    for (Difference found : differences(new TreeSet<>(pairs), fates)) {
      Pair pair = found.record().pair();
      differing.computeIfAbsent(pair.location(), it -> new ArrayList<>()).add(pair);
      fates.put(pair, Fate.LEFT);
    }
    for (List<Pair> atLocation : differing.values()) {
      for (int from = 0; from < atLocation.size() && run.goesOn(); from += Call.MOST_ENTRIES) {
        int to = Math.min(from + Call.MOST_ENTRIES, atLocation.size());
        send(run, atLocation.subList(from, to), fates);
      }
    }
    return fates;
  }

  private record Difference(PublishedPair record, Exact last, Pool pool) {
    long units() {
      return Math.subtractExact(pool.pool(), last.pool());
    }
  }

  private List<Difference> differences(Collection<Pair> pairs, Map<Pair, Fate> fates) {
    Map<Pair, PublishedPair> records = sending.records(pairs);
    List<Difference> found = new ArrayList<>();
    for (Pool pool : pools.read(pairs)) {
      PublishedPair record = records.getOrDefault(pool.pair(), PublishedPair.unread(pool.pair()));
      if (record.open().isPresent()) {
        fates.put(pool.pair(), Fate.LEFT);
      } else if (pool.state() instanceof Published.NotPublished not) {
        fates.put(pool.pair(), notPublished(record, not.reason()));
      } else if (record.standing() instanceof Exact last && !isAnother(record, pool)) {
        Difference difference = new Difference(record, last, pool);
        if (difference.units() == 0) {
          fates.put(pool.pair(), Fate.CURRENT);
        } else if (record.parked().isPresent()) {
          fates.put(pool.pair(), Fate.PARKED);
        } else {
          found.add(difference);
        }
      } else {
        fates.put(pool.pair(), toBeRead(record));
      }
    }
    return found;
  }

  /** Tells whether the item has another product now. */
  private static boolean isAnother(PublishedPair record, Pool pool) {
    return record.product().isPresent()
        && pool.product().isPresent()
        && !record.product().equals(pool.product());
  }

  // Stored again even if unchanged. A stalled run that read the target earlier must not store the
  // result of its reading.
  private Fate toBeRead(PublishedPair record) {
    return stored(record.standing() instanceof Exact ? record.uncertain(clock.instant()) : record);
  }

  // No marker signals that a product no longer waits; every run visits the pairs to be read. For
  // the other reasons, the change that publishes the pair again makes everything pending.
  private Fate notPublished(PublishedPair record, Published.Reason reason) {
    return reason == Published.Reason.AWAITING_BASELINE ? toBeRead(record) : Fate.NOT_PUBLISHED;
  }

  private Fate stored(PublishedPair record) {
    return switch (published.store(record)) {
      case PublishedPairs.Stored stored -> Fate.TO_BE_READ;
      case PublishedPairs.Overtaken overtaken -> Fate.LEFT;
    };
  }

  private void send(SyncRun run, List<Pair> pairs, Map<Pair, Fate> fates) {
    long chunk = run.nextChunk();
    List<Pair> left = pairs;
    for (int attempt = 1; attempt <= ATTEMPTS && !left.isEmpty() && run.goesOn(); attempt++) {
      List<Difference> differing = differences(left, fates);
      if (differing.isEmpty()) {
        return;
      }
      FrozenCall call = frozen(run, chunk, attempt, differing);
      Map<Pair, PublishedPair> records =
          differing.stream()
              .map(Difference::record)
              .collect(Collectors.toMap(PublishedPair::pair, Function.identity()));
      switch (sending.send(run, call, records)) {
        case SendingCalls.Unknown unknown -> {
          return;
        }
        case SendingCalls.Known known -> left = left(call, known, fates);
      }
    }
  }

  private FrozenCall frozen(SyncRun run, long chunk, int attempt, List<Difference> differing) {
    Pair any = differing.getFirst().record().pair();
    Call call =
        new Call.Adjustment(
            run.key(any, chunk, attempt),
            any.location(),
            run.reference(),
            differing.stream()
                .map(it -> new Call.Change(it.record().pair().item(), Quantity.of(it.units())))
                .toList());
    return FrozenCall.of(
        call,
        run.id(),
        clock.instant(),
        differing.stream()
            .map(
                it ->
                    new FrozenCall.Entry(
                        it.record().pair().item(),
                        it.pool().pool(),
                        it.pool().version(),
                        it.pool().product(),
                        it.units()))
            .toList());
  }

  /** Records the outcome for each pair, and returns the pairs that were not written. */
  private static List<Pair> left(FrozenCall call, SendingCalls.Known known, Map<Pair, Fate> fates) {
    Set<ItemId> flagged =
        known.flags().stream()
            .map(Flag::item)
            .flatMap(Optional::stream)
            .collect(Collectors.toSet());
    boolean all = known.flags().stream().anyMatch(flag -> flag.item().isEmpty());
    List<Pair> left = new ArrayList<>();
    for (Pair pair : call.pairs()) {
      if (known.confirmed().contains(pair.item())) {
        fates.put(pair, Fate.CURRENT);
      } else if (known.uncertain().contains(pair.item())) {
        fates.put(pair, Fate.TO_BE_READ);
      } else if (all || flagged.contains(pair.item())) {
        fates.put(pair, Fate.PARKED);
      } else {
        left.add(pair);
      }
    }
    return left;
  }
}
