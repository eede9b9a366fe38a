// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.shopsync.publishing;

import io.inventorybridge.availability.SellableTarget;
import io.inventorybridge.settings.PublishSettings;
import io.inventorybridge.settings.PublishSettings.Publish;
import io.inventorybridge.settings.PublishSettings.Topology;
import io.inventorybridge.shopsync.bulk.BulkQueryRunner;
import io.inventorybridge.shopsync.comparing.ComparingPairs;
import io.inventorybridge.shopsync.comparing.ComparisonPlan;
import io.inventorybridge.shopsync.comparing.ComparisonPlan.PlannedPair;
import io.inventorybridge.shopsync.comparing.RememberedSum;
import io.inventorybridge.shopsync.mirror.OrderMirror;
import io.inventorybridge.shopsync.mirror.RefreshingOrderMirror;
import io.inventorybridge.shopsync.published.PublishedPair;
import io.inventorybridge.shopsync.published.PublishedPair.Confirmed;
import io.inventorybridge.shopsync.published.StandingReason;
import io.inventorybridge.shopsync.reconciling.DiscrepancyReason;
import io.inventorybridge.shopsync.reconciling.PairDiscrepancy;
import io.inventorybridge.shopsync.reconciling.ReconcileBatch;
import io.inventorybridge.shopsync.sending.SyncRun;
import io.inventorybridge.shopsync.shop.BulkQuery;
import io.inventorybridge.shopsync.shop.OnlineShop.LevelReading;
import io.inventorybridge.stock.ItemAtLocation;
import io.inventorybridge.stock.ShopLocationId;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Finds the pairs that a full sync must count, and counts them. Levels come from one bulk query for
 * all pairs: read by item, they would cost three points each.
 */
final class CountingExceptions {
  /** More pairs than these are read by a bulk query. */
  private static final int MOST_BY_ITEM = 200;

  /** The number of pairs that are read together a second time. */
  private static final int TOGETHER = 5_000;

  /**
   * A call asks as often for the result of a bulk query; then the full sync waits between calls.
   */
  private static final int POLLS = 3;

  /** The index of the markers may lag by less. */
  private static final int LOOKS_FOR_MARKERS = 3;

  /** Our clocks and the shop's differ by less. */
  private static final Duration SKEW = Duration.ofMinutes(1);

  private static final BulkQuery.Levels LEVELS = new BulkQuery.Levels();

  private final SyncPorts ports;
  private final SyncSteps tools;
  private final PublishingChanges changes;
  private final ComparingPairs comparing;

  CountingExceptions(SyncPorts ports, SyncSteps tools, PublishingChanges changes) {
    this.ports = ports;
    this.tools = tools;
    this.changes = changes;
    this.comparing = new ComparingPairs(ports.sellableTargets(), ports.published());
  }

  private record BulkLevels(Instant readAt, Map<ItemAtLocation, LevelReading> levels) {}

  /**
   * Compares all pairs and stores the exceptions.
   *
   * @param name of the full sync, so that levels of an earlier one are not used
   * @return empty while a bulk query runs, and when the run was aborted
   */
  Optional<ComparisonPlan> plan(SyncRun run, String name) {
    Optional<BulkLevels> levels = levels(run, name);
    if (levels.isEmpty()) {
      return Optional.empty();
    }
    OrderMirror mirror = OrderMirror.EMPTY;
    if (run.mayReadOrders(ports.shop())) {
      switch (tools.orders().read(run::mayContinue)) {
        case RefreshingOrderMirror.UpToDate read -> mirror = read.mirror();
        case RefreshingOrderMirror.Aborted broken -> {
          return Optional.empty();
        }
      }
    }
    ComparisonPlan plan =
        comparing.compare(
            levels.get().levels(),
            levels.get().readAt(),
            mirror,
            onlyLocation(levels.get().levels().keySet()),
            ports.comparison().sums());
    ports.comparison().savePlan(name, plan);
    return Optional.of(plan);
  }

  private Optional<BulkLevels> levels(SyncRun run, String purpose) {
    for (int poll = 1; poll <= POLLS && run.mayContinue(); poll++) {
      Optional<BulkQueryRunner.Finished<BulkQuery.PairLevel>> finished =
          tools.bulk().advance(LEVELS, purpose);
      if (finished.isPresent()) {
        Map<ItemAtLocation, LevelReading> levels = new HashMap<>();
        tools
            .bulk()
            .download(
                finished.get(),
                found ->
                    levels.put(
                        found.pair(),
                        new LevelReading(found.tracked(), Optional.of(found.level()))));
        return Optional.of(new BulkLevels(finished.get().startedAt(), levels));
      }
      if (poll < POLLS) {
        ports.polling().pause(poll);
      }
    }
    return Optional.empty();
  }

