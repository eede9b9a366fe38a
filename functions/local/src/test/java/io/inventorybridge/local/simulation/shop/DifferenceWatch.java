// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.simulation.shop;

import io.inventorybridge.availability.ChangeMarkers;
import io.inventorybridge.availability.SellableTarget;
import io.inventorybridge.availability.change.InputSet;
import io.inventorybridge.local.simulation.shop.life.ShopTally;
import io.inventorybridge.local.simulation.shop.trouble.FaultCounts;
import io.inventorybridge.local.simulation.shop.trouble.InvariantViolation;
import io.inventorybridge.local.simulation.shop.trouble.PublishingFault;
import io.inventorybridge.local.simulation.shop.trouble.TroubledShop;
import io.inventorybridge.shopsync.lease.WriteLease;
import io.inventorybridge.shopsync.outbox.CallOutbox;
import io.inventorybridge.shopsync.outbox.OutboxCall;
import io.inventorybridge.shopsync.published.PublishedPair;
import io.inventorybridge.shopsync.published.PublishedPair.Confirmed;
import io.inventorybridge.shopsync.published.PublishedPairRepository;
import io.inventorybridge.shopsync.shop.ShopCall;
import io.inventorybridge.stock.ItemAtLocation;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Observes each outbox call and its effect in the shop, and judges each new call and each
 * confirmation. Where staff does anything, readings are not exact; then it tells the {@link
 * LevelJudge} only which numbers of the ledger a call was made from.
 *
 * <p>A pair is short by units that the shop gave back while its index did not say so, or before we
 * knew. They were counted as sold when the pair was read, on the safe side, so it shows too few
 * until it is read again. No other cause makes a pair short, and none makes it show too many.
 */
final class DifferenceWatch {
  /** The longest lag of the index, and the duration of a reading. */
  private static final Duration HIDDEN = Duration.ofMinutes(20);

  /**
   * An entry of an outbox call.
   *
   * @param shortBy the units by which the pair is short once the entry is written
   * @param back units given back that may have been hidden when the shop was read for it
   */
  private record Frozen(UUID key, OutboxCall.Entry entry, long shortBy, long back) {}

  private final ShopTally tally;
  private final TroubledShop shop;
  private final PublishedPairRepository published;
  private final CallOutbox outbox;
  private final InstantSource clock;
  private final FaultCounts faults;
  private final Supplier<Optional<InputSet.Reference>> inForce;
  private final Runnable changed;
  private final LevelJudge judge;
  private final boolean isExact;
  private final Map<ItemAtLocation, List<Frozen>> frozen = new HashMap<>();
  private final Map<ItemAtLocation, Confirmed> lastExact = new HashMap<>();
  private final Map<ItemAtLocation, Long> shortBy = new HashMap<>();

  DifferenceWatch(
      ShopTally tally,
      TroubledShop shop,
      PublishedPairRepository published,
      CallOutbox outbox,
      InstantSource clock,
      FaultCounts faults,
      Supplier<Optional<InputSet.Reference>> inForce,
      Runnable changed,
      LevelJudge judge,
      boolean isExact) {
    this.tally = tally;
    this.shop = shop;
    this.published = published;
    this.outbox = outbox;
    this.clock = clock;
    this.faults = faults;
    this.inForce = inForce;
    this.changed = changed;
    this.judge = judge;
    this.isExact = isExact;
  }

  /**
   * The target that the pair shows by all publications: the last confirmed one, plus the
   * differences since that the shop has written. Empty before the first reconciliation.
   */
  Optional<Long> published(ItemAtLocation pair) {
    if (!isExact) {
      return Optional.empty();
    }
    return Optional.ofNullable(lastExact.get(pair))
        .map(
            exact ->
                exact.target()
                    + frozen.getOrDefault(pair, List.of()).stream()
                        .filter(it -> shop.hasLanded(it.key(), it.entry().item()))
                        .mapToLong(it -> it.entry().effect())
                        .sum());
  }

  /** The same without the units it is short by: the exact target. */
  Optional<Long> stands(ItemAtLocation pair) {
    return published(pair).map(pool -> pool - shortBy(pair));
  }

