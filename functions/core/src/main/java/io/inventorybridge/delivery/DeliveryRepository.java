// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.delivery;

import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/**
 * The records of deliveries and of their parts. Reading after writing is consistent. A write names
 * the revision it is based on, so that one of two writers gets a conflict. Safe for use by many
 * threads. A failure of the store is an {@link io.inventorybridge.support.files.StorageFailure}.
 */
public interface DeliveryRepository {
  Optional<DeliveryRecord> find(DeliveryId delivery);

  /** Tells whether an undo has declared the delivery void; no step begins for it then. */
  default boolean isVoid(DeliveryId delivery) {
    return find(delivery).filter(DeliveryRecord::isVoid).isPresent();
  }

  /**
   * Reads all deliveries that a source dropped, the newest snapshot time first, without backfills.
   */
  List<DeliveryRecord> ofSource(String source);

  /** Reads the backfills of a delivery that a source dropped. */
  List<DeliveryRecord> backfills(DeliveryId original);

  /** Reads the names of all sources that ever dropped a file. */
  SortedSet<String> sources();

  /** Creates a record if none exists; its revision becomes 1. */
  WriteOutcome<DeliveryRecord> create(DeliveryRecord record);

  /** Replaces the record of the same revision; the revision grows by one. */
  WriteOutcome<DeliveryRecord> replace(DeliveryRecord record);

  Optional<PartRecord> findPart(DeliveryId delivery, PartName part);

  /** Reads the parts of a delivery in order. */
  List<PartRecord> parts(DeliveryId delivery);

  /** Creates a record if none exists; its revision becomes 1. */
  WriteOutcome<PartRecord> create(PartRecord record);

  /** Replaces the record of the same revision; the revision grows by one. */
  WriteOutcome<PartRecord> replace(PartRecord record);

  /** The result of a write. */
  sealed interface WriteOutcome<T> {
    /** The record was written, with this revision. */
    record Saved<T>(T record) implements WriteOutcome<T> {}

    /** Another record exists, or none where one was expected; nothing was written. */
    record Conflict<T>(Optional<T> present) implements WriteOutcome<T> {}
  }
}
