// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.delivery;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The records in memory. */
public final class InMemoryDeliveryRepository implements DeliveryRepository {
  private record PartKey(DeliveryId delivery, PartName part) {}

  private final Map<DeliveryId, DeliveryRecord> deliveries = new TreeMap<>();
  private final TreeMap<PartKey, PartRecord> parts =
      new TreeMap<>(Comparator.comparing(PartKey::delivery).thenComparing(PartKey::part));

  @Override
  public synchronized Optional<DeliveryRecord> find(DeliveryId delivery) {
    return Optional.ofNullable(deliveries.get(delivery));
  }

  @Override
  public synchronized List<DeliveryRecord> ofSource(String source) {
    return deliveries.values().stream()
        .filter(record -> record.source().equals(source) && !record.id().isBackfill())
        .sorted(Comparator.comparing(DeliveryRecord::id).reversed())
        .toList();
  }

  @Override
  public synchronized List<DeliveryRecord> backfills(DeliveryId original) {
    return deliveries.values().stream()
        .filter(record -> record.id().isBackfill() && record.id().original().equals(original))
        .toList();
  }

  @Override
  public synchronized SortedSet<String> sources() {
    return deliveries.values().stream()
        .map(DeliveryRecord::source)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Override
  public synchronized WriteOutcome<DeliveryRecord> create(DeliveryRecord record) {
    return write(deliveries, record.id(), 0, record.withRevision(1), DeliveryRecord::revision);
  }

  @Override
  public synchronized WriteOutcome<DeliveryRecord> replace(DeliveryRecord record) {
    long expected = record.revision();
    DeliveryRecord next = record.withRevision(expected + 1);
    return write(deliveries, record.id(), expected, next, DeliveryRecord::revision);
  }

  @Override
  public synchronized Optional<PartRecord> findPart(DeliveryId delivery, PartName part) {
    return Optional.ofNullable(parts.get(new PartKey(delivery, part)));
  }

  @Override
  public synchronized List<PartRecord> parts(DeliveryId delivery) {
    PartKey first = new PartKey(delivery, new PartName(1));
    return parts.tailMap(first, true).values().stream()
        .takeWhile(part -> part.delivery().equals(delivery))
        .toList();
  }

  @Override
  public synchronized WriteOutcome<PartRecord> create(PartRecord record) {
    PartKey key = new PartKey(record.delivery(), record.part());
    return write(parts, key, 0, record.withRevision(1), PartRecord::revision);
  }

  @Override
  public synchronized WriteOutcome<PartRecord> replace(PartRecord record) {
    PartKey key = new PartKey(record.delivery(), record.part());
    long expected = record.revision();
    return write(parts, key, expected, record.withRevision(expected + 1), PartRecord::revision);
  }

  private interface Revision<T> {
    long of(T record);
  }

  private static <K, T> WriteOutcome<T> write(
      Map<K, T> records, K key, long expected, T next, Revision<T> revision) {
    Optional<T> present = Optional.ofNullable(records.get(key));
    if (present.map(revision::of).orElse(0L) != expected) {
      return new WriteOutcome.Conflict<>(present);
    }
    records.put(key, next);
    return new WriteOutcome.Saved<>(next);
  }
}
