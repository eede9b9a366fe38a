// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.sync.simulation;

import io.inventorybridge.sync.lease.Lease;
import io.inventorybridge.sync.outbox.FrozenCall;
import io.inventorybridge.sync.outbox.Outbox;
import io.inventorybridge.sync.pool.Basis;
import io.inventorybridge.sync.pool.PendingChanges;
import io.inventorybridge.sync.pool.Pool;
import io.inventorybridge.sync.pool.Published.NotPublished;
import io.inventorybridge.sync.published.PublishedPair;
import io.inventorybridge.sync.published.PublishedPair.Exact;
import io.inventorybridge.sync.published.PublishedPairs;
import io.inventorybridge.sync.shop.Call;
import io.inventorybridge.sync.shop.InMemoryShop;
import io.inventorybridge.sync.shop.Pair;
import io.inventorybridge.sync.simulation.life.Life;
import io.inventorybridge.sync.simulation.trouble.Fault;
import io.inventorybridge.sync.simulation.trouble.Faults;
import io.inventorybridge.sync.simulation.trouble.TroubledShop;
import io.inventorybridge.sync.simulation.trouble.Wrong;
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

/**
 * Observes each outbox call and its effect in the shop, and judges each new call and each
 * confirmation.
 *
 * <p>A pair is short by units that the shop gave back while its index did not say so. They were
 * counted as sold when the pair was read, on the safe side, so it shows too few until it is read
 * again. No other cause makes a pair short, and none makes it show too many.
 */
final class Watch {
  /** The longest lag of the index, and the duration of a reading. */
  private static final Duration HIDDEN = Duration.ofMinutes(20);

  /**
   * An entry of an outbox call.
   *
   * @param shortBy the units by which the pair is short once the entry is written
   * @param back units given back that may have been hidden when the shop was read for it
   */
  private record Frozen(UUID key, FrozenCall.Entry entry, long shortBy, long back) {}

  private final InMemoryShop real;
  private final Life life;
  private final TroubledShop shop;
  private final PublishedPairs published;
  private final Outbox outbox;
  private final InstantSource clock;
  private final Faults faults;
  private final Runnable changed;
  private final Map<Pair, List<Frozen>> frozen = new HashMap<>();
  private final Map<Pair, Exact> lastExact = new HashMap<>();
  private final Map<Pair, Long> shortBy = new HashMap<>();

  Watch(
      InMemoryShop real,
      Life life,
      TroubledShop shop,
      PublishedPairs published,
      Outbox outbox,
      InstantSource clock,
      Faults faults,
      Runnable changed) {
    this.real = real;
    this.life = life;
    this.shop = shop;
    this.published = published;
    this.outbox = outbox;
    this.clock = clock;
    this.faults = faults;
    this.changed = changed;
  }

  /**
   * The target that the pair shows by all publications: the last confirmed one, plus the
   * differences since that the shop has written. Empty before the first reconciliation.
   */
  Optional<Long> published(Pair pair) {
    return Optional.ofNullable(lastExact.get(pair))
        .map(
            exact ->
                exact.pool()
                    + frozen.getOrDefault(pair, List.of()).stream()
                        .filter(it -> shop.hasLanded(it.key(), it.entry().item()))
                        .mapToLong(it -> it.entry().effect())
                        .sum());
  }

  /** The same without the units it is short by: the exact target. */
  Optional<Long> stands(Pair pair) {
    return published(pair).map(pool -> pool - shortBy(pair));
  }

  /** The units by which the pair is short. */
  long shortBy(Pair pair) {
    return shortBy.getOrDefault(pair, 0L);
  }

  // The available units plus those the orders of the shop have taken: sales do not change it.
  private long shown(Pair pair) {
    return real.shown(pair).available().units() + life.counts(pair);
  }

  PublishedPair record(Pair pair) {
    return published.read(List.of(pair)).getOrDefault(pair, PublishedPair.unread(pair));
  }

