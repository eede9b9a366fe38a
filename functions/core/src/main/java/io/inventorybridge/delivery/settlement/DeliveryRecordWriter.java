// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.delivery.settlement;

import io.inventorybridge.delivery.DeliveryId;
import io.inventorybridge.delivery.DeliveryManifest;
import io.inventorybridge.delivery.DeliveryRecord;
import io.inventorybridge.delivery.DeliveryRepository;
import io.inventorybridge.delivery.DeliveryRepository.WriteOutcome;
import io.inventorybridge.delivery.PartRecord;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Updates records of deliveries and parts; after a version conflict it begins again. */
final class DeliveryRecordWriter {
  private static final int MOST_ATTEMPTS = 100;

  private final DeliveryRepository deliveries;

  DeliveryRecordWriter(DeliveryRepository deliveries) {
    this.deliveries = deliveries;
  }

  /** Changes a delivery; writes nothing when the change returns the same record. */
  DeliveryRecord change(DeliveryId id, UnaryOperator<DeliveryRecord> change) {
    return changing(
        id.value(),
        () -> deliveries.find(id),
        there ->
            there
                .map(change)
                .orElseThrow(
                    () -> new PartMismatch("%s has no record of its delivery".formatted(id))),
        deliveries::replace,
        deliveries::replace);
  }

  /** Changes a part; a part without a record begins as pending. */
  PartRecord change(DeliveryId id, DeliveryManifest.Part part, UnaryOperator<PartRecord> change) {
    return changing(
        id + "/" + part.name(),
        () -> deliveries.findPart(id, part.name()),
        there -> change.apply(there.orElseGet(() -> PartRecord.pending(id, part))),
        deliveries::create,
        deliveries::replace);
  }

  @FunctionalInterface
  private interface RecordReader<T> {
    Optional<T> read();
  }

  private static <T> T changing(
      String what,
      RecordReader<T> reading,
      Function<Optional<T>, T> change,
      Function<T, WriteOutcome<T>> create,
      Function<T, WriteOutcome<T>> replace) {
    for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
      Optional<T> before = reading.read();
      T after = change.apply(before);
      if (before.filter(after::equals).isPresent()) {
        return after;
      }
      WriteOutcome<T> written = before.isEmpty() ? create.apply(after) : replace.apply(after);
      if (written instanceof WriteOutcome.Saved<T> done) {
        return done.record();
      }
    }
    throw new IllegalStateException(
        "the record of %s was written by others during all of %d attempts"
            .formatted(what, MOST_ATTEMPTS));
  }
}
