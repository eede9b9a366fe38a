// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.sync.reconciling;

import io.inventorybridge.settings.PublishSettings;
import io.inventorybridge.settings.PublishSettings.Publish;
import io.inventorybridge.settings.PublishSettings.Reconcile;
import io.inventorybridge.sync.mirror.ReadingOrders;
import io.inventorybridge.sync.outbox.CallKey;
import io.inventorybridge.sync.pool.Pool;
import io.inventorybridge.sync.pool.Pools;
import io.inventorybridge.sync.published.PublishedPair;
import io.inventorybridge.sync.published.PublishedPair.Exact;
import io.inventorybridge.sync.published.PublishedPair.Parked;
import io.inventorybridge.sync.published.PublishedPairs;
import io.inventorybridge.sync.sending.SendingCalls;
import io.inventorybridge.sync.sending.SyncRun;
import io.inventorybridge.sync.shop.Answer;
import io.inventorybridge.sync.shop.Call;
import io.inventorybridge.sync.shop.Level;
import io.inventorybridge.sync.shop.LocationId;
import io.inventorybridge.sync.shop.Pair;
import io.inventorybridge.sync.shop.Shop;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * Reconciles pairs: reads their quantities, then the shop's orders, and corrects differences from
 * their targets. It only handles pairs without an open call, and only writes while the shop still
 * shows the number that was read.
 */
public final class Reconciling {
  private static final int ROUNDS = 3;

  private final Shop shop;
  private final PublishedPairs published;
  private final ReadingPairs reading;
  private final Correcting correcting;
  private final Supplier<PublishSettings> settings;
  private final InstantSource clock;

