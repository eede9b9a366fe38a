// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.shopsync.reconciling;

import io.inventorybridge.availability.SellableTarget;
import io.inventorybridge.availability.SellableTargets;
import io.inventorybridge.settings.PublishSettings;
import io.inventorybridge.settings.PublishSettings.Publish;
import io.inventorybridge.settings.PublishSettings.Reconcile;
import io.inventorybridge.shopsync.mirror.RefreshingOrderMirror;
import io.inventorybridge.shopsync.outbox.IdempotencyKey;
import io.inventorybridge.shopsync.published.PairRemarks;
import io.inventorybridge.shopsync.published.PublishedPair;
import io.inventorybridge.shopsync.published.PublishedPair.Confirmed;
import io.inventorybridge.shopsync.published.PublishedPair.Parked;
import io.inventorybridge.shopsync.published.PublishedPairRepository;
import io.inventorybridge.shopsync.published.StandingReason;
import io.inventorybridge.shopsync.sending.SendingCalls;
import io.inventorybridge.shopsync.sending.SyncRun;
import io.inventorybridge.shopsync.shop.CallOutcome;
import io.inventorybridge.shopsync.shop.InventoryLevel;
import io.inventorybridge.shopsync.shop.OnlineShop;
import io.inventorybridge.shopsync.shop.ShopCall;
import io.inventorybridge.shopsync.shop.ShopScope;
import io.inventorybridge.stock.ItemAtLocation;
import io.inventorybridge.stock.ShopLocationId;
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
public final class ReconcilingPairs {
  private static final int ROUNDS = 3;

  private final OnlineShop shop;
  private final PublishedPairRepository published;
  private final ReadingPairs reading;
  private final LevelSource byItem;
  private final CorrectingPairs correcting;
  private final Supplier<PublishSettings> settings;
  private final InstantSource clock;

