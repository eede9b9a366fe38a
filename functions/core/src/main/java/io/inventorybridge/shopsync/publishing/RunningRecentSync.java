// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.shopsync.publishing;

import io.inventorybridge.availability.change.InputProgress;
import io.inventorybridge.settings.PublishSettings;
import io.inventorybridge.settings.PublishSettings.Publish;
import io.inventorybridge.shopsync.lease.AskedWork;
import io.inventorybridge.shopsync.lease.LeaseProtocol;
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
 * It only writes in live mode. Safe for many threads; one run at a time works, and does the work of
 * runs that come meanwhile before it ends.
 */
public final class RunningRecentSync {
  /** The number of pairs that are read together. */
  private static final int TOGETHER = 2_500;

  private final SyncPorts ports;
  private final SyncSteps tools;
  private final PublishingChanges changes;
  private final LeaseProtocol leases;

  public RunningRecentSync(SyncPorts ports) {
    this.ports = ports;
    tools = SyncSteps.on(ports);
    changes = new PublishingChanges(ports, tools.differences());
    leases = new LeaseProtocol(ports.leases());
  }

  /** The result of a run. */
  public sealed interface RecentSyncOutcome {}

  /** The run was completed or aborted. */
  public record Ran(SyncReport report) implements RecentSyncOutcome {}

  /** Another run holds the lease, and does this run's work before it ends. */
  public record Held(String holder, Instant until) implements RecentSyncOutcome {}

  /** The setting {@code publishDelay} leaves all changes to the schedule. */
  public record LeftToSchedule() implements RecentSyncOutcome {}

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
    return outcome(take(holder, AskedWork.EVERYTHING), end);
  }

  /**
   * Publishes the marked changes, without reading pairs in the shop. First it waits until the
   * oldest change has the age {@code publishDelay}, so that many changes share a call. A run that
   * does not get the lease has left its work to the holder. It stays until it sees that the holder
   * is alive, so that a dead holder delays the changes for as long as its lease lasts.
   *
   * @param holder names the run for operators
   * @param oldest when the oldest change was marked
   * @param end the time by which it must finish or stop
   */
  public RecentSyncOutcome publishChanges(String holder, Instant oldest, Instant end) {
    PublishSettings settings = ports.settings().get();
    if (settings.publish() != Publish.LIVE) {
      return new NotLive(settings.publish());
    }
    if (settings.publishDelay().isZero()) {
      return new LeftToSchedule();
    }
    collect(oldest.plus(settings.publishDelay()), end);
    LeaseProtocol.LeaseGrant grant = take(holder, AskedWork.CHANGES);
    for (int attempt = 1;
        grant instanceof LeaseProtocol.Held held && !leases.isTakenOver(held);
        attempt++) {
      Instant now = ports.clock().instant();
      if (!now.isBefore(end)) {
        break;
      }
      if (now.isBefore(held.until())) {
        ports.polling().pause(attempt);
      } else {
        grant = take(holder, AskedWork.CHANGES);
      }
    }
    return outcome(grant, end);
  }

  private void collect(Instant until, Instant end) {
    Instant last = until.isBefore(end) ? until : end;
    while (ports.clock().instant().isBefore(last)) {
      // The shortest pause, so that the wait is not much too long.
      ports.polling().pause(1);
    }
  }

  private LeaseProtocol.LeaseGrant take(String holder, AskedWork work) {
    return leases.take(holder, work, ports.clock().instant());
  }

  private RecentSyncOutcome outcome(LeaseProtocol.LeaseGrant grant, Instant end) {
    return switch (grant) {
      case LeaseProtocol.Held held -> new Held(held.holder(), held.until());
      case LeaseProtocol.Granted granted -> {
        SyncRun run =
            new SyncRun(
                ports.leases(), granted.lease(), ports.clock(), ports.name(), "RecentSync", end);
        try {
          SyncTotals sum = new SyncTotals();
          work(run, granted.work(), sum);
          workAgain(run, sum);
          yield new Ran(SyncReport.of(run, Publish.LIVE, sum.marks, sum.toBeRead, sum.batch()));
        } finally {
          run.release();
        }
      }
    };
  }

  /** Ends a run, after the work that other runs asked for meanwhile. */
  void end(SyncRun run) {
    workAgain(run, new SyncTotals());
  }

  private void workAgain(SyncRun run, SyncTotals sum) {
    for (Optional<AskedWork> again = run.end(); again.isPresent(); again = run.end()) {
      if (ports.settings().get().publish() == Publish.LIVE) {
        work(run, again.get(), sum);
      }
    }
  }

  private void work(SyncRun run, AskedWork asked, SyncTotals sum) {
    tools.sending().completeEarlierCalls(run);
    Optional<InputProgress> inputs = changes.changeInputs(run);
    if (inputs.isEmpty()) {
      return;
    }
    sum.marks += changes.publishMarked(run);
    changes.publishAllPairs(run, inputs.get());
    if (asked == AskedWork.EVERYTHING) {
      sum.toBeRead = 0;
      readPairsToBeRead(run, sum);
    }
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