  /** The port through which all runs store their records. */
  PublishedPairs over(PublishedPairs real, Seeing run) {
    return new PublishedPairs() {
      @Override
      public Map<Pair, PublishedPair> read(Collection<Pair> pairs) {
        return real.read(pairs);
      }

      @Override
      public Outcome store(PublishedPair record) {
        PublishedPair before = record(record.pair());
        Outcome outcome = real.store(record);
        if (outcome instanceof Stored && record.standing() instanceof Exact exact) {
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
      public Optional<Walk> walk() {
        return real.walk();
      }

      @Override
      public void walked(Optional<Walk> walk) {
        real.walked(walk);
      }
    };
  }

  private void confirmed(PublishedPair before, PublishedPair record, Exact exact, Seeing run) {
    Pair pair = record.pair();
    lastExact.put(pair, exact);
    if (record.open().isPresent()) {
      return;
    }
    Optional<FrozenCall> told =
        before
            .open()
            .flatMap(
                key ->
                    outbox.open().stream().filter(it -> it.call().key().equals(key)).findFirst());
    Optional<Frozen> correction =
        told.filter(call -> call.call() instanceof Call.Correction)
            .flatMap(call -> frozen(pair, call.call().key()))
            .filter(it -> shop.hasLanded(it.key(), pair.item()))
            .filter(it -> it.entry().pool() == exact.pool());
    long now = exact.pool() - shown(pair);
    long was = shortBy(pair);
    // The pair got the outcome of its call, or was read: the number contains all earlier calls.
    frozen.remove(pair);
    if (correction.isPresent()) {
      was = allowed(pair, correction.get().shortBy(), correction.get().back());
    } else if (told.isEmpty() && !record.standing().equals(before.standing())) {
      was = allowed(pair, now, back(pair, before, run));
    }
    if (now != was) {
      throw new Wrong(
          "%s: confirmed as %d, and it shows %d less, not %d; before %s"
              .formatted(pair, exact.pool(), now, was, before));
    }
    shortBy.put(pair, now);
  }

  private Optional<Frozen> frozen(Pair pair, UUID key) {
    return frozen.getOrDefault(pair, List.of()).stream()
        .filter(it -> it.key().equals(key))
        .findFirst();
  }

  private long back(Pair pair, PublishedPair before, Seeing run) {
    Instant look = run.lastLook();
    Instant first =
        before.sighting().map(PublishedPair.Sighting::at).filter(look::isAfter).orElse(look);
    return life.restockedSince(pair, first.minus(HIDDEN));
  }

  private long allowed(Pair pair, long units, long back) {
    if (units < 0 || units > back) {
      throw new Wrong(
          "%s %s passes for exact and shows %d less than it should: %s"
              .formatted(clock.instant(), pair, units, record(pair)));
    }
    if (units > 0) {
      faults.note(Fault.SHORT);
    }
    return units;
  }

  /** The port through which a run clears its markers. */
  PendingChanges over(PendingChanges real, Seeing run) {
    return new PendingChanges() {
      @Override
      public Page changedProducts(int bucket, Optional<String> after) {
        return real.changedProducts(bucket, after);
      }

      @Override
      public void published(Collection<Change> changes) {
        if (!run.isEverythingDue(real.everythingBy())) {
          changes.stream().filter(run::isMarked).forEach(change -> cleared(change, run));
        }
        real.published(changes);
      }

      @Override
      public Optional<Basis> everythingBy() {
        return real.everythingBy();
      }

      @Override
      public void beginEverything() {
        real.beginEverything();
      }

      @Override
      public void publishedEverything(Basis basis) {
        real.publishedEverything(basis);
      }
    };
  }

  // A marker is cleared only once a target read after it, or a newer one, is confirmed; or once its
  // pair is stored as one to be read, which every run visits until it shows its target.
  private void cleared(PendingChanges.Change change, Seeing run) {
    for (Pool read : run.pools(change.subject())) {
      PublishedPair record = record(read.pair());
      boolean confirmed =
          record
              .last()
              .filter(it -> it.pool() == read.pool() || it.pool() == run.now(read.pair()))
              .isPresent();
      if (!(read.state() instanceof NotPublished) && !confirmed && !record.isToBeRead()) {
        throw new Wrong(
            "a mark was cleared and its pair does not show it: %s, %s, %s"
                .formatted(change, read, record));
      }
    }
  }

  /** The port through which a run stores its calls. */
  Outbox over(Outbox real, Seeing run) {
    return new Outbox() {
      @Override
      public List<FrozenCall> open() {
        return real.open();
      }

      @Override
      public Outcome freeze(FrozenCall call, Lease lease) {
        Outcome outcome = real.freeze(call, lease);
        if (outcome instanceof Kept) {
          call.entries().forEach(entry -> judge(call, entry, run));
        }
        return outcome;
      }

      @Override
      public Outcome replace(FrozenCall call) {
        return real.replace(call);
      }

      @Override
      public Outcome close(FrozenCall call) {
        Outcome outcome = real.close(call);
        if (outcome instanceof Kept
            && call.stage() instanceof FrozenCall.Answered answered
            && answered.abandoned()) {
          faults.note(Fault.GIVEN_UP);
        }
        return outcome;
      }

      @Override
      public List<FrozenCall> abandoned() {
        return real.abandoned();
      }
    };
  }

  private void judge(FrozenCall call, FrozenCall.Entry entry, Seeing run) {
    Pair pair = call.pair(entry);
    Pool told = run.pool(pair);
    if (!told.version().equals(entry.version()) || told.pool() != entry.pool()) {
      throw new Wrong(
          "%s is frozen for another pool than was read last: %s, and not %s"
              .formatted(pair, entry, told));
    }
    PublishedPair record = record(pair);
    long units = shortBy(pair);
    long back = 0;
    switch (call.call()) {
      case Call.Adjustment adjustment -> {
        if (!(record.standing() instanceof Exact exact)
            || exact.pool() + entry.effect() != entry.pool()) {
          throw new Wrong("last confirmed and difference are not the pool: " + entry + record);
        }
      }
      case Call.Correction correction -> {
        if (!run.hasReadSinceItsLook(pair)) {
          throw new Wrong(pair + " is corrected to a pool that was read before the shop was");
        }
        units = entry.pool() - shown(pair) - entry.effect();
        back = back(pair, record, run);
      }
    }
    frozen
        .computeIfAbsent(pair, it -> new ArrayList<>())
        .add(new Frozen(call.call().key(), entry, units, back));
  }
}
