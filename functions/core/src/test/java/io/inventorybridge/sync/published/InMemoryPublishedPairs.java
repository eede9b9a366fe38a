// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.sync.published;

import io.inventorybridge.sync.shop.Pair;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What is known of all pairs, in memory; pages are short. */
public final class InMemoryPublishedPairs implements PublishedPairs {
  private static final int PAGE = 3;

  private final TreeMap<Pair, PublishedPair> records = new TreeMap<>();
  private Optional<Walk> walk = Optional.empty();

  @Override
  public synchronized Map<Pair, PublishedPair> read(Collection<Pair> pairs) {
    Map<Pair, PublishedPair> found = new TreeMap<>();
    for (Pair pair : pairs) {
      Optional.ofNullable(records.get(pair)).ifPresent(record -> found.put(pair, record));
    }
    return found;
  }

  @Override
  public synchronized Outcome store(PublishedPair record) {
    long latest =
        Optional.ofNullable(records.get(record.pair())).map(PublishedPair::revision).orElse(0L);
    if (latest != record.revision()) {
      return new Overtaken();
    }
    PublishedPair next = record.revised(latest + 1);
    records.put(record.pair(), next);
    return new Stored(next);
  }

  @Override
  public synchronized Page toBeRead(Optional<String> after) {
    List<Pair> pairs =
        records.values().stream()
            .filter(PublishedPair::isToBeRead)
            .map(PublishedPair::pair)
            .filter(pair -> after.isEmpty() || pair.toString().compareTo(after.get()) > 0)
            .sorted((one, other) -> one.toString().compareTo(other.toString()))
            .limit(PAGE)
            .toList();
    return new Page(
        pairs, pairs.size() < PAGE ? Optional.empty() : Optional.of(pairs.getLast().toString()));
  }

  @Override
  public synchronized Optional<Walk> walk() {
    return walk;
  }

  @Override
  public synchronized void walked(Optional<Walk> next) {
    walk = next;
  }
}
