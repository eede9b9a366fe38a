// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.delivery;

import io.inventorybridge.delivery.rows.RowCounts;
import io.inventorybridge.stock.Baseline;
import io.inventorybridge.stock.FacilityId;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What is known of a delivery.
 *
 * @param reason why it is held, refused or quarantined: one sentence that begins with the reason's
 *     name
 * @param uploaded when the file first reached us; a released delivery keeps it
 * @param drop the object it was read from
 * @param original where the kept copy of that object lies; empty when it could not be kept
 * @param goingToZero as the guard found it; empty where it was not asked
 * @param parts how many it was cut into, 0 while it is held
 * @param seconds how long each step took, by the step's name
 * @param releasedFrom the held delivery it came of, where an operator stated another snapshot time
 * @param releasedAs the delivery it became, where an operator stated another snapshot time
 * @param revision counts the writes, from 1; a replacement states the one it has read
 */
public record DeliveryRecord(
    DeliveryId id,
    Manifest.Kind kind,
    Status status,
    Optional<String> reason,
    SnapshotTime snapshot,
    Instant uploaded,
    Drop drop,
    String sha256,
    long bytes,
    Optional<String> original,
    RowCounts rows,
    SortedSet<FacilityId> stores,
    Optional<GoingToZero> goingToZero,
    int parts,
    SortedMap<String, Duration> seconds,
    Optional<DeliveryId> releasedFrom,
    Optional<DeliveryId> releasedAs,
    long revision) {
  public DeliveryRecord {
    stores = new TreeSet<>(stores);
    seconds = new TreeMap<>(seconds);
  }

  public String source() {
    return id.source();
  }

  public Baseline.Rank rank() {
    return new Baseline.Rank(snapshot.at(), uploaded, id.value());
  }

  public DeliveryRecord with(Status changed) {
    return with(changed, Optional.empty());
  }

  public DeliveryRecord with(Status changed, Optional<String> why) {
    return copy(changed, why, seconds, releasedAs);
  }

  /** The same with the time that a step took, in place of an earlier figure of that step. */
  public DeliveryRecord took(String step, Duration time) {
    TreeMap<String, Duration> all = new TreeMap<>(seconds);
    all.put(step, time);
    return copy(status, reason, all, releasedAs);
  }

  public DeliveryRecord releasedAs(DeliveryId other) {
    return copy(status, reason, seconds, Optional.of(other));
  }

  /** The same as the store keeps it. */
  public DeliveryRecord revised(long number) {
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
        releasedAs,
        number);
  }

  private DeliveryRecord copy(
      Status newStatus,
      Optional<String> newReason,
      Map<String, Duration> newSeconds,
      Optional<DeliveryId> newReleasedAs) {
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
        goingToZero,
        parts,
        new TreeMap<>(newSeconds),
        releasedFrom,
        newReleasedAs,
        revision);
  }

  /** Where a delivery stands. */
  public enum Status {
    /** Accepted; not every row of every part is settled yet. */
    RUNNING,
    /** Every row of every part was applied, found unchanged or found stale. */
    SETTLED,
    /** Waits for an operator; nothing of it was applied. */
    HELD,
    /** An operator let it go on; its file is on its way back. */
    RELEASED,
    /** An operator turned it down. */
    REFUSED,
    /** A part failed and waits for an operator. */
    QUARANTINED
  }
}
