// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.availability;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Change markers in memory. */
public final class InMemoryChangeMarkers implements ChangeMarkers {
  private static final int SMALL_PAGE = 2;

  private final List<TreeMap<String, ChangeMarker>> marks =
      Stream.generate(() -> new TreeMap<String, ChangeMarker>()).limit(BUCKETS).toList();
  private final int page;

  /** With pages so small that every test reads several. */
  public InMemoryChangeMarkers() {
    this(SMALL_PAGE);
  }

  /**
   * @param page the number of markers in a page
   */
  public InMemoryChangeMarkers(int page) {
    this.page = page;
  }

  /** In the same write that changes the number. */
  public synchronized void mark(Subject subject, String record, long version) {
    bucket(subject).put(name(subject, record), new ChangeMarker(subject, record, version));
  }

  private TreeMap<String, ChangeMarker> bucket(Subject subject) {
    return marks.get(Math.floorMod(subject.toString().hashCode(), BUCKETS));
  }

  private static String name(Subject subject, String record) {
    return subject + " " + record;
  }

  @Override
  public synchronized Page markers(int bucket, Optional<String> after) {
    List<ChangeMarker> changes = new ArrayList<>();
    for (ChangeMarker change : marks.get(bucket).tailMap(after.orElse(""), false).values()) {
      if (changes.size() == page) {
        break;
      }
      changes.add(change);
    }
    return new Page(
        changes,
        changes.size() < page
            ? Optional.empty()
            : Optional.of(name(changes.getLast().subject(), changes.getLast().record())));
  }

  @Override
  public synchronized void clear(Collection<ChangeMarker> changes) {
    for (ChangeMarker change : changes) {
      bucket(change.subject())
          .computeIfPresent(
              name(change.subject(), change.record()),
              (name, there) -> there.version() <= change.version() ? null : there);
    }
  }

  @Override
  public synchronized void mark(Collection<ChangeMarker> changes) {
    changes.forEach(change -> mark(change.subject(), change.record(), change.version()));
  }
}
