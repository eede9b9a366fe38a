// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.delivery.intake;

import io.inventorybridge.delivery.DeliveryId;
import io.inventorybridge.delivery.DeliveryManifest.DeliveryKind;
import io.inventorybridge.delivery.DeliveryRecord;
import io.inventorybridge.delivery.DeliveryRecord.Status;
import io.inventorybridge.delivery.EmptiedKeys;
import io.inventorybridge.delivery.RowCounts;
import io.inventorybridge.delivery.SnapshotTime;
import io.inventorybridge.delivery.SourceObject;
import io.inventorybridge.stock.FacilityId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;

/** The first record of a delivery, while it is being built. */
final class DeliveryRecordDraft {
  private final DeliveryId id;
  private final DeliveryKind kind;
  private final Status status;
  private final Optional<String> reason;
  private final SnapshotTime snapshot;
  private final String sha256;
  private final long bytes;
  private final SortedMap<String, Duration> seconds;
  private final Optional<DeliveryId> releasedFrom;
  private Optional<String> original = Optional.empty();
  private RowCounts rows = RowCounts.NONE;
  private SortedSet<FacilityId> stores = new TreeSet<>();
  private Optional<EmptiedKeys> goingToZero = Optional.empty();
  private int parts;

  DeliveryRecordDraft(
      DeliveryId id,
      DeliveryKind kind,
      Status status,
      Optional<String> reason,
      SnapshotTime snapshot,
      String sha256,
      long bytes,
      SortedMap<String, Duration> seconds,
      Optional<DeliveryId> releasedFrom) {
    this.id = id;
    this.kind = kind;
    this.status = status;
    this.reason = reason;
    this.snapshot = snapshot;
    this.sha256 = sha256;
    this.bytes = bytes;
    this.seconds = seconds;
    this.releasedFrom = releasedFrom;
  }

  DeliveryRecordDraft original(Optional<String> key) {
    original = key;
    return this;
  }

  DeliveryRecordDraft holding(RowCounts counts, SortedSet<FacilityId> seen, int cut) {
    rows = counts;
    stores = seen;
    parts = cut;
    return this;
  }

  DeliveryRecordDraft emptying(Optional<EmptiedKeys> found) {
    goingToZero = found;
    return this;
  }

  DeliveryRecord build(SourceObject drop, Instant uploaded) {
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
        goingToZero,
        parts,
        seconds,
        releasedFrom,
        Optional.empty(),
        0);
  }
}
