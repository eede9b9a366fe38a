// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.shopsync.publishing;

import io.inventorybridge.settings.PublishSettings.Publish;
import io.inventorybridge.shopsync.comparing.ComparisonPlan;
import io.inventorybridge.shopsync.lease.LeaseProtocol;
import io.inventorybridge.shopsync.reconciling.ReconcileBatch;
import io.inventorybridge.shopsync.sending.SyncRun;
import java.time.Instant;
import java.util.Optional;

/**
 * The full sync: it compares every pair with the levels of one bulk query, then counts the
 * exceptions batch by batch, and corrects or reports differences. Each batch takes the shop's
 * lease, so that recent syncs run in between. Each batch first publishes all changes.
 */
public final class RunningFullSync {
  private final SyncPorts ports;
  private final SyncSteps tools;
  private final PublishingChanges changes;
  private final RunningRecentSync recent;
  private final CountingExceptions exceptions;

  public RunningFullSync(SyncPorts ports) {
    this.ports = ports;
    tools = SyncSteps.on(ports);
    changes = new PublishingChanges(ports, tools.differences());
    recent = new RunningRecentSync(ports);
    exceptions = new CountingExceptions(ports, tools, changes);
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

  /** The shop still runs a bulk query; ask again a little later. */
  public record Waiting(SyncReport report) implements FullSyncOutcome {}

  /** Another run holds the lease, and this sync has a ticket; try again within a minute. */
  public record Held(String holder, Instant until) implements FullSyncOutcome {}

  /**
   * Reads the next pairs. The first batch also compares all pairs with the shop's levels.
   *
   * @param holder names the full sync; the same for all its batches
   * @param after empty for the first batch
   * @param size the number of pairs to be counted
   */
  public FullSyncOutcome batch(String holder, Optional<String> after, int size, Instant end) {
    return underLease(
        holder,
        end,
        run -> {
          long marks = prepare(run);
          SyncTotals sum = new SyncTotals();
          Optional<ComparisonPlan> plan =
              after.isPresent() ? kept(holder) : exceptions.plan(run, holder);
          if (plan.isEmpty()) {
            SyncReport nothing = report(run, marks, sum, sum.batch());
            return run.abortReason().isEmpty() ? new Waiting(nothing) : new Aborted(nothing);
          }
          int from = after.map(Integer::parseInt).orElse(0);
          int to = Math.min(plan.get().pairs().size(), from + size);
          if (after.isEmpty()) {
            sum.addAgreed(plan.get().agreed());
          }
          exceptions.count(run, plan.get().readAt(), plan.get().pairs().subList(from, to), sum);
          ReconcileBatch read = sum.batch();
          if (run.abortReason().isPresent()) {
            return new Aborted(report(run, marks, sum, read.ofPairsToBeReadOnceMore()));
          }
          exceptions.forgetLevels();
          return new BatchDone(
              report(run, marks, sum, read),
              Optional.of(Integer.toString(to)).filter(it -> to < plan.get().pairs().size()));
        });
  }

  private Optional<ComparisonPlan> kept(String holder) {
    Optional<ComparisonPlan> plan = ports.comparison().plan(holder);
    if (plan.isEmpty()) {
      throw new IllegalStateException(
          "%s: its list of pairs is missing; start another full sync".formatted(holder));
    }
    return plan;
  }

  /** Does the second readings; called when the wait is over. */
  public FullSyncOutcome secondReadings(String holder, Instant end) {
    return underLease(
        holder,
        end,
        run -> {
          long marks = prepare(run);
          SyncTotals sum = new SyncTotals();
          boolean isRead =
              !isLive() || exceptions.readAgain(run, holder, recent.due(run, sum), sum);
          SyncReport report = report(run, marks, sum, sum.batch().ofPairsCountedBefore());
          if (run.abortReason().isPresent()) {
            return new Aborted(report);
          }
          return isRead ? new BatchDone(report, Optional.empty()) : new Waiting(report);
        });
  }

  private SyncReport report(SyncRun run, long marks, SyncTotals sum, ReconcileBatch counted) {
    return SyncReport.of(run, publish(), marks, sum.toBeRead, counted);
  }

  private interface Work {
    FullSyncOutcome under(SyncRun run);
  }

  private FullSyncOutcome underLease(String holder, Instant end, Work work) {
    LeaseProtocol leases = new LeaseProtocol(ports.leases());
    return switch (leases.takeByTicket(holder, ports.clock().instant())) {
      case LeaseProtocol.Held held -> new Held(held.holder(), held.until());
      case LeaseProtocol.Granted granted -> {
        SyncRun run =
            new SyncRun(
                ports.leases(), granted.lease(), ports.clock(), ports.name(), "FullSync", end);
        try {
          FullSyncOutcome outcome = work.under(run);
          recent.end(run);
          yield outcome;
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

  private Publish publish() {
    return ports.settings().get().publish();
  }

  private boolean isLive() {
    return publish() == Publish.LIVE;
  }
}
