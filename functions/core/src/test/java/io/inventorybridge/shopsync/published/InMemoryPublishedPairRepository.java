// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.shopsync.published;

import io.inventorybridge.stock.ItemAtLocation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The known states of all pairs, in memory. */
public final class InMemoryPublishedPairRepository implements PublishedPairRepository {
  private static final int SMALL_PAGE = 3;

  private final Map<ItemAtLocation, PublishedPair> records = new HashMap<>();
  private final TreeMap<String, ItemAtLocation> toBeRead = new TreeMap<>();
  private final int page;

  /** With pages so small that every test reads several. */
  public InMemoryPublishedPairRepository() {
    this(SMALL_PAGE);
  }

  /**
   * @param page the number of pairs in a page
   */
  public InMemoryPublishedPairRepository(int page) {
    this.page = page;
  }

  @Override
  public synchronized Map<ItemAtLocation, PublishedPair> read(Collection<ItemAtLocation> pairs) {
    Map<ItemAtLocation, PublishedPair> found = new TreeMap<>();
    for (ItemAtLocation pair : pairs) {
      Optional.ofNullable(records.get(pair)).ifPresent(record -> found.put(pair, record));
    }
    return found;
  }

  @Override
  public synchronized PairOutcome store(PublishedPair record) {
    long latest =
        Optional.ofNullable(records.get(record.pair())).map(PublishedPair::revision).orElse(0L);
    if (latest != record.revision()) {
      return new VersionConflict();
    }
    PublishedPair next = record.withRevision(latest + 1);
    records.put(record.pair(), next);
    if (next.isToBeRead()) {
      toBeRead.put(next.pair().toString(), next.pair());
    } else {
      toBeRead.remove(next.pair().toString());
    }
    return new Stored(next);
  }

  @Override
  public synchronized Page toBeRead(Optional<String> after) {
    List<ItemAtLocation> pairs = new ArrayList<>();
    for (ItemAtLocation pair : toBeRead.tailMap(after.orElse(""), false).values()) {
      if (pairs.size() == page) {
        break;
      }
      pairs.add(pair);
    }
    return new Page(
        pairs, pairs.size() < page ? Optional.empty() : Optional.of(pairs.getLast().toString()));
  }

  @Override
  public synchronized RecordPage all(Optional<String> after) {
    TreeMap<String, PublishedPair> sorted = new TreeMap<>();
    records.values().forEach(record -> sorted.put(record.pair().toString(), record));
    List<PublishedPair> found =
        sorted.tailMap(after.orElse(""), false).values().stream().limit(page).toList();
    return new RecordPage(
        found,
        found.size() < page ? Optional.empty() : Optional.of(found.getLast().pair().toString()));
  }
}
