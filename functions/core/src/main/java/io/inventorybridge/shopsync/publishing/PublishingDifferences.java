// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.shopsync.publishing;

import io.inventorybridge.availability.PublicationState;
import io.inventorybridge.availability.SellableTarget;
import io.inventorybridge.availability.SellableTargets;
import io.inventorybridge.shopsync.outbox.OutboxCall;
import io.inventorybridge.shopsync.published.PublishedPair;
import io.inventorybridge.shopsync.published.PublishedPair.Confirmed;
import io.inventorybridge.shopsync.published.PublishedPairRepository;
import io.inventorybridge.shopsync.published.StandingReason;
import io.inventorybridge.shopsync.sending.SendingCalls;
import io.inventorybridge.shopsync.sending.SyncRun;
import io.inventorybridge.shopsync.shop.CallOutcome.Flag;
import io.inventorybridge.shopsync.shop.ShopCall;
import io.inventorybridge.stock.InventoryItemId;
import io.inventorybridge.stock.ItemAtLocation;
import io.inventorybridge.stock.ShopLocationId;
import io.inventorybridge.stock.StockQuantity;
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

  private final SellableTargets sellableTargets;
  private final PublishedPairRepository published;
  private final SendingCalls sending;
  private final InstantSource clock;

  PublishingDifferences(
      SellableTargets sellableTargets,
      PublishedPairRepository published,
      SendingCalls sending,
      InstantSource clock) {
    this.sellableTargets = sellableTargets;
    this.published = published;
    this.sending = sending;
    this.clock = clock;
  }

  /** The result for a pair after a run. */
  enum PublishResult {
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
  Map<ItemAtLocation, PublishResult> publish(SyncRun run, Collection<ItemAtLocation> pairs) {
    Map<ItemAtLocation, PublishResult> fates = new HashMap<>();
    Map<ShopLocationId, List<ItemAtLocation>> differing = new TreeMap<>();
    for (Difference found : differences(new TreeSet<>(pairs), fates)) {
      ItemAtLocation pair = found.record().pair();
      differing.computeIfAbsent(pair.location(), it -> new ArrayList<>()).add(pair);
      fates.put(pair, PublishResult.LEFT);
    }
    for (List<ItemAtLocation> atLocation : differing.values()) {
      for (int from = 0;
          from < atLocation.size() && run.mayContinue();
          from += ShopCall.MOST_ENTRIES) {
        int to = Math.min(from + ShopCall.MOST_ENTRIES, atLocation.size());
        send(run, atLocation.subList(from, to), fates);
      }
    }
    return fates;
  }

  private record Difference(PublishedPair record, Confirmed last, SellableTarget sellableTarget) {
    long units() {
      return Math.subtractExact(sellableTarget.units(), last.target());
    }
  }

  private List<Difference> differences(
      Collection<ItemAtLocation> pairs, Map<ItemAtLocation, PublishResult> fates) {
    Map<ItemAtLocation, PublishedPair> records = sending.records(pairs);
    List<Difference> found = new ArrayList<>();
    for (SellableTarget sellableTarget : sellableTargets.read(pairs)) {
      PublishedPair record =
          records.getOrDefault(sellableTarget.pair(), PublishedPair.unread(sellableTarget.pair()));
      if (record.open().isPresent()) {
        fates.put(sellableTarget.pair(), PublishResult.LEFT);
      } else if (sellableTarget.state() instanceof PublicationState.NotPublished not) {
        fates.put(sellableTarget.pair(), notPublished(record, not.reason()));
      } else if (sellableTarget.state() instanceof PublicationState.OnlyFalls
          && !record.remarks().since().containsKey(StandingReason.AMBIGUOUS)) {
        fates.put(sellableTarget.pair(), remarked(record));
      } else if (sellableTarget.state() instanceof PublicationState.OnlyFalls
          && !isFall(record, sellableTarget)) {
        fates.put(sellableTarget.pair(), PublishResult.NOT_PUBLISHED);
      } else if (record.syncState() instanceof Confirmed last
          && !isAnother(record, sellableTarget)) {
        Difference difference = new Difference(record, last, sellableTarget);
        if (difference.units() == 0) {
          fates.put(sellableTarget.pair(), PublishResult.CURRENT);
        } else if (record.remarks().since().containsKey(StandingReason.NOT_STOCKED)) {
          fates.put(sellableTarget.pair(), toBeRead(record));
        } else if (record.parked().isPresent()) {
          fates.put(sellableTarget.pair(), PublishResult.PARKED);
        } else {
          found.add(difference);
        }
      } else {
        fates.put(sellableTarget.pair(), toBeRead(record));
      }
    }
    return found;
  }

  // Kept first, so that the full sync reports it with its age; the next run publishes a fall.
  private PublishResult remarked(PublishedPair record) {
    published.store(record.with(record.remarks().and(StandingReason.AMBIGUOUS, clock.instant())));
    return PublishResult.LEFT;
  }

  /** Tells whether the item had the product before others did, and shows more than it has. */
  private static boolean isFall(PublishedPair record, SellableTarget sellableTarget) {
    return record.syncState() instanceof Confirmed last
        && record.product().isPresent()
        && record.product().equals(sellableTarget.product())
        && sellableTarget.units() < last.target();
  }

  /** Tells whether the item has another product now. */
  private static boolean isAnother(PublishedPair record, SellableTarget sellableTarget) {
    return record.product().isPresent()
        && sellableTarget.product().isPresent()
        && !record.product().equals(sellableTarget.product());
  }

  // Stored again even if unchanged. A stalled run that read the target earlier must not store the
  // result of its reading.
  private PublishResult toBeRead(PublishedPair record) {
    return stored(
        record.syncState() instanceof Confirmed ? record.uncertain(clock.instant()) : record);
  }

  // Every run visits the pairs to be read, until the product no longer waits. For the other
  // reasons, the change that publishes the pair again marks its product.
  private PublishResult notPublished(PublishedPair record, PublicationState.Reason reason) {
    return reason == PublicationState.Reason.AWAITING_BASELINE
        ? toBeRead(record)
        : PublishResult.NOT_PUBLISHED;
  }

  private PublishResult stored(PublishedPair record) {
    return switch (published.store(record)) {
      case PublishedPairRepository.Stored stored -> PublishResult.TO_BE_READ;
      case PublishedPairRepository.VersionConflict overtaken -> PublishResult.LEFT;
    };
  }

  private void send(
      SyncRun run, List<ItemAtLocation> pairs, Map<ItemAtLocation, PublishResult> fates) {
    long chunk = run.nextChunk();
    List<ItemAtLocation> left = pairs;
    for (int attempt = 1; attempt <= ATTEMPTS && !left.isEmpty() && run.mayContinue(); attempt++) {
      List<Difference> differing = differences(left, fates);
      if (differing.isEmpty()) {
        return;
      }
      OutboxCall call = newCall(run, chunk, attempt, differing);
      Map<ItemAtLocation, PublishedPair> records =
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

  private OutboxCall newCall(SyncRun run, long chunk, int attempt, List<Difference> differing) {
    ItemAtLocation any = differing.getFirst().record().pair();
    ShopCall call =
        new ShopCall.Adjustment(
            run.key(any, chunk, attempt),
            any.location(),
            run.reference(),
            differing.stream()
                .map(
                    it ->
                        new ShopCall.Change(
                            it.record().pair().item(), StockQuantity.of(it.units())))
                .toList());
    return OutboxCall.of(
        call,
        run.id(),
        clock.instant(),
        differing.stream()
            .map(
                it ->
                    new OutboxCall.Entry(
                        it.record().pair().item(),
                        it.sellableTarget().units(),
                        it.sellableTarget().version(),
                        it.sellableTarget().product(),
                        it.units()))
            .toList());
  }

  /** Records the outcome for each pair, and returns the pairs that were not written. */
  private static List<ItemAtLocation> left(
      OutboxCall call, SendingCalls.Known known, Map<ItemAtLocation, PublishResult> fates) {
    Set<InventoryItemId> flagged =
        known.flags().stream()
            .map(Flag::item)
            .flatMap(Optional::stream)
            .collect(Collectors.toSet());
    boolean all = known.flags().stream().anyMatch(flag -> flag.item().isEmpty());
    List<ItemAtLocation> left = new ArrayList<>();
    for (ItemAtLocation pair : call.pairs()) {
      if (known.confirmed().contains(pair.item())) {
        fates.put(pair, PublishResult.CURRENT);
      } else if (known.uncertain().contains(pair.item())) {
        fates.put(pair, PublishResult.TO_BE_READ);
      } else if (all || flagged.contains(pair.item())) {
        fates.put(pair, PublishResult.PARKED);
      } else {
        left.add(pair);
      }
    }
    return left;
  }
}
