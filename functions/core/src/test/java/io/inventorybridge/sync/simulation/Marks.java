// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.sync.simulation;

import io.inventorybridge.stock.Upc;
import io.inventorybridge.sync.pool.Basis;
import io.inventorybridge.sync.pool.PendingChanges;
import io.inventorybridge.sync.shop.ItemId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;

/** Marks in memory; the newest of them may not be seen for a moment, as with an index. */
final class Marks implements PendingChanges {
  private static final Duration BEHIND = Duration.ofSeconds(5);

  private record Mark(Change change, Instant at) {}

  private final TreeMap<String, Mark> marks = new TreeMap<>();
  private final InstantSource clock;
  private final Random random;
  private Optional<Basis> everythingBy = Optional.empty();

  Marks(InstantSource clock, Random random) {
    this.clock = clock;
    this.random = random;
  }

  void product(Upc upc, long version) {
    mark(new Change(new Subject.OfProduct(upc), "stock#" + upc, version));
  }

  void item(ItemId item, long version) {
    mark(new Change(new Subject.OfItem(item), "counter#" + item, version));
  }

  private void mark(Change change) {
    marks.put(change.record(), new Mark(change, clock.instant()));
  }

  boolean isEmpty() {
    return marks.isEmpty();
  }

  @Override
  public Page changedProducts(int bucket, Optional<String> after) {
    Instant visible = clock.instant().minus(BEHIND);
    boolean behind = random.nextInt(3) == 0;
    List<Change> found =
        marks.values().stream()
            .filter(it -> !behind || it.at().isBefore(visible))
            .map(Mark::change)
            .filter(it -> Math.floorMod(it.record().hashCode(), BUCKETS) == bucket)
            .filter(it -> after.isEmpty() || it.record().compareTo(after.get()) > 0)
            .limit(1)
            .toList();
    return new Page(
        found, found.isEmpty() ? Optional.empty() : Optional.of(found.getLast().record()));
  }

  @Override
  public void published(Collection<Change> changes) {
    for (Change change : changes) {
      marks.computeIfPresent(
          change.record(), (it, mark) -> mark.change().version() <= change.version() ? null : mark);
    }
  }

  @Override
  public Optional<Basis> everythingBy() {
    return everythingBy;
  }

  @Override
  public void beginEverything() {
    everythingBy = Optional.empty();
  }

  @Override
  public void publishedEverything(Basis basis) {
    everythingBy = Optional.of(basis);
  }
}
