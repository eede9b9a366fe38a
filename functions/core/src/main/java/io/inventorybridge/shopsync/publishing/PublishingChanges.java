// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.shopsync.publishing;

import io.inventorybridge.availability.ChangeMarkers;
import io.inventorybridge.availability.ChangeMarkers.ChangeMarker;
import io.inventorybridge.availability.ChangeMarkers.Subject;
import io.inventorybridge.availability.InputsVersion;
import io.inventorybridge.availability.SellableTargets;
import io.inventorybridge.shopsync.published.PublishedPairRepository;
import io.inventorybridge.shopsync.published.PublishedPairRepository.FullPublication;
import io.inventorybridge.shopsync.publishing.PublishingDifferences.PublishResult;
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

/** Publishes the differences of all marked changes, and of all pairs when necessary. */
final class PublishingChanges {
  /** The number of pairs handled together, so that calls are full. */
  private static final int WINDOW = 10_000;

  // Every run visits a pair that must be read, until the shop shows its target. It needs no marker;
  // otherwise every run would walk through a first load of all pairs again.
  private static final Set<PublishResult> DONE =
      EnumSet.of(PublishResult.CURRENT, PublishResult.NOT_PUBLISHED, PublishResult.TO_BE_READ);

  private final SellableTargets sellableTargets;
  private final ChangeMarkers pending;
  private final PublishedPairRepository published;
  private final PublishingDifferences differences;

  PublishingChanges(SyncPorts ports, PublishingDifferences differences) {
    this.sellableTargets = ports.sellableTargets();
    this.pending = ports.changeMarkers();
    this.published = ports.published();
    this.differences = differences;
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
    return switch (change.subject()) {
      case Subject.OfProduct product -> sellableTargets.pairsOf(product.upc());
      case Subject.OfItem item -> sellableTargets.pairsOf(item.item());
    };
  }

  // The markers were read before the targets: later writes have set newer markers.
  private void publish(SyncRun run, Map<ChangeMarker, Collection<ItemAtLocation>> window) {
    if (window.isEmpty() || !run.mayContinue()) {
      return;
    }
    Set<ItemAtLocation> pairs = new TreeSet<>();
    window.values().forEach(pairs::addAll);
    Map<ItemAtLocation, PublishResult> fates = differences.publish(run, pairs);
    List<ChangeMarker> done = new ArrayList<>();
    window.forEach(
        (change, touched) -> {
          if (touched.stream().allMatch(pair -> DONE.contains(fates.get(pair)))) {
            done.add(change);
          }
        });
    if (!done.isEmpty()) {
      pending.clear(done);
    }
  }

  /**
   * Publishes all pairs when the calculation inputs changed; continues where the last run stopped.
   */
  void publishAllPairs(SyncRun run) {
    InputsVersion inputsVersion = sellableTargets.inputsVersion();
    if (pending.fullyPublishedVersion().equals(Optional.of(inputsVersion))) {
      return;
    }
    pending.beginFullPublication();
    Optional<String> after =
        published
            .fullPublication()
            .filter(it -> it.inputsVersion().equals(inputsVersion))
            .flatMap(FullPublication::after);
    do {
      if (!run.mayContinue()) {
        return;
      }
      List<ItemAtLocation> window = new ArrayList<>();
      Optional<String> next = after;
      do {
        SellableTargets.PairPage page = sellableTargets.pairs(next);
        window.addAll(page.pairs());
        next = page.next();
      } while (next.isPresent() && window.size() < WINDOW);
      Map<ItemAtLocation, PublishResult> fates = differences.publish(run, window);
      boolean another = !sellableTargets.inputsVersion().equals(inputsVersion);
      if (another || fates.containsValue(PublishResult.LEFT)) {
        return;
      }
      after = next;
      published.saveFullPublication(
          after.map(it -> new FullPublication(inputsVersion, Optional.of(it))));
    } while (after.isPresent());
    pending.completeFullPublication(inputsVersion);
  }
}
