// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.sync.pool;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** Marks in memory, in pages so small that every test turns some. */
public final class InMemoryPendingChanges implements PendingChanges {
  private static final int SMALL_PAGE = 2;

  private record Of(Subject subject, String record) {
    @Override
    public String toString() {
      return subject + " " + record;
    }
  }

  private final TreeMap<Of, Change> marks = new TreeMap<>(Comparator.comparing(Of::toString));
  private Optional<Basis> everythingBy = Optional.empty();

  /** In the very write that changes the number. */
  public synchronized void mark(Subject subject, String record, long version) {
    marks.put(new Of(subject, record), new Change(subject, record, version));
  }

  @Override
  public synchronized Page changedProducts(int bucket, Optional<String> after) {
    List<Of> rest =
        marks.keySet().stream()
            .filter(of -> Math.floorMod(of.subject().toString().hashCode(), BUCKETS) == bucket)
            .filter(of -> after.filter(last -> of.toString().compareTo(last) <= 0).isEmpty())
            .limit(SMALL_PAGE)
            .toList();
    return new Page(
        rest.stream().map(marks::get).toList(),
        rest.size() < SMALL_PAGE ? Optional.empty() : Optional.of(rest.getLast().toString()));
  }

  @Override
  public synchronized void published(Collection<Change> changes) {
    for (Change change : changes) {
      Of of = new Of(change.subject(), change.record());
      Change there = marks.get(of);
      if (there != null && there.version() <= change.version()) {
        marks.remove(of);
      }
    }
  }

  @Override
  public synchronized Optional<Basis> everythingBy() {
    return everythingBy;
  }

  @Override
  public synchronized void beginEverything() {
    everythingBy = Optional.empty();
  }

  @Override
  public synchronized void publishedEverything(Basis basis) {
    everythingBy = Optional.of(basis);
  }
}