  /** The units by which the pair is short. */
  long shortBy(ItemAtLocation pair) {
    return shortBy.getOrDefault(pair, 0L);
  }

  // The available units plus those the orders of the shop have taken: sales do not change it.
  private long shown(ItemAtLocation pair) {
    return tally.shown(pair);
  }

  PublishedPair record(ItemAtLocation pair) {
    return published.read(List.of(pair)).getOrDefault(pair, PublishedPair.unread(pair));
  }

  /** The port through which all runs store their records. */
  PublishedPairRepository over(PublishedPairRepository real, RunView run) {
    return new PublishedPairRepository() {
      @Override
      public Map<ItemAtLocation, PublishedPair> read(Collection<ItemAtLocation> pairs) {
        return real.read(pairs);
      }

      @Override
      public PairOutcome store(PublishedPair record) {
        PublishedPair before = record(record.pair());
        PairOutcome outcome = real.store(record);
        if (outcome instanceof Stored && record.syncState() instanceof Confirmed exact) {
          confirmed(before, record, exact, run);
          changed.run();
        }
        return outcome;
      }

      @Override
      public Page toBeRead(Optional<String> after) {
        return real.toBeRead(after);
      }

      @Override
      public RecordPage all(Optional<String> after) {
        return real.all(after);
      }
    };
  }

  private void confirmed(PublishedPair before, PublishedPair record, Confirmed exact, RunView run) {
    ItemAtLocation pair = record.pair();
    lastExact.put(pair, exact);
    if (record.open().isPresent() || !isExact) {
      return;
    }
    Optional<OutboxCall> told =
        before
            .open()
            .flatMap(
                key ->
                    outbox.open().stream().filter(it -> it.call().key().equals(key)).findFirst());
    Optional<Frozen> correction =
        told.filter(call -> call.call() instanceof ShopCall.Correction)
            .flatMap(call -> frozen(pair, call.call().key()))
            .filter(it -> shop.hasLanded(it.key(), pair.item()))
            .filter(it -> it.entry().target() == exact.target());
    long now = exact.target() - shown(pair);
    long was = shortBy(pair);
    // The pair got the outcome of its call, or was read: the number contains all earlier calls.
    frozen.remove(pair);
    if (correction.isPresent()) {
      was = allowed(pair, correction.get().shortBy(), correction.get().back());
    } else if (told.isEmpty() && !record.syncState().equals(before.syncState())) {
      was = allowed(pair, now, back(pair, before, run));
    }
    if (now != was) {
      throw new InvariantViolation(
          "%s: confirmed as %d, and it shows %d less, not %d; before %s"
              .formatted(pair, exact.target(), now, was, before));
    }
    shortBy.put(pair, now);
  }

  private Optional<Frozen> frozen(ItemAtLocation pair, UUID key) {
    return frozen.getOrDefault(pair, List.of()).stream()
        .filter(it -> it.key().equals(key))
        .findFirst();
  }

  // A difference that no run has published yet is part of a correction, and no reading limits it.
  private static long risen(PublishedPair record, SellableTarget told) {
    return record.syncState() instanceof Confirmed exact
        ? Math.max(0, told.units() - exact.target())
        : 0;
  }

  private static Instant firstLook(PublishedPair before, RunView run) {
    Instant look = run.lastLook();
    return before
        .firstReading()
        .map(PublishedPair.FirstReading::at)
        .filter(look::isAfter)
        .orElse(look);
  }

  private long back(ItemAtLocation pair, PublishedPair before, RunView run) {
    Instant first = firstLook(before, run);
    // A rise ends at the units that are left by our numbers, which may still hold units of orders
    // that the shop cancelled.
    return tally.restockedSince(pair, first.minus(HIDDEN))
        + tally.givenBackUnknown(pair, run.pool(pair).heldByOrder());
  }

  private long allowed(ItemAtLocation pair, long units, long back) {
    if (units < 0 || units > back) {
      throw new InvariantViolation(
          "%s %s passes for exact and shows %d less than it should: %s"
              .formatted(clock.instant(), pair, units, record(pair)));
    }
    if (units > 0) {
      faults.note(PublishingFault.SHORT);
    }
    return units;
  }

