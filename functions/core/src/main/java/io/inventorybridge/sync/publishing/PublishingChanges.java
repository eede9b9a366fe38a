// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.sync.publishing;

import io.inventorybridge.sync.pool.Basis;
import io.inventorybridge.sync.pool.PendingChanges;
import io.inventorybridge.sync.pool.PendingChanges.Change;
import io.inventorybridge.sync.pool.PendingChanges.Subject;
import io.inventorybridge.sync.pool.Pools;
import io.inventorybridge.sync.published.PublishedPairs;
import io.inventorybridge.sync.published.PublishedPairs.Walk;
import io.inventorybridge.sync.publishing.PublishingDifferences.Fate;
import io.inventorybridge.sync.sending.SyncRun;
import io.inventorybridge.sync.shop.Pair;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Publishes the differences of all marked changes, and of all pairs when necessary. */
final class PublishingChanges {
  /** The number of pairs handled together, so that calls are full. */
  private static final int WINDOW = 10_000;

  // Every run visits a pair that must be read, until the shop shows its target. It needs no marker;
  // otherwise every run would walk through a first load of all pairs again.
  private static final Set<Fate> DONE =
      EnumSet.of(Fate.CURRENT, Fate.NOT_PUBLISHED, Fate.TO_BE_READ);

  private final Pools pools;
  private final PendingChanges pending;
  private final PublishedPairs published;
  private final PublishingDifferences differences;

  PublishingChanges(SyncPorts ports, PublishingDifferences differences) {
    this.pools = ports.pools();
    this.pending = ports.pending();
    this.published = ports.published();
    this.differences = differences;
  }

  /** Publishes the marked changes; returns the number of markers. */
  long publishMarked(SyncRun run) {
    long marks = 0;
    Map<Change, Collection<Pair>> window = new LinkedHashMap<>();
    long pairs = 0;
    for (int bucket = 0; bucket < PendingChanges.BUCKETS; bucket++) {
      Optional<String> after = Optional.empty();
      do {
        if (!run.goesOn()) {
          return marks;
        }
        PendingChanges.Page page = pending.changedProducts(bucket, after);
        for (Change change : page.changes()) {
          Collection<Pair> touched = touched(change);
          window.put(change, touched);
          pairs += touched.size();
          marks++;
        }
        if (pairs >= WINDOW) {
          publish(run, window);
          window.clear();
          pairs = 0;
        }
        after = page.next();
      } while (after.isPresent());
    }
    publish(run, window);
    return marks;
  }

  private Collection<Pair> touched(Change change) {
    return switch (change.subject()) {
      case Subject.OfProduct product -> pools.pairsOf(product.upc());
      case Subject.OfItem item -> pools.pairsOf(item.item());
    };
  }

  // The markers were read before the targets: later writes have set newer markers.
  private void publish(SyncRun run, Map<Change, Collection<Pair>> window) {
    if (window.isEmpty() || !run.goesOn()) {
      return;
    }
    Set<Pair> pairs = new TreeSet<>();
    window.values().forEach(pairs::addAll);
    Map<Pair, Fate> fates = differences.publish(run, pairs);
    List<Change> done = new ArrayList<>();
    window.forEach(
        (change, touched) -> {
          if (touched.stream().allMatch(pair -> DONE.contains(fates.get(pair)))) {
            done.add(change);
          }
        });
    if (!done.isEmpty()) {
      pending.published(done);
    }
  }

  /**
   * Publishes all pairs when the calculation inputs changed; continues where the last run stopped.
   */
  void publishEverything(SyncRun run) {
    Basis basis = pools.basis();
    if (pending.everythingBy().equals(Optional.of(basis))) {
      return;
    }
    pending.beginEverything();
    Optional<String> after =
        published.walk().filter(it -> it.basis().equals(basis)).flatMap(Walk::after);
    do {
      if (!run.goesOn()) {
        return;
      }
      List<Pair> window = new ArrayList<>();
      Optional<String> next = after;
      do {
        Pools.PairPage page = pools.pairs(next);
        window.addAll(page.pairs());
        next = page.next();
      } while (next.isPresent() && window.size() < WINDOW);
      Map<Pair, Fate> fates = differences.publish(run, window);
      boolean another = !pools.basis().equals(basis);
      if (another || fates.containsValue(Fate.LEFT)) {
        return;
      }
      after = next;
      published.walked(after.map(it -> new Walk(basis, Optional.of(it))));
    } while (after.isPresent());
    pending.publishedEverything(basis);
  }
}
