// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.shopsync.publishing;

import io.inventorybridge.availability.SellableTargets;
import io.inventorybridge.settings.PublishSettings.Publish;
import io.inventorybridge.shopsync.lease.ShopLease;
import io.inventorybridge.shopsync.published.PublishedPair;
import io.inventorybridge.shopsync.reconciling.ReconcileBatch;
import io.inventorybridge.shopsync.sending.SyncRun;
import io.inventorybridge.stock.ItemAtLocation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The full sync: it compares every pair with the shop, batch by batch, and corrects or reports
 * differences. Each batch takes the shop's lease, so that recent syncs run in between. Each batch
 * first publishes all changes.
 */
public final class RunningFullSync {
  private final SyncPorts ports;
  private final SyncSteps tools;
  private final PublishingChanges changes;
  private final RunningRecentSync recent;

  public RunningFullSync(SyncPorts ports) {
    this.ports = ports;
    tools = SyncSteps.on(ports);
    changes = new PublishingChanges(ports, tools.differences());
    recent = new RunningRecentSync(ports);
  }

  /** The result of a batch. The reports of two outcomes for the same pairs can be added. */
  public sealed interface FullSyncOutcome {}

  /**
   * The batch was read.
   *
   * @param next where the next batch begins, empty after the last one
   */
  public record BatchDone(SyncReport report, Optional<String> next) implements FullSyncOutcome {}

  /** The batch must be repeated a little later. */
  public record Aborted(SyncReport report) implements FullSyncOutcome {}

  /** Another run holds the lease; try again. */
  public record Held(String holder, Instant until) implements FullSyncOutcome {}

  /**
   * Reads the next pairs.
   *
   * @param after empty for the first batch
   * @param size the approximate number of pairs
   */
  public FullSyncOutcome batch(String holder, Optional<String> after, int size, Instant end) {
    return underLease(
        holder,
        end,
        run -> {
          long marks = prepare(run);
          List<ItemAtLocation> pairs = new ArrayList<>();
          Optional<String> next = after;
          while (run.mayContinue() && pairs.size() < size) {
            SellableTargets.PairPage page = ports.sellableTargets().pairs(next);
            pairs.addAll(changes.onceOrNowPublished(page.pairs()));
            next = page.next();
            if (next.isEmpty()) {
              break;
            }
          }
          if (isLive()) {
            unpark(pairs);
            tools.differences().publish(run, pairs);
          }
          SyncTotals sum = new SyncTotals();
          if (run.mayContinue()) {
            sum.add(tools.reconciling().reconcile(run, pairs));
          }
          ReconcileBatch read = sum.batch();
          return run.abortReason().isEmpty()
              ? new BatchDone(report(run, marks, sum, read), next)
              : new Aborted(report(run, marks, sum, read.ofPairsToBeReadOnceMore()));
        });
  }

  /** Does the second readings; called when the wait is over. */
  public FullSyncOutcome secondReadings(String holder, Instant end) {
    return underLease(
        holder,
        end,
        run -> {
          long marks = prepare(run);
          SyncTotals sum = new SyncTotals();
          if (isLive()) {
            recent.readPairsToBeRead(run, sum);
          }
          SyncReport report = report(run, marks, sum, sum.batch().ofPairsCountedBefore());
          return run.abortReason().isEmpty()
              ? new BatchDone(report, Optional.empty())
              : new Aborted(report);
        });
  }

  private SyncReport report(SyncRun run, long marks, SyncTotals sum, ReconcileBatch counted) {
    return SyncReport.of(run, publish(), marks, sum.toBeRead, counted);
  }

  private interface Work {
    FullSyncOutcome under(SyncRun run);
  }

  private FullSyncOutcome underLease(String holder, Instant end, Work work) {
    Instant now = ports.clock().instant();
    return switch (ports.leases().take(holder, now, now.plus(SyncRun.LEASE))) {
      case ShopLease.Held held -> new Held(held.holder(), held.until());
      case ShopLease.Granted granted -> {
        SyncRun run =
            new SyncRun(
                ports.leases(), granted.lease(), ports.clock(), ports.name(), "FullSync", end);
        try {
          yield work.under(run);
        } finally {
          run.release();
        }
      }
    };
  }

  // Without publishing, too, the pairs are compared by the newest inputs.
  private long prepare(SyncRun run) {
    if (isLive()) {
      tools.sending().completeEarlierCalls(run);
    }
    boolean isChanged = changes.changeInputs(run).isPresent();
    return isChanged && isLive() ? changes.publishMarked(run) : 0;
  }

  // Pairs that the shop refused are tried again once a day.
  private void unpark(List<ItemAtLocation> pairs) {
    ports.published().read(pairs).values().stream()
        .filter(record -> record.parked().isPresent())
        .map(record -> record.parked(Optional.empty()))
        .forEach(this::store);
  }

  private void store(PublishedPair record) {
    // If superseded, another run has newer data.
    ports.published().store(record);
  }

  private Publish publish() {
    return ports.settings().get().publish();
  }

  private boolean isLive() {
    return publish() == Publish.LIVE;
  }
}