  /** The port through which a run clears its markers. */
  ChangeMarkers over(ChangeMarkers real, RunView run) {
    return new ChangeMarkers() {
      @Override
      public Page markers(int bucket, Optional<String> after) {
        return real.markers(bucket, after);
      }

      @Override
      public void clear(Collection<ChangeMarker> changes) {
        // A target of older inputs is judged when the newer ones are marked.
        if (inForce.get().filter(run::hasCalculatedWith).isPresent()) {
          changes.stream().filter(run::isMarked).forEach(change -> cleared(change, run));
        }
        real.clear(changes);
      }

      @Override
      public void mark(Collection<ChangeMarker> changes) {
        real.mark(changes);
      }
    };
  }

  // A marker is cleared only once a target read after it, or a newer one, is confirmed; or once its
  // pair is stored as one to be read, which every run visits until it shows its target.
  private void cleared(ChangeMarkers.ChangeMarker change, RunView run) {
    for (SellableTarget read : run.pools(change.subject())) {
      PublishedPair record = record(read.pair());
      boolean confirmed =
          record
              .last()
              .filter(it -> it.target() == read.units() || it.target() == run.now(read.pair()))
              .isPresent();
      if (read.state().isPublished() && !confirmed && !record.isToBeRead()) {
        throw new InvariantViolation(
            "a mark was cleared and its pair does not show it: %s, %s, %s"
                .formatted(change, read, record));
      }
    }
  }

  /** The port through which a run stores its calls. */
  CallOutbox over(CallOutbox real, RunView run) {
    return new CallOutbox() {
      @Override
      public List<OutboxCall> open() {
        return real.open();
      }

      @Override
      public OutboxOutcome add(OutboxCall call, WriteLease lease) {
        OutboxOutcome outcome = real.add(call, lease);
        if (outcome instanceof Stored) {
          call.entries().forEach(entry -> judge(call, entry, run));
        }
        return outcome;
      }

      @Override
      public OutboxOutcome replace(OutboxCall call) {
        return real.replace(call);
      }

      @Override
      public OutboxOutcome close(OutboxCall call) {
        OutboxOutcome outcome = real.close(call);
        if (outcome instanceof Stored
            && call.stage() instanceof OutboxCall.Answered answered
            && answered.abandoned()) {
          faults.note(PublishingFault.GIVEN_UP);
        }
        return outcome;
      }

      @Override
      public List<OutboxCall> abandoned() {
        return real.abandoned();
      }
    };
  }

  private void judge(OutboxCall call, OutboxCall.Entry entry, RunView run) {
    ItemAtLocation pair = call.pair(entry);
    SellableTarget told = run.pool(pair);
    if (!told.version().equals(entry.version()) || told.units() != entry.target()) {
      throw new InvariantViolation(
          "%s is frozen for another pool than was read last: %s, and not %s"
              .formatted(pair, entry, told));
    }
    judge.means(
        call.call().key(),
        pair,
        new LevelJudge.Meaning(
            told.units(),
            run.leftAtLook(pair, judge),
            risen(record(pair), told),
            told.online(),
            told.heldByOrder(),
            firstLook(record(pair), run)));
    if (!isExact) {
      return;
    }
    PublishedPair record = record(pair);
    long units = shortBy(pair);
    long back = 0;
    switch (call.call()) {
      case ShopCall.Adjustment adjustment -> {
        if (!(record.syncState() instanceof Confirmed exact)
            || exact.target() + entry.effect() != entry.target()) {
          throw new InvariantViolation(
              "last confirmed and difference are not the pool: " + entry + record);
        }
      }
      case ShopCall.Correction correction -> {
        if (!run.hasReadSinceItsLook(pair)) {
          throw new InvariantViolation(
              pair + " is corrected to a pool that was read before the shop was");
        }
        units = entry.target() - shown(pair) - entry.effect();
        back = back(pair, record, run);
      }
    }
    frozen
        .computeIfAbsent(pair, it -> new ArrayList<>())
        .add(new Frozen(call.call().key(), entry, units, back));
  }
}
