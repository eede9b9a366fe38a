// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.delivery;

import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/**
 * The records of deliveries and of their parts. Reading after writing is consistent; a write names
 * the revision it is based on, so that of two writers one learns of the other. Safe for use by many
 * threads. A failure of the store is a {@link io.inventorybridge.files.StorageFailure}.
 */
public interface Deliveries {
  Optional<DeliveryRecord> find(DeliveryId delivery);

  /** All deliveries that a source dropped, the newest snapshot time first; no backfills. */
  List<DeliveryRecord> ofSource(String source);

  /** The backfills of a delivery that a source dropped. */
  List<DeliveryRecord> backfills(DeliveryId original);

  /** Every source that ever dropped something. */
  SortedSet<String> sources();

  /** Writes a record where there is none; its revision becomes 1. */
  Written<DeliveryRecord> create(DeliveryRecord record);

  /** Writes a record over the one of the same revision, which then grows by one. */
  Written<DeliveryRecord> replace(DeliveryRecord record);

  Optional<PartRecord> findPart(DeliveryId delivery, PartName part);

  /** The parts of a delivery in order. */
  List<PartRecord> parts(DeliveryId delivery);

  /** Writes a record where there is none; its revision becomes 1. */
  Written<PartRecord> create(PartRecord record);

  /** Writes a record over the one of the same revision, which then grows by one. */
  Written<PartRecord> replace(PartRecord record);

  /** How a write ended. */
  sealed interface Written<T> {
    /** It is written, with this revision. */
    record Done<T>(T record) implements Written<T> {}

    /** Another record is there, or none where one was expected; nothing was written. */
    record Conflict<T>(Optional<T> present) implements Written<T> {}
  }
}
