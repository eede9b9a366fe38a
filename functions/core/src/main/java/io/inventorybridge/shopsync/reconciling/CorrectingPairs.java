// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.shopsync.reconciling;

import io.inventorybridge.availability.SellableTarget;
import io.inventorybridge.availability.SellableTargets;
import io.inventorybridge.availability.SellableVersion;
import io.inventorybridge.shopsync.outbox.OutboxCall;
import io.inventorybridge.shopsync.published.PublishedPair;
import io.inventorybridge.shopsync.published.PublishedPairRepository;
import io.inventorybridge.shopsync.sending.SendingCalls;
import io.inventorybridge.shopsync.sending.SyncRun;
import io.inventorybridge.shopsync.shop.CallOutcome;
import io.inventorybridge.shopsync.shop.CallOutcome.Flag;
import io.inventorybridge.shopsync.shop.ShopCall;
import io.inventorybridge.stock.ItemAtLocation;
import io.inventorybridge.stock.StockQuantity;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Corrects numbers in the shop, each only while the shop shows the number that was read. */
final class CorrectingPairs {
  private static final int ATTEMPTS = 3;

  private final SellableTargets sellableTargets;
  private final PublishedPairRepository published;
  private final SendingCalls sending;
  private final InstantSource clock;

  CorrectingPairs(
      SellableTargets sellableTargets,
      PublishedPairRepository published,
      SendingCalls sending,
      InstantSource clock) {
    this.sellableTargets = sellableTargets;
    this.published = published;
    this.sending = sending;
    this.clock = clock;
  }

  /**
   * Corrects pairs of one location, at most as many as a call takes. Returns the pairs that changed
   * since their reading; they must be read again.
   */
  List<ItemAtLocation> correct(
      SyncRun run, List<LevelCorrection> corrections, BatchCollector batchCollector) {
    List<ItemAtLocation> again = new ArrayList<>();
    List<LevelCorrection> left = unchanged(corrections, again);
    long chunk = run.nextChunk();
    for (int attempt = 1; attempt <= ATTEMPTS && !left.isEmpty() && run.mayContinue(); attempt++) {
      OutboxCall call = newCall(run, chunk, attempt, left);
      switch (sending.send(run, call, records(left))) {
        case SendingCalls.Unknown unknown -> {
          left.forEach(
              it -> batchCollector.add(it.read().discrepancy(DiscrepancyReason.CALL_OPEN)));
          return again;
        }
        case SendingCalls.Known known ->
            left = asStored(left(left, known, batchCollector, again), again);
      }
    }
    left.forEach(it -> again.add(it.read().pair()));
    return again;
  }

  // The reading may be outdated: the number belongs to the target it was calculated from. The
  // record is read again too, since the reading may have been stored meanwhile.
  private List<LevelCorrection> unchanged(
      List<LevelCorrection> corrections, List<ItemAtLocation> again) {
    List<ItemAtLocation> pairs = corrections.stream().map(it -> it.read().pair()).toList();
    Map<ItemAtLocation, SellableVersion> now =
        sellableTargets.read(pairs).stream()
            .collect(Collectors.toMap(SellableTarget::pair, SellableTarget::version));
    Map<ItemAtLocation, PublishedPair> records = published.read(pairs);
    List<LevelCorrection> unchanged = new ArrayList<>();
    for (LevelCorrection correction : corrections) {
      ItemAtLocation pair = correction.read().pair();
      boolean same =
          correction.read().sellableTarget().version().equals(now.get(pair))
              && Optional.ofNullable(records.get(pair)).map(PublishedPair::revision).orElse(0L)
                  == correction.read().record().revision();
      if (same) {
        unchanged.add(correction);
      } else {
        again.add(pair);
      }
    }
    return unchanged;
  }

  // Sending a call changes the revision of each of its records, also of those it did not write.
  private List<LevelCorrection> asStored(
      List<LevelCorrection> corrections, List<ItemAtLocation> again) {
    if (corrections.isEmpty()) {
      return corrections;
    }
    Map<ItemAtLocation, PublishedPair> now =
        published.read(corrections.stream().map(it -> it.read().pair()).toList());
    List<LevelCorrection> stored = new ArrayList<>();
    for (LevelCorrection correction : corrections) {
      PublishedPair sent = correction.read().record();
      Optional<PublishedPair> record =
          Optional.ofNullable(now.get(sent.pair()))
              .filter(it -> it.open().isEmpty() && it.syncState().equals(sent.syncState()));
      if (record.isPresent()) {
        stored.add(correction.with(sent.withRevision(record.get().revision())));
      } else {
        again.add(sent.pair());
      }
    }
    return stored;
  }

  private static Map<ItemAtLocation, PublishedPair> records(List<LevelCorrection> corrections) {
    return corrections.stream()
        .map(it -> it.read().record())
        .collect(Collectors.toMap(PublishedPair::pair, Function.identity()));
  }

  private OutboxCall newCall(
      SyncRun run, long chunk, int attempt, List<LevelCorrection> corrections) {
    ItemAtLocation any = corrections.getFirst().read().pair();
    ShopCall call =
        new ShopCall.Correction(
            run.key(any, chunk, attempt),
            any.location(),
            run.reference(),
            corrections.stream()
                .map(
                    it ->
                        new ShopCall.Target(
                            it.read().pair().item(),
                            StockQuantity.of(it.target()),
                            Optional.of(StockQuantity.of(it.available()))))
                .toList());
    return OutboxCall.of(
        call,
        run.id(),
        clock.instant(),
        corrections.stream()
            .map(
                it ->
                    new OutboxCall.Entry(
                        it.read().pair().item(),
                        it.read().sellableTarget().units(),
                        it.read().sellableTarget().version(),
                        it.read().sellableTarget().product(),
                        it.effect()))
            .toList());
  }

  /** Records the outcome of each correction, and returns those that were not written. */
  private static List<LevelCorrection> left(
      List<LevelCorrection> sent,
      SendingCalls.Known known,
      BatchCollector batchCollector,
      List<ItemAtLocation> again) {
    List<LevelCorrection> left = new ArrayList<>();
    for (LevelCorrection correction : sent) {
      ItemAtLocation pair = correction.read().pair();
      Optional<Flag> flag =
          known.flags().stream()
              .filter(it -> it.item().isEmpty() || it.item().get().equals(pair.item()))
              .findFirst();
      if (known.confirmed().contains(pair.item())) {
        batchCollector.written(
            correction.read().discrepancy(correction.reason()).shows(correction.target()));
      } else if (known.uncertain().contains(pair.item())) {
        batchCollector.add(correction.read().discrepancy(DiscrepancyReason.UNCERTAIN));
      } else if (flag.isEmpty()) {
        left.add(correction);
      } else if (flag.get().reason() == CallOutcome.Reason.STALE) {
        again.add(pair);
      } else {
        batchCollector.add(
            correction.read().discrepancy(DiscrepancyReason.PARKED, flag.get().message()));
      }
    }
    return left;
  }
}