  /** Forgets the levels: their result was used. */
  void forgetLevels() {
    tools.bulk().forget(LEVELS);
  }

  private Optional<ShopLocationId> onlyLocation(Collection<ItemAtLocation> pairs) {
    return settings().topology() == Topology.ONE_LOCATION
        ? ports.sellableTargets().pairs(Optional.empty()).pairs().stream()
            .findFirst()
            .or(() -> pairs.stream().findFirst())
            .map(ItemAtLocation::location)
        : Optional.empty();
  }

  /** Counts planned pairs: exceptions are reconciled, samples are only checked. */
  void count(SyncRun run, Instant readAt, List<PlannedPair> planned, SyncTotals sum) {
    List<ItemAtLocation> samples =
        planned.stream().filter(PlannedPair::isSample).map(PlannedPair::pair).toList();
    check(run, samples, sum);
    List<PlannedPair> exceptions = planned.stream().filter(it -> !it.isSample()).toList();
    if (exceptions.isEmpty() || !run.mayContinue()) {
      return;
    }
    List<ItemAtLocation> pairs = exceptions.stream().map(PlannedPair::pair).toList();
    Map<ItemAtLocation, PublishedPair> records = ports.published().read(pairs);
    if (isLive() && publishParked(run, records)) {
      records = ports.published().read(pairs);
    }
    if (isLive() && publishAmbiguous(run, records)) {
      records = ports.published().read(pairs);
    }
    if (!run.mayContinue()) {
      return;
    }
    Map<ItemAtLocation, LevelReading> levels = new HashMap<>();
    for (PlannedPair exception : exceptions) {
      if (isUsable(readAt, exception.pair(), records)) {
        exception.reading().ifPresent(reading -> levels.put(exception.pair(), reading));
      }
    }
    ReconcileBatch batch = tools.reconciling().reconcile(run, pairs, readAt, levels);
    sum.add(batch);
    if (isLive() && run.abortReason().isEmpty()) {
      remember(readAt, exceptions, batch);
    }
  }

  /**
   * Tells whether the level of a bulk query may be used. One of our calls may take effect as late
   * as the longest request time after it was sent. A pair whose number is unknown is confirmed
   * without a comparison in the shop, so its level must be new.
   */
  private boolean isUsable(
      Instant readAt, ItemAtLocation pair, Map<ItemAtLocation, PublishedPair> records) {
    Instant sentBefore = readAt.minus(settings().longestRequest()).minus(SKEW);
    return Optional.ofNullable(records.get(pair))
        .filter(record -> record.open().isEmpty())
        .filter(record -> record.firstReading().filter(it -> it.at().isAfter(readAt)).isEmpty())
        .map(PublishedPair::syncState)
        .filter(state -> state instanceof Confirmed exact && exact.at().isBefore(sentBefore))
        .isPresent();
  }

  // A change of rules or facilities marks only products that are published: these are not.
  private boolean publishAmbiguous(SyncRun run, Map<ItemAtLocation, PublishedPair> records) {
    List<ItemAtLocation> ambiguous =
        records.values().stream()
            .filter(it -> it.remarks().since().containsKey(StandingReason.AMBIGUOUS))
            .map(PublishedPair::pair)
            .toList();
    if (ambiguous.isEmpty()) {
      return false;
    }
    tools.differences().publish(run, ambiguous);
    return true;
  }

  // Pairs that the shop refused are tried again once a day.
  private boolean publishParked(SyncRun run, Map<ItemAtLocation, PublishedPair> records) {
    List<PublishedPair> parked =
        records.values().stream().filter(record -> record.parked().isPresent()).toList();
    if (parked.isEmpty()) {
      return false;
    }
    // If superseded, another run has newer data.
    parked.forEach(record -> ports.published().store(record.parked(Optional.empty())));
    tools.differences().publish(run, parked.stream().map(PublishedPair::pair).toList());
    return true;
  }

  private void remember(Instant readAt, List<PlannedPair> counted, ReconcileBatch batch) {
    Set<ItemAtLocation> differing =
        batch.discrepancies().stream().map(PairDiscrepancy::pair).collect(Collectors.toSet());
    Map<ItemAtLocation, PublishedPair> records =
        ports.published().read(counted.stream().map(PlannedPair::pair).toList());
    Map<ItemAtLocation, RememberedSum> before = ports.comparison().sums();
    Map<ItemAtLocation, RememberedSum> sums = new HashMap<>(before);
    for (PlannedPair planned : counted) {
      ItemAtLocation pair = planned.pair();
      Optional<RememberedSum> agreed =
          Optional.ofNullable(records.get(pair))
              .filter(record -> !differing.contains(pair))
              .map(PublishedPair::syncState)
              .filter(Confirmed.class::isInstance)
              .flatMap(state -> planned.sum(((Confirmed) state).target()))
              .flatMap(sum -> RememberedSum.of(sum, readAt, Optional.ofNullable(before.get(pair))));
      if (agreed.isPresent()) {
        sums.put(pair, agreed.get());
      } else {
        sums.remove(pair);
      }
    }
    if (!sums.equals(before)) {
      ports.comparison().saveSums(sums);
    }
  }