  public Reconciling(
      Shop shop,
      Pools pools,
      PublishedPairs published,
      ReadingOrders orders,
      SendingCalls sending,
      Supplier<PublishSettings> settings,
      Supplier<Optional<Instant>> knownBefore,
      InstantSource clock) {
    this.shop = shop;
    this.published = published;
    this.reading = new ReadingPairs(shop, pools, orders, sending, settings, knownBefore, clock);
    this.correcting = new Correcting(pools, published, sending, clock);
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * Reconciles the pairs; it reads them up to three times if they change meanwhile. Without the
   * permission to read orders it writes nothing, since the shop's quantities then are not
   * comparable.
   */
  public Batch reconcile(SyncRun run, Collection<Pair> pairs) {
    Tally tally = new Tally(pairs.size());
    SortedSet<Pair> left = new TreeSet<>(pairs);
    for (int round = 1; round <= ROUNDS && !left.isEmpty() && run.goesOn(); round++) {
      left = round(run, left, tally);
    }
    left.forEach(pair -> tally.busy(pair));
    return tally.batch();
  }

  private SortedSet<Pair> round(SyncRun run, Collection<Pair> pairs, Tally tally) {
    SortedSet<Pair> again = new TreeSet<>();
    Map<LocationId, List<Correction>> corrections = new TreeMap<>();
    for (Case read : reading.read(run, pairs, tally)) {
      judge(run, read, tally, again, corrections);
    }
    corrections.forEach(
        (at, all) -> {
          for (int from = 0; from < all.size(); from += Call.MOST_ENTRIES) {
            int to = Math.min(from + Call.MOST_ENTRIES, all.size());
            again.addAll(correcting.correct(run, all.subList(from, to), tally));
          }
        });
    return again;
  }

  private void judge(
      SyncRun run,
      Case read,
      Tally tally,
      SortedSet<Pair> again,
      Map<LocationId, List<Correction>> corrections) {
    boolean mayWrite = mayWrite(read.record()) && run.mayReadOrders(shop);
    if (read.reading().isEmpty()) {
      refused(read, Reason.UNKNOWN_ITEM, mayWrite, "", tally);
      return;
    }
    if (!read.reading().get().tracked()) {
      refused(read, Reason.UNTRACKED, mayWrite, "", tally);
      return;
    }
    if (read.reading().get().level().filter(Level::active).isEmpty()) {
      if (mayWrite && !read.record().activated()) {
        activate(run, read, tally, again);
      } else {
        tally.add(read.says(Reason.NOT_STOCKED));
      }
      return;
    }
    if (read.pool().hasUnnamedOrders()) {
      tally.add(read.says(Reason.UNNAMED_ORDER));
      return;
    }
    PublishedPair record = mayWrite ? unparked(read.record()) : read.record();
    Judgement judgement =
        Judgement.of(
            record,
            read.pool(),
            read.sum().orElseThrow(),
            read.readAt(),
            settings.get().riseWait());
    switch (judgement) {
      case Judgement.Unsettled changed -> {
        tally.remember(read);
        again.add(read.pair());
      }
      case Judgement.Agrees agrees -> {
        tally.agrees(read);
        if (mayWrite) {
          keep(record.seen(Optional.empty()), read.record());
        }
      }
      case Judgement.Shows shows -> {
        tally.agrees(read);
        if (mayWrite) {
          keep(record.exactly(exact(read.pool()), read.pool().product()), read.record());
        }
      }
      case Judgement.Sighted sighted -> {
        tally.waits(read.says(mayWrite ? sighted.reason() : Reason.NOT_CORRECTED));
        if (mayWrite) {
          keep(record.seen(Optional.of(sighted.first())), read.record());
        }
      }
      case Judgement.Early early -> tally.waits(read.says(early.reason()));
      case Judgement.Differs differs -> {
        if (!mayWrite) {
          tally.add(read.says(Reason.NOT_CORRECTED));
        } else if (differs.shown() == read.pool().pool()) {
          tally.agrees(read);
          keep(record.exactly(exact(read.pool()), read.pool().product()), read.record());
        } else {
          tally.remember(read);
          Case sure = read.with(read.record().seen(Optional.empty()));
          add(new Correction(sure, differs.shown(), differs.reason()), corrections);
        }
      }
      case Judgement.Lowers lowers -> {
        if (!mayWrite) {
          tally.add(read.says(Reason.NOT_CORRECTED));
        } else {
          tally.remember(read);
          Case unsure = read.with(read.record().seen(Optional.of(lowers.first())));
          add(new Correction(unsure, lowers.shown(), lowers.reason()), corrections);
        }
      }
    }
  }

  private static void add(Correction correction, Map<LocationId, List<Correction>> corrections) {
    corrections
        .computeIfAbsent(correction.read().pair().location(), it -> new ArrayList<>())
        .add(correction);
  }

  private Exact exact(Pool pool) {
    return new Exact(pool.pool(), pool.version(), clock.instant());
  }

  /**
   * Every mode that writes corrects new and uncertain pairs; a setting decides whether the full
   * sync corrects the others.
   */
  private boolean mayWrite(PublishedPair record) {
    PublishSettings now = settings.get();
    return now.publish() == Publish.LIVE
        && (now.reconcile() == Reconcile.CORRECT || !(record.standing() instanceof Exact));
  }

  private static PublishedPair unparked(PublishedPair record) {
    return record.parked(Optional.empty());
  }

  private void keep(PublishedPair next, PublishedPair before) {
    if (!next.equals(before)) {
      // If superseded, the other run has read the pair too.
      published.store(next);
    }
  }

  // Parked, so that only the full sync tries it again, not every run.
  private void refused(Case read, Reason reason, boolean mayWrite, String message, Tally tally) {
    tally.add(read.says(reason, message));
    if (mayWrite && read.record().parked().isEmpty()) {
      Answer.Reason parked =
          reason == Reason.UNKNOWN_ITEM ? Answer.Reason.UNKNOWN_ITEM : Answer.Reason.OTHER;
      keep(
          read.record()
              .parked(Optional.of(new Parked(parked, reason.name(), message, clock.instant()))),
          read.record());
    }
  }

  private void activate(SyncRun run, Case read, Tally tally, SortedSet<Pair> again) {
    switch (shop.activate(CallKey.of(run.id(), "activate", read.pair()), read.pair())) {
      case Shop.Activated activated -> {
        keep(read.record().activatedNow(), read.record());
        tally.remember(read);
        again.add(read.pair());
      }
      case Shop.NotActivated not -> refused(read, Reason.NOT_STOCKED, true, not.message(), tally);
      case Shop.ActivationUnanswered unanswered -> {
        tally.remember(read);
        again.add(read.pair());
      }
    }
  }
}
