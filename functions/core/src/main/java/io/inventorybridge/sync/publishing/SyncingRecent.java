// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.sync.publishing;

import io.inventorybridge.settings.PublishSettings;
import io.inventorybridge.settings.PublishSettings.Publish;
import io.inventorybridge.sync.lease.ShopLease;
import io.inventorybridge.sync.published.PublishedPair;
import io.inventorybridge.sync.published.PublishedPair.Uncertain;
import io.inventorybridge.sync.published.PublishedPairs;
import io.inventorybridge.sync.sending.SyncRun;
import io.inventorybridge.sync.shop.Pair;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Brings to the shop what has changed, and finds out what new and uncertain pairs show there. May
 * break off at any point: everything it knows is kept, and the next run goes on. Nothing is written
 * but in live mode. Safe for many threads; one run at a time does anything.
 */
public final class SyncingRecent {
  /** Pairs that are read together. */
  private static final int TOGETHER = 2_500;

  private final SyncPorts ports;
  private final SyncTools tools;
  private final PublishingChanges changes;

  public SyncingRecent(SyncPorts ports) {
    this.ports = ports;
    tools = SyncTools.on(ports);
    changes = new PublishingChanges(ports, tools.differences());
  }

  /** How a run ended. */
  public sealed interface Outcome {}

  /** It ran, to its end or to its halt. */
  public record Ran(SyncReport report) implements Outcome {}

  /** Another run is at it. */
  public record Held(String holder, Instant until) implements Outcome {}

  /** Publishing is off, or a shadow: there is nothing to be done between full syncs. */
  public record NotLive(Publish publish) implements Outcome {}

  /**
   * Takes the shop's lease and does what there is to be done.
   *
   * @param holder names the run for people
   * @param end when it has to be done, or to break off
   */
  public Outcome sync(String holder, Instant end) {
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
    tools.sending().finishEarlier(run);
    long marks = changes.publishMarked(run);
    changes.publishEverything(run);
    Sum sum = new Sum();
    readWhatIsToBeRead(run, sum);
    return SyncReport.of(run, Publish.LIVE, marks, sum.toBeRead, sum.batch());
  }

  /** Also what a full sync left for a second reading. */
  void readWhatIsToBeRead(SyncRun run, Sum sum) {
    Optional<String> after = Optional.empty();
    List<Pair> due = new ArrayList<>();
    do {
      if (!run.goesOn()) {
        return;
      }
      PublishedPairs.Page page = ports.published().toBeRead(after);
      sum.toBeRead += page.pairs().size();
      due.addAll(due(page.pairs()));
      if (due.size() >= TOGETHER) {
        sum.add(tools.reconciling().reconcile(run, due));
        due.clear();
      }
      after = page.next();
    } while (after.isPresent());
    if (!due.isEmpty() && run.goesOn()) {
      sum.add(tools.reconciling().reconcile(run, due));
    }
  }

  private List<Pair> due(List<Pair> pairs) {
    Instant now = ports.clock().instant();
    Duration wait = ports.settings().get().riseWait();
    Map<Pair, PublishedPair> records = ports.published().read(pairs);
    return pairs.stream()
        .filter(pair -> records.containsKey(pair) && isDue(records.get(pair), now, wait))
        .toList();
  }

  private static boolean isDue(PublishedPair record, Instant now, Duration wait) {
    boolean readable =
        !(record.standing() instanceof Uncertain uncertain)
            || !now.isBefore(uncertain.readableFrom());
    return readable
        && record.isToBeRead()
        && record.parked().isEmpty()
        && record.sighting().filter(it -> now.isBefore(it.at().plus(wait))).isEmpty();
  }
}