  // A write that changes a number marks it in the same write. The markers are published after the
  // numbers were counted; a number that still differs then had changed without one.
  private void check(SyncRun run, List<ItemAtLocation> samples, SyncTotals sum) {
    List<ItemAtLocation> differing = isLive() ? differing(samples) : List.of();
    for (int look = 1; look <= LOOKS_FOR_MARKERS && !differing.isEmpty(); look++) {
      if (!run.mayContinue()) {
        return;
      }
      changes.publishMarked(run);
      differing = differing(differing);
      if (!differing.isEmpty() && look < LOOKS_FOR_MARKERS) {
        ports.polling().pause(look);
      }
    }
    List<PairDiscrepancy> rows = differing.isEmpty() ? List.of() : rows(differing);
    if (!rows.isEmpty() && run.mayContinue()) {
      tools.differences().publish(run, rows.stream().map(PairDiscrepancy::pair).toList());
    }
    sum.add(
        new ReconcileBatch(
            samples.size(), samples.size() - rows.size(), rows.size(), 0, rows, List.of()));
  }

  private List<ItemAtLocation> differing(List<ItemAtLocation> pairs) {
    if (pairs.isEmpty()) {
      return List.of();
    }
    Map<ItemAtLocation, PublishedPair> records = ports.published().read(pairs);
    return ports.sellableTargets().readOnce(pairs).stream()
        .filter(target -> differs(target, records))
        .map(SellableTarget::pair)
        .toList();
  }

  private static boolean differs(
      SellableTarget target, Map<ItemAtLocation, PublishedPair> records) {
    return target.state().isPublished()
        && Optional.ofNullable(records.get(target.pair()))
            .filter(record -> record.open().isEmpty() && record.parked().isEmpty())
            .map(PublishedPair::syncState)
            .filter(
                state ->
                    state instanceof Confirmed confirmed && confirmed.target() != target.units())
            .isPresent();
  }

  private List<PairDiscrepancy> rows(List<ItemAtLocation> pairs) {
    Map<ItemAtLocation, PublishedPair> records = ports.published().read(pairs);
    return ports.sellableTargets().read(pairs).stream()
        .filter(target -> differs(target, records))
        .map(
            target ->
                new PairDiscrepancy(
                    target.pair(),
                    target.product(),
                    DiscrepancyReason.UNMARKED,
                    target.online(),
                    0,
                    0,
                    Optional.empty(),
                    Optional.empty(),
                    ""))
        .toList();
  }

  /**
   * Reads pairs a second time.
   *
   * @return false while a bulk query runs
   */
  boolean readAgain(SyncRun run, String name, List<ItemAtLocation> due, SyncTotals sum) {
    Optional<BulkLevels> levels = Optional.empty();
    if (due.size() > MOST_BY_ITEM) {
      levels = levels(run, name + " again");
      if (levels.isEmpty()) {
        return false;
      }
    }
    for (int from = 0; from < due.size() && run.mayContinue(); from += TOGETHER) {
      List<ItemAtLocation> part = due.subList(from, Math.min(due.size(), from + TOGETHER));
      sum.add(
          levels.isPresent()
              ? reconcile(run, part, levels.get())
              : tools.reconciling().reconcile(run, part));
    }
    if (run.abortReason().isEmpty()) {
      forgetLevels();
    }
    return true;
  }

  private ReconcileBatch reconcile(SyncRun run, List<ItemAtLocation> pairs, BulkLevels all) {
    Map<ItemAtLocation, PublishedPair> records = ports.published().read(pairs);
    Map<ItemAtLocation, LevelReading> levels = new HashMap<>();
    for (ItemAtLocation pair : new HashSet<>(pairs)) {
      LevelReading reading = all.levels().get(pair);
      if (reading != null && isUsable(all.readAt(), pair, records)) {
        levels.put(pair, reading);
      }
    }
    return tools.reconciling().reconcile(run, pairs, all.readAt(), levels);
  }

  private PublishSettings settings() {
    return ports.settings().get();
  }

  private boolean isLive() {
    return settings().publish() == Publish.LIVE;
  }
}