  public ReconcilingPairs(
      OnlineShop shop,
      SellableTargets sellableTargets,
      PublishedPairRepository published,
      RefreshingOrderMirror orders,
      SendingCalls sending,
      Supplier<PublishSettings> settings,
      Supplier<Optional<Instant>> knownBefore,
      InstantSource clock) {
    this.shop = shop;
    this.published = published;
    this.byItem = new LevelsByItem(shop, clock);
    this.reading =
        new ReadingPairs(shop, sellableTargets, orders, sending, settings, knownBefore, clock);
    this.correcting = new CorrectingPairs(sellableTargets, published, sending, clock);
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * Reconciles the pairs; it reads them up to three times if they change meanwhile. Without the
   * permission to read orders it writes nothing, since the shop's quantities then are not
   * comparable.
   */
  public ReconcileBatch reconcile(SyncRun run, Collection<ItemAtLocation> pairs) {
    return reconcile(run, pairs, byItem);
  }

  /**
   * The same with levels of a completed bulk query; pairs that change meanwhile are read by item.
   *
   * @param readAt the levels are as of then or later
   */
  public ReconcileBatch reconcile(
      SyncRun run,
      Collection<ItemAtLocation> pairs,
      Instant readAt,
      Map<ItemAtLocation, OnlineShop.LevelReading> levels) {
    return reconcile(run, pairs, new LevelsOfBulkQuery(readAt, levels));
  }

  private ReconcileBatch reconcile(
      SyncRun run, Collection<ItemAtLocation> pairs, LevelSource levels) {
    BatchCollector batchCollector = new BatchCollector(pairs.size());
    SortedSet<ItemAtLocation> left = new TreeSet<>(pairs);
    for (int round = 1; round <= ROUNDS && !left.isEmpty() && run.mayContinue(); round++) {
      left = round(run, left, round == 1 ? levels : byItem, batchCollector);
    }
    left.forEach(pair -> batchCollector.busy(pair));
    return batchCollector.batch();
  }

  private SortedSet<ItemAtLocation> round(
      SyncRun run,
      Collection<ItemAtLocation> pairs,
      LevelSource levels,
      BatchCollector batchCollector) {
    SortedSet<ItemAtLocation> again = new TreeSet<>();
    Map<ShopLocationId, List<LevelCorrection>> corrections = new TreeMap<>();
    for (PairReading read : reading.read(run, pairs, levels, batchCollector)) {
      decide(run, read, batchCollector, again, corrections);
    }
    corrections.forEach(
        (at, all) -> {
          for (int from = 0; from < all.size(); from += ShopCall.MOST_ENTRIES) {
            int to = Math.min(from + ShopCall.MOST_ENTRIES, all.size());
            again.addAll(correcting.correct(run, all.subList(from, to), batchCollector));
          }
        });
    return again;
  }

  private void decide(
      SyncRun run,
      PairReading read,
      BatchCollector batchCollector,
      SortedSet<ItemAtLocation> again,
      Map<ShopLocationId, List<LevelCorrection>> corrections) {
    boolean mayWrite = mayWrite(read.record()) && run.mayReadOrders(shop);
    if (read.reading().isEmpty()) {
      refused(read, DiscrepancyReason.UNKNOWN_ITEM, mayWrite, "", batchCollector);
      return;
    }
    if (!read.reading().get().tracked()) {
      refused(read, DiscrepancyReason.UNTRACKED, mayWrite, "", batchCollector);
      return;
    }
    Optional<InventoryLevel> level = read.reading().get().level();
    if (level.filter(InventoryLevel::active).isEmpty() || isLocationOff(run, read, level.get())) {
      switchedOff(run, read, level.isPresent(), mayWrite, batchCollector, again);
      return;
    }
    if (read.sellableTarget().hasUnnamedOrders()) {
      batchCollector.add(read.discrepancy(DiscrepancyReason.UNNAMED_ORDER));
      return;
    }
    LevelComparison sum = read.sum().orElseThrow();
    if (mayWrite && read.record().remarks().isAcceptanceAsked()) {
      accept(read, sum, batchCollector);
      return;
    }
    PublishSettings now = settings.get();
    boolean mayRaise = missingScopes(run).isEmpty();
    ReconcileDecision reconcileDecision =
        ReconcileDecision.of(
            mayWrite ? unparked(read.record()) : read.record(),
            read.sellableTarget(),
            sum,
            read.readAt(),
            new ReconcileDecision.DecisionRules(now.riseWait(), mayRaise, now.keepsOffSale()));
    PairStanding standing =
        PairStanding.of(
            sum,
            reconcileDecision,
            read.readAt(),
            now.riseWait(),
            now.keepsOffSale(),
            missingScopes(run));
    standing.rows(read).forEach(batchCollector::add);
    PublishedPair record =
        (mayWrite ? unparked(read.record()) : read.record())
            .with(standing.remarks(read.record().remarks()));
    switch (reconcileDecision) {
      case ReconcileDecision.Unsettled changed -> {
        batchCollector.remember(read);
        again.add(read.pair());
      }
      case ReconcileDecision.Agrees agrees -> {
        batchCollector.agrees(read, standing.isEmpty());
        if (mayWrite) {
          keep(record.withFirstReading(Optional.empty()), read.record());
        }
      }
      case ReconcileDecision.Unreadable unreadable -> {
        if (mayWrite) {
          keep(record.withFirstReading(Optional.empty()), read.record());
        }
      }
      case ReconcileDecision.Shows shows -> {
        batchCollector.agrees(read, standing.isEmpty());
        if (mayWrite) {
          keep(
              record.confirmed(confirmed(read.sellableTarget()), read.sellableTarget().product()),
              read.record());
        }
      }
      case ReconcileDecision.ReadOnce sighted -> {
        batchCollector.waits(
            read.discrepancy(mayWrite ? sighted.reason() : DiscrepancyReason.NOT_CORRECTED));
        if (mayWrite) {
          keep(record.withFirstReading(Optional.of(sighted.first())), read.record());
        }
      }
      case ReconcileDecision.TooEarly early ->
          batchCollector.waits(read.discrepancy(early.reason()));
      case ReconcileDecision.Differs differs -> {
        if (!mayWrite) {
          batchCollector.add(read.discrepancy(DiscrepancyReason.NOT_CORRECTED));
        } else if (differs.shown() == read.sellableTarget().units()) {
          batchCollector.agrees(read, standing.isEmpty());
          keep(
              record.confirmed(confirmed(read.sellableTarget()), read.sellableTarget().product()),
              read.record());
        } else {
          batchCollector.remember(read);
          PairReading sure =
              read.with(read.record().with(record.remarks()).withFirstReading(Optional.empty()));
          add(new LevelCorrection(sure, differs.shown(), differs.reason()), corrections);
        }
      }
      case ReconcileDecision.Lowers lowers -> {
        if (!mayWrite) {
          batchCollector.add(read.discrepancy(DiscrepancyReason.NOT_CORRECTED));
        } else {
          batchCollector.remember(read);
          PairReading unsure =
              read.with(
                  read.record()
                      .with(record.remarks())
                      .withFirstReading(Optional.of(lowers.first())));
          add(new LevelCorrection(unsure, lowers.shown(), lowers.reason()), corrections);
        }
      }
    }
  }

  private List<ShopScope> missingScopes(SyncRun run) {
    return ShopScope.missing(run.granted(shop)).stream().filter(ShopScope::isRequired).toList();
  }

  // A location that was switched off has handed over its stock; its levels may stay active. The
  // shop is asked only where that is possible.
  private boolean isLocationOff(SyncRun run, PairReading read, InventoryLevel level) {
    return read.sellableTarget().units() > 0
        && level.available().units() == 0
        && level.onHand().units() == 0
        && run.locationsOff(shop).contains(read.pair().location());
  }

  // Nothing that staff switched off is switched on again; a pair without a level never was.
  private void switchedOff(
      SyncRun run,
      PairReading read,
      boolean hasLevel,
      boolean mayWrite,
      BatchCollector batchCollector,
      SortedSet<ItemAtLocation> again) {
    boolean isLocationOff = run.locationsOff(shop).contains(read.pair().location());
    if (hasLevel || isLocationOff) {
      StandingReason reason =
          isLocationOff ? StandingReason.LOCATION_OFF : StandingReason.LEVEL_OFF;
      PairRemarks remarks = read.record().remarks().standing(Map.of(reason, read.readAt()));
      batchCollector.add(
          read.discrepancy(
              DiscrepancyReason.of(reason), Optional.ofNullable(remarks.since().get(reason)), ""));
      if (mayWrite) {
        keep(read.record().with(remarks), read.record());
      }
    } else if (mayWrite && read.sellableTarget().units() > 0) {
      activate(run, read, batchCollector, again);
    } else if (read.sellableTarget().units() > 0) {
      batchCollector.add(read.discrepancy(DiscrepancyReason.NOT_STOCKED));
    } else {
      batchCollector.agrees(read);
      if (mayWrite) {
        PairRemarks remarks =
            read.record().remarks().standing(Map.of(StandingReason.NOT_STOCKED, read.readAt()));
        keep(
            read.record()
                .with(remarks)
                .confirmed(confirmed(read.sellableTarget()), read.sellableTarget().product()),
            read.record());
      }
    }
  }

  // The operator's word stands for what the orders do not tell. Everything else was read.
  private void accept(PairReading read, LevelComparison sum, BatchCollector batchCollector) {
    SellableTarget target = read.sellableTarget();
    Optional<PairRemarks.Acceptance> accepted =
        Optional.of(sum.unclear())
            .filter(orders -> !orders.isEmpty())
            .map(
                orders ->
                    new PairRemarks.Accepted(
                        orders, Math.addExact(target.units() - sum.shown(), sum.unclearTaken())));
    PairRemarks remarks = read.record().remarks().standing(Map.of()).with(accepted);
    if (accepted.isPresent()) {
      keep(
          unparked(read.record()).with(remarks).confirmed(confirmed(target), target.product()),
          read.record());
      batchCollector.agrees(read);
    } else {
      // Nothing about its orders is unclear: the next reading decides as always.
      keep(read.record().with(remarks), read.record());
      batchCollector.remember(read);
    }
  }

  private static void add(
      LevelCorrection correction, Map<ShopLocationId, List<LevelCorrection>> corrections) {
    corrections
        .computeIfAbsent(correction.read().pair().location(), it -> new ArrayList<>())
        .add(correction);
  }

  private Confirmed confirmed(SellableTarget sellableTarget) {
    return new Confirmed(sellableTarget.units(), sellableTarget.version(), clock.instant());
  }

  /**
   * Every mode that writes corrects new and uncertain pairs; a setting decides whether the full
   * sync corrects the others.
   */
  private boolean mayWrite(PublishedPair record) {
    PublishSettings now = settings.get();
    return now.publish() == Publish.LIVE
        && (now.reconcile() == Reconcile.CORRECT || !(record.syncState() instanceof Confirmed));
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
  private void refused(
      PairReading read,
      DiscrepancyReason reason,
      boolean mayWrite,
      String message,
      BatchCollector batchCollector) {
    batchCollector.add(read.discrepancy(reason, message));
    if (mayWrite && read.record().parked().isEmpty()) {
      CallOutcome.Reason parked =
          reason == DiscrepancyReason.UNKNOWN_ITEM
              ? CallOutcome.Reason.UNKNOWN_ITEM
              : CallOutcome.Reason.OTHER;
      keep(
          read.record()
              .parked(Optional.of(new Parked(parked, reason.name(), message, clock.instant()))),
          read.record());
    }
  }

  private void activate(
      SyncRun run,
      PairReading read,
      BatchCollector batchCollector,
      SortedSet<ItemAtLocation> again) {
    switch (shop.activate(IdempotencyKey.of(run.id(), "activate", read.pair()), read.pair())) {
      case OnlineShop.Activated activated -> {
        keep(read.record().withActivation(), read.record());
        batchCollector.remember(read);
        again.add(read.pair());
      }
      case OnlineShop.NotActivated not ->
          refused(read, DiscrepancyReason.NOT_STOCKED, true, not.message(), batchCollector);
      case OnlineShop.ActivationUnanswered unanswered -> {
        batchCollector.remember(read);
        again.add(read.pair());
      }
    }
  }
}
