// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.sync.publishing;

import io.inventorybridge.settings.PublishSettings.Publish;
import io.inventorybridge.sync.lease.ShopLease;
import io.inventorybridge.sync.pool.Pools;
import io.inventorybridge.sync.published.PublishedPair;
import io.inventorybridge.sync.reconciling.Batch;
import io.inventorybridge.sync.sending.SyncRun;
import io.inventorybridge.sync.shop.Pair;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The full sync: it compares every pair with the shop, batch by batch, and corrects or reports
 * differences. Each batch takes the shop's lease, so that recent syncs run in between. Each batch
 * first publishes all changes.
 */
public final class SyncingFully {
  private final SyncPorts ports;
  private final SyncTools tools;
  private final PublishingChanges changes;
  private final SyncingRecent recent;

  public SyncingFully(SyncPorts ports) {
    this.ports = ports;
    tools = SyncTools.on(ports);
    changes = new PublishingChanges(ports, tools.differences());
    recent = new SyncingRecent(ports);
  }

  /** The result of a batch. The reports of two outcomes for the same pairs can be added. */
  public sealed interface Outcome {}

  /**
   * The batch was read.
   *
   * @param next where the next batch begins, empty after the last one
   */
  public record Done(SyncReport report, Optional<String> next) implements Outcome {}

  /** The batch must be repeated a little later. */
  public record Broken(SyncReport report) implements Outcome {}

  /** Another run holds the lease; try again. */
  public record Held(String holder, Instant until) implements Outcome {}

  /**
   * Reads the next pairs.
   *
   * @param after empty for the first batch
   * @param size the approximate number of pairs
   */
  public Outcome batch(String holder, Optional<String> after, int size, Instant end) {
    return underLease(
        holder,
        end,
        run -> {
          long marks = prepare(run);
          List<Pair> pairs = new ArrayList<>();
          Optional<String> next = after;
          do {
            Pools.PairPage page = ports.pools().pairs(next);
            pairs.addAll(page.pairs());
            next = page.next();
          } while (next.isPresent() && pairs.size() < size);
          if (isLive()) {
            unpark(pairs);
            tools.differences().publish(run, pairs);
          }
          Sum sum = new Sum();
          if (run.goesOn()) {
            sum.add(tools.reconciling().reconcile(run, pairs));
          }
          Batch read = sum.batch();
          return run.halt().isEmpty()
              ? new Done(report(run, marks, sum, read), next)
              : new Broken(report(run, marks, sum, read.ofPairsToBeReadOnceMore()));
        });
  }

  /** Does the second readings; called when the wait is over. */
  public Outcome secondReadings(String holder, Instant end) {
    return underLease(
        holder,
        end,
        run -> {
          long marks = prepare(run);
          Sum sum = new Sum();
          if (isLive()) {
            recent.readWhatIsToBeRead(run, sum);
          }
          SyncReport report = report(run, marks, sum, sum.batch().ofPairsCountedBefore());
          return run.halt().isEmpty() ? new Done(report, Optional.empty()) : new Broken(report);
        });
  }

  private SyncReport report(SyncRun run, long marks, Sum sum, Batch counted) {
    return SyncReport.of(run, publish(), marks, sum.toBeRead, counted);
  }

  private interface Work {
    Outcome under(SyncRun run);
  }

  private Outcome underLease(String holder, Instant end, Work work) {
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

  private long prepare(SyncRun run) {
    if (!isLive()) {
      return 0;
    }
    tools.sending().finishEarlier(run);
    return changes.publishMarked(run);
  }

  // Pairs that the shop refused are tried again once a day.
  private void unpark(List<Pair> pairs) {
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
