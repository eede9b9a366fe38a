// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.sync.reconciling;

import io.inventorybridge.stock.Quantity;
import io.inventorybridge.sync.outbox.FrozenCall;
import io.inventorybridge.sync.pool.Pool;
import io.inventorybridge.sync.pool.PoolVersion;
import io.inventorybridge.sync.pool.Pools;
import io.inventorybridge.sync.published.PublishedPair;
import io.inventorybridge.sync.published.PublishedPairs;
import io.inventorybridge.sync.sending.SendingCalls;
import io.inventorybridge.sync.sending.SyncRun;
import io.inventorybridge.sync.shop.Answer;
import io.inventorybridge.sync.shop.Answer.Flag;
import io.inventorybridge.sync.shop.Call;
import io.inventorybridge.sync.shop.Pair;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Corrects numbers in the shop, each only while the shop shows the number that was read. */
final class Correcting {
  private static final int ATTEMPTS = 3;

  private final Pools pools;
  private final PublishedPairs published;
  private final SendingCalls sending;
  private final InstantSource clock;

  Correcting(Pools pools, PublishedPairs published, SendingCalls sending, InstantSource clock) {
    this.pools = pools;
    this.published = published;
    this.sending = sending;
    this.clock = clock;
  }

  /**
   * Corrects pairs of one location, at most as many as a call takes. Returns the pairs that changed
   * since their reading; they must be read again.
   */
  List<Pair> correct(SyncRun run, List<Correction> corrections, Tally tally) {
    List<Pair> again = new ArrayList<>();
    List<Correction> left = unchanged(corrections, again);
    long chunk = run.nextChunk();
    for (int attempt = 1; attempt <= ATTEMPTS && !left.isEmpty() && run.goesOn(); attempt++) {
      FrozenCall call = frozen(run, chunk, attempt, left);
      switch (sending.send(run, call, records(left))) {
        case SendingCalls.Unknown unknown -> {
          left.forEach(it -> tally.add(it.read().says(Reason.CALL_OPEN)));
          return again;
        }
        case SendingCalls.Known known -> left = left(left, known, tally, again);
      }
    }
    left.forEach(it -> again.add(it.read().pair()));
    return again;
  }

  // The reading may be outdated: the number belongs to the target it was calculated from. The
  // record is read again too, since the reading may have been stored meanwhile.
  private List<Correction> unchanged(List<Correction> corrections, List<Pair> again) {
    List<Pair> pairs = corrections.stream().map(it -> it.read().pair()).toList();
    Map<Pair, PoolVersion> now =
        pools.read(pairs).stream().collect(Collectors.toMap(Pool::pair, Pool::version));
    Map<Pair, PublishedPair> records = published.read(pairs);
    List<Correction> unchanged = new ArrayList<>();
    for (Correction correction : corrections) {
      Pair pair = correction.read().pair();
      boolean same =
          correction.read().pool().version().equals(now.get(pair))
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

  private static Map<Pair, PublishedPair> records(List<Correction> corrections) {
    return corrections.stream()
        .map(it -> it.read().record())
        .collect(Collectors.toMap(PublishedPair::pair, Function.identity()));
  }

  private FrozenCall frozen(SyncRun run, long chunk, int attempt, List<Correction> corrections) {
    Pair any = corrections.getFirst().read().pair();
    Call call =
        new Call.Correction(
            run.key(any, chunk, attempt),
            any.location(),
            run.reference(),
            corrections.stream()
                .map(
                    it ->
                        new Call.Target(
                            it.read().pair().item(),
                            Quantity.of(it.target()),
                            Optional.of(Quantity.of(it.available()))))
                .toList());
    return FrozenCall.of(
        call,
        run.id(),
        clock.instant(),
        corrections.stream()
            .map(
                it ->
                    new FrozenCall.Entry(
                        it.read().pair().item(),
                        it.read().pool().pool(),
                        it.read().pool().version(),
                        it.read().pool().product(),
                        it.effect()))
            .toList());
  }

  /** Records the outcome of each correction, and returns those that were not written. */
  private static List<Correction> left(
      List<Correction> sent, SendingCalls.Known known, Tally tally, List<Pair> again) {
    List<Correction> left = new ArrayList<>();
    for (Correction correction : sent) {
      Pair pair = correction.read().pair();
      Optional<Flag> flag =
          known.flags().stream()
              .filter(it -> it.item().isEmpty() || it.item().get().equals(pair.item()))
              .findFirst();
      if (known.confirmed().contains(pair.item())) {
        tally.written(correction.read().says(correction.reason()).shows(correction.target()));
      } else if (known.uncertain().contains(pair.item())) {
        tally.add(correction.read().says(Reason.UNCERTAIN));
      } else if (flag.isEmpty()) {
        left.add(correction);
      } else if (flag.get().reason() == Answer.Reason.STALE) {
        again.add(pair);
      } else {
        tally.add(correction.read().says(Reason.PARKED, flag.get().message()));
      }
    }
    return left;
  }
}
