// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.shopsync.publishing;

import io.inventorybridge.availability.ChangeMarkers;
import io.inventorybridge.availability.ChangeMarkers.ChangeMarker;
import io.inventorybridge.availability.ChangeMarkers.Subject;
import io.inventorybridge.availability.SellableTargets;
import io.inventorybridge.availability.change.ChangingInputs;
import io.inventorybridge.availability.change.InputMarkers;
import io.inventorybridge.availability.change.InputProgress;
import io.inventorybridge.availability.change.InputSet;
import io.inventorybridge.shopsync.published.PublishedPairRepository;
import io.inventorybridge.shopsync.publishing.PublishingDifferences.PublishResult;
import io.inventorybridge.shopsync.sending.AbortReason;
import io.inventorybridge.shopsync.sending.SyncRun;
import io.inventorybridge.stock.ItemAtLocation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Publishes the differences of all marked changes, and of all pairs when necessary. First it moves
 * to the newest calculation inputs, so that their differences are marked.
 */
final class PublishingChanges {
  /** The number of pairs handled together, so that calls are full. */
  private static final int WINDOW = 10_000;

  // Every run visits a pair that must be read, until the shop shows its target. It needs no marker;
  // otherwise every run would walk through a first load of all pairs again.
  private static final Set<PublishResult> DONE =
      EnumSet.of(PublishResult.CURRENT, PublishResult.NOT_PUBLISHED, PublishResult.TO_BE_READ);

  private final SellableTargets sellableTargets;
  private final ChangeMarkers pending;
  private final ChangingInputs inputs;
  private final PublishedPairRepository published;
  private final PublishingDifferences differences;

  PublishingChanges(SyncPorts ports, PublishingDifferences differences) {
    this.sellableTargets = ports.sellableTargets();
    this.pending = ports.changeMarkers();
    this.inputs = ports.inputs();
    this.published = ports.published();
    this.differences = differences;
  }

  /**
   * Puts the newest inputs in force and marks what they change.
   *
   * @return their record; empty if the run has to end before that is done
   */
  Optional<InputProgress> changeInputs(SyncRun run) {
    Optional<InputProgress> done = inputs.advance(run::mayContinue);
    if (done.isEmpty()) {
      // Only the holder of the lease moves on, so another run holds it.
      run.abort(new AbortReason.LeaseLost());
    }
    return done;
  }

  /** Publishes the marked changes; returns the number of markers. */
  long publishMarked(SyncRun run) {
    long marks = 0;
    Map<ChangeMarker, Collection<ItemAtLocation>> window = new LinkedHashMap<>();
    long pairs = 0;
    for (int bucket = 0; bucket < ChangeMarkers.BUCKETS; bucket++) {
      Optional<String> after = Optional.empty();
      do {
        if (!run.mayContinue()) {
          return marks;
        }
        ChangeMarkers.Page page = pending.markers(bucket, after);
        if (!page.changes().isEmpty()) {
          // A marker is written after its inputs are in force: those of its pairs are not older.
          sellableTargets.refreshInputs();
        }
        for (ChangeMarker change : page.changes()) {
          Collection<ItemAtLocation> touched = touched(change);
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

  private Collection<ItemAtLocation> touched(ChangeMarker change) {
    return onceOrNowPublished(
        switch (change.subject()) {
          case Subject.OfProduct product -> sellableTargets.pairsOf(product.upc());
          case Subject.OfItem item -> sellableTargets.pairsOf(item.item());
        });
  }

  /** Leaves out the pairs at left locations that were never published. */
  List<ItemAtLocation> onceOrNowPublished(Collection<ItemAtLocation> pairs) {
    List<ItemAtLocation> left =
        pairs.stream().filter(pair -> sellableTargets.isLeft(pair.location())).toList();
    if (left.isEmpty()) {
      return List.copyOf(pairs);
    }
    Set<ItemAtLocation> known = published.read(left).keySet();
    return pairs.stream()
        .filter(pair -> !sellableTargets.isLeft(pair.location()) || known.contains(pair))
        .toList();
  }

  // The markers were read before the targets: later writes have set newer markers.
  private void publish(SyncRun run, Map<ChangeMarker, Collection<ItemAtLocation>> window) {
    if (window.isEmpty() || !run.mayContinue()) {
      return;
    }
    Set<ItemAtLocation> pairs = new TreeSet<>();
    window.values().forEach(pairs::addAll);
    // Read before the targets, which are calculated with this set or a newer one.
    Optional<InputSet.Reference> inForce = inputs.inForce();
    Map<ItemAtLocation, PublishResult> fates = differences.publish(run, pairs);
    List<ChangeMarker> done = new ArrayList<>();
    window.forEach(
        (change, touched) -> {
          if (inForce.filter(set -> InputMarkers.mayClear(change, set)).isPresent()
              && touched.stream().allMatch(pair -> DONE.contains(fates.get(pair)))) {
            done.add(change);
          }
        });
    if (!done.isEmpty()) {
      pending.clear(done);
    }
  }

  /** Publishes all pairs when every number could change; continues where the last run stopped. */
  void publishAllPairs(SyncRun run, InputProgress begun) {
    Optional<InputProgress> now = Optional.of(begun);
    while (now.flatMap(InputProgress::walk).isPresent()) {
      if (!run.mayContinue()) {
        return;
      }
      List<ItemAtLocation> window = new ArrayList<>();
      Optional<String> next = now.flatMap(InputProgress::walk).flatMap(InputProgress.Walk::cursor);
      do {
        SellableTargets.PairPage page = sellableTargets.pairs(next);
        window.addAll(onceOrNowPublished(page.pairs()));
        next = page.next();
      } while (next.isPresent() && window.size() < WINDOW);
      Map<ItemAtLocation, PublishResult> fates = differences.publish(run, window);
      if (fates.containsValue(PublishResult.LEFT)) {
        return;
      }
      now = inputs.walkedTo(now.get(), next);
    }
  }
}
