// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.shopsync.publishing;

import io.inventorybridge.availability.change.InputProgress;
import io.inventorybridge.settings.PublishSettings;
import io.inventorybridge.settings.PublishSettings.Publish;
import io.inventorybridge.shopsync.lease.ShopLease;
import io.inventorybridge.shopsync.published.PublishedPair;
import io.inventorybridge.shopsync.published.PublishedPair.Uncertain;
import io.inventorybridge.shopsync.published.PublishedPairRepository;
import io.inventorybridge.shopsync.sending.SyncRun;
import io.inventorybridge.stock.ItemAtLocation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The recent sync: it publishes changes to the shop, and reads the state of new and uncertain pairs
 * there. It may be interrupted at any point: all its state is stored, and the next run continues.
 * It only writes in live mode. Safe for many threads; one run at a time works.
 */
public final class RunningRecentSync {
  /** The number of pairs that are read together. */
  private static final int TOGETHER = 2_500;

  private final SyncPorts ports;
  private final SyncSteps tools;
  private final PublishingChanges changes;

  public RunningRecentSync(SyncPorts ports) {
    this.ports = ports;
    tools = SyncSteps.on(ports);
    changes = new PublishingChanges(ports, tools.differences());
  }

  /** The result of a run. */
  public sealed interface RecentSyncOutcome {}

  /** The run was completed or aborted. */
  public record Ran(SyncReport report) implements RecentSyncOutcome {}

  /** Another run holds the lease. */
  public record Held(String holder, Instant until) implements RecentSyncOutcome {}

  /** Publishing is off or in shadow mode: between full syncs there is nothing to do. */
  public record NotLive(Publish publish) implements RecentSyncOutcome {}

  /**
   * Takes the shop's lease and does the pending work.
   *
   * @param holder names the run for operators
   * @param end the time by which it must finish or stop
   */
  public RecentSyncOutcome sync(String holder, Instant end) {
    PublishSettings settings = ports.settings().get();
    if (settings.publish() != Publish.LIVE) {
      return new NotLive(settings.publish());
    }
    Instant now = ports.clock().instant();
    return switch (ports.leases().take(holder, now, now.plus(SyncRun.LEASE))) {
      case ShopLease.Held held -> new Held(held.holder(), held.until());
      case ShopLease.Granted granted -> {
        SyncRun run =
            new SyncRun(
                ports.leases(), granted.lease(), ports.clock(), ports.name(), "RecentSync", end);
        try {
          yield new Ran(run(run));
        } finally {
          run.release();
        }
      }
    };
  }

  private SyncReport run(SyncRun run) {
    tools.sending().completeEarlierCalls(run);
    SyncTotals sum = new SyncTotals();
    Optional<InputProgress> inputs = changes.changeInputs(run);
    if (inputs.isEmpty()) {
      return SyncReport.of(run, Publish.LIVE, 0, sum.toBeRead, sum.batch());
    }
    long marks = changes.publishMarked(run);
    changes.publishAllPairs(run, inputs.get());
    readPairsToBeRead(run, sum);
    return SyncReport.of(run, Publish.LIVE, marks, sum.toBeRead, sum.batch());
  }

  /** Includes the second readings that a full sync left. */
  private void readPairsToBeRead(SyncRun run, SyncTotals sum) {
    Optional<String> after = Optional.empty();
    List<ItemAtLocation> due = new ArrayList<>();
    do {
      if (!run.mayContinue()) {
        return;
      }
      PublishedPairRepository.Page page = ports.published().toBeRead(after);
      sum.toBeRead += page.pairs().size();
      due.addAll(due(page.pairs()));
      if (due.size() >= TOGETHER) {
        sum.add(tools.reconciling().reconcile(run, due));
        due.clear();
      }
      after = page.next();
    } while (after.isPresent());
    if (!due.isEmpty() && run.mayContinue()) {
      sum.add(tools.reconciling().reconcile(run, due));
    }
  }

  /** Lists the pairs that are to be read now, as far as the time is sufficient. */
  List<ItemAtLocation> due(SyncRun run, SyncTotals sum) {
    List<ItemAtLocation> due = new ArrayList<>();
    Optional<String> after = Optional.empty();
    do {
      PublishedPairRepository.Page page = ports.published().toBeRead(after);
      sum.toBeRead += page.pairs().size();
      due.addAll(due(page.pairs()));
      after = page.next();
    } while (after.isPresent() && run.mayContinue());
    return due;
  }

  private List<ItemAtLocation> due(List<ItemAtLocation> pairs) {
    Instant now = ports.clock().instant();
    Duration wait = ports.settings().get().riseWait();
    Map<ItemAtLocation, PublishedPair> records = ports.published().read(pairs);
    return pairs.stream()
        .filter(pair -> records.containsKey(pair) && isDue(records.get(pair), now, wait))
        .toList();
  }

  private static boolean isDue(PublishedPair record, Instant now, Duration wait) {
    boolean readable =
        !(record.syncState() instanceof Uncertain uncertain)
            || !now.isBefore(uncertain.readableFrom());
    return readable
        && record.isToBeRead()
        && record.parked().isEmpty()
        && record.firstReading().filter(it -> now.isBefore(it.at().plus(wait))).isEmpty();
  }
}
