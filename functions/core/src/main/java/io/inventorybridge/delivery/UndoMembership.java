// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.delivery;

import io.inventorybridge.delivery.DeliveryRecord.Status;
import io.inventorybridge.delivery.DeliveryRepository.WriteOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The membership of backfills and corrections in the undo of their delivery. One that is accepted
 * while the undo runs, or after it, joins before its first part is sent: the delivery is read after
 * the member's record was written, and the undo collects its members after it was recorded. Safe
 * for use by many threads.
 */
public record UndoMembership(DeliveryRepository deliveries) {
  private static final int MOST_ATTEMPTS = 100;

  /**
   * Makes a delivery void if the one that it belongs to is.
   *
   * @return its void record; empty when the other one is not void
   */
  public Optional<DeliveryRecord> join(DeliveryRecord record, DeliveryId other) {
    for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
      Optional<DeliveryUndo> undo =
          deliveries.find(other).filter(DeliveryRecord::isVoid).flatMap(DeliveryRecord::undo);
      if (undo.isEmpty()) {
        return Optional.empty();
      }
      DeliveryRecord named = deliveries.find(undo.get().of()).orElseThrow();
      DeliveryUndo by = named.undo().orElseThrow();
      if (named.status() == Status.UNDONE) {
        return Optional.of(declareVoid(record, Status.UNDONE, by));
      }
      if (by.along().contains(record.id())
          || deliveries.replace(named.withUndo(named.status(), by.withAlong(plus(by, record))))
              instanceof WriteOutcome.Saved<DeliveryRecord>) {
        return Optional.of(declareVoid(record, Status.UNDOING, by));
      }
    }
    throw contention(other);
  }

  /** Declares a member void; one that is void already stays as it is, but for a later status. */
  public DeliveryRecord declareVoid(DeliveryRecord member, Status status, DeliveryUndo by) {
    DeliveryUndo own =
        new DeliveryUndo(by.of(), by.began(), by.ended(), List.of(), DeliveryUndo.UndoTotals.NONE);
    DeliveryRecord present = member;
    for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
      if (present.status() == Status.UNDONE || present.status() == status) {
        return present;
      }
      switch (deliveries.replace(present.withUndo(status, own))) {
        case WriteOutcome.Saved<DeliveryRecord> done -> {
          return done.record();
        }
        case WriteOutcome.Conflict<DeliveryRecord> conflict ->
            present = conflict.present().orElseThrow();
      }
    }
    throw contention(member.id());
  }

  private static List<DeliveryId> plus(DeliveryUndo by, DeliveryRecord record) {
    List<DeliveryId> all = new ArrayList<>(by.along());
    all.add(record.id());
    return all;
  }

  private static IllegalStateException contention(DeliveryId id) {
    return new IllegalStateException(
        "the record of %s was written by others during all of %d attempts"
            .formatted(id, MOST_ATTEMPTS));
  }
}
