// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.delivery.receiving;

import io.inventorybridge.delivery.DeliveryId;
import io.inventorybridge.delivery.DeliveryRecord;
import io.inventorybridge.delivery.DeliveryRecord.Status;
import io.inventorybridge.delivery.Drop;
import io.inventorybridge.delivery.GoingToZero;
import io.inventorybridge.delivery.Manifest.Kind;
import io.inventorybridge.delivery.SnapshotTime;
import io.inventorybridge.delivery.rows.RowCounts;
import io.inventorybridge.stock.FacilityId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;

/** The first record of a delivery, while it is being built. */
final class RecordDraft {
  private final DeliveryId id;
  private final Kind kind;
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
  private Optional<GoingToZero> goingToZero = Optional.empty();
  private int parts;

  RecordDraft(
      DeliveryId id,
      Kind kind,
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

  RecordDraft original(Optional<String> key) {
    original = key;
    return this;
  }

  RecordDraft holding(RowCounts counts, SortedSet<FacilityId> seen, int cut) {
    rows = counts;
    stores = seen;
    parts = cut;
    return this;
  }

  RecordDraft emptying(Optional<GoingToZero> found) {
    goingToZero = found;
    return this;
  }

  DeliveryRecord build(Drop drop, Instant uploaded) {
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
