// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.delivery;

import io.inventorybridge.stock.FacilityId;
import io.inventorybridge.stock.StockBaseline;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The record of a delivery.
 *
 * @param reason why it is held, refused or quarantined
 * @param uploaded when the file was first uploaded; a released delivery keeps this time
 * @param drop the object it was read from
 * @param original key of the kept copy of that object; empty when it could not be kept
 * @param findings of its intake, for its page and for the guards of later deliveries
 * @param parts the number of parts, 0 while it is held
 * @param seconds how long each step took, by the step's name
 * @param releasedFrom the held delivery that was released as this one, if an operator stated
 *     another snapshot time
 * @param releasedAs the delivery it was released as, if an operator stated another snapshot time
 * @param corrects the delivery whose rejects a correction was cut from, as far as its name or its
 *     metadata tells
 * @param undo the undo that made the delivery void
 * @param revision counts the writes, from 1; a replacement states the revision it has read
 */
public record DeliveryRecord(
    DeliveryId id,
    DeliveryManifest.DeliveryKind kind,
    Status status,
    Optional<StatedReason> reason,
    SnapshotTime snapshot,
    Instant uploaded,
    SourceObject drop,
    String sha256,
    long bytes,
    Optional<String> original,
    RowCounts rows,
    SortedSet<FacilityId> stores,
    IntakeFindings findings,
    int parts,
    SortedMap<String, Duration> seconds,
    Optional<DeliveryId> releasedFrom,
    Optional<DeliveryId> releasedAs,
    Optional<DeliveryId> corrects,
    Optional<DeliveryUndo> undo,
    long revision) {
  public DeliveryRecord {
    stores = new TreeSet<>(stores);
    seconds = new TreeMap<>(seconds);
  }

  /** The record of a delivery that corrects no other one and is not void. */
  public DeliveryRecord(
      DeliveryId id,
      DeliveryManifest.DeliveryKind kind,
      Status status,
      Optional<StatedReason> reason,
      SnapshotTime snapshot,
      Instant uploaded,
      SourceObject drop,
      String sha256,
      long bytes,
      Optional<String> original,
      RowCounts rows,
      SortedSet<FacilityId> stores,
      IntakeFindings findings,
      int parts,
      SortedMap<String, Duration> seconds,
      Optional<DeliveryId> releasedFrom,
      Optional<DeliveryId> releasedAs,
      long revision) {
    this(
        id,
        kind,
        status,
        reason,
        snapshot,
        uploaded,
        drop,
        sha256,
        bytes,
        original,
        rows,
        stores,
        findings,
        parts,
        seconds,
        releasedFrom,
        releasedAs,
        Optional.empty(),
        Optional.empty(),
        revision);
  }

  /** Tells whether the delivery counts: it passed the guards and is not void. */
  public boolean isAccepted() {
    return switch (status) {
      case RUNNING, SETTLED, QUARANTINED -> true;
      case HELD, RELEASED, REFUSED, UNDOING, UNDONE -> false;
    };
  }

  /** Tells whether an undo has declared the delivery void, which no later step changes. */
  public boolean isVoid() {
    return status == Status.UNDOING || status == Status.UNDONE;
  }

  public String source() {
    return id.source();
  }

  public StockBaseline.Rank rank() {
    return new StockBaseline.Rank(snapshot.at(), uploaded, id.value());
  }

  public DeliveryRecord with(Status changed) {
    return with(changed, Optional.empty());
  }

  public DeliveryRecord with(Status changed, Optional<StatedReason> why) {
    return copy(changed, why, seconds, releasedAs, undo);
  }

  /** The same record with the duration of a step, in place of an earlier duration of that step. */
  public DeliveryRecord withStepTime(String step, Duration time) {
    TreeMap<String, Duration> all = new TreeMap<>(seconds);
    all.put(step, time);
    return copy(status, reason, all, releasedAs, undo);
  }

  public DeliveryRecord releasedAs(DeliveryId other) {
    return copy(status, reason, seconds, Optional.of(other), undo);
  }

  /** The same record, declared void. */
  public DeliveryRecord withUndo(Status changed, DeliveryUndo by) {
    return copy(changed, Optional.empty(), seconds, releasedAs, Optional.of(by));
  }

  /** The same record of a correction of another delivery. */
  public DeliveryRecord correcting(Optional<DeliveryId> other) {
    return new DeliveryRecord(
        id,
        kind,
        status,
        reason,
        snapshot,
        uploaded,
        drop,
        sha256,
        bytes,
        original,
        rows,
        stores,
        findings,
        parts,
        seconds,
        releasedFrom,
        releasedAs,
        other,
        undo,
        revision);
  }

  /** The same record with the revision that the store gave it. */
  public DeliveryRecord withRevision(long number) {
    return new DeliveryRecord(
        id,
        kind,
        status,
        reason,
        snapshot,
        uploaded,
        drop,
        sha256,
        bytes,
        original,
        rows,
        stores,
        findings,
        parts,
        seconds,
        releasedFrom,
        releasedAs,
        corrects,
        undo,
        number);
  }

  private DeliveryRecord copy(
      Status newStatus,
      Optional<StatedReason> newReason,
      Map<String, Duration> newSeconds,
      Optional<DeliveryId> newReleasedAs,
      Optional<DeliveryUndo> newUndo) {
    return new DeliveryRecord(
        id,
        kind,
        newStatus,
        newReason,
        snapshot,
        uploaded,
        drop,
        sha256,
        bytes,
        original,
        rows,
        stores,
        findings,
        parts,
        new TreeMap<>(newSeconds),
        releasedFrom,
        newReleasedAs,
        corrects,
        newUndo,
        revision);
  }

  /** The status of a delivery. */
  public enum Status {
    /** Accepted; some rows of its parts are not settled yet. */
    RUNNING,
    /** Every row of every part was applied, found unchanged or found stale. */
    SETTLED,
    /** Waits for an operator; nothing was applied. */
    HELD,
    /** An operator released it; its file is being dropped again. */
    RELEASED,
    /** An operator refused it. */
    REFUSED,
    /** A part failed and waits for an operator. */
    QUARANTINED,
    /** An operator declared it void; its keys are falling back to the numbers before it. */
    UNDOING,
    /** It is void: every key of it counts as if it had never come. */
    UNDONE
  }
}
