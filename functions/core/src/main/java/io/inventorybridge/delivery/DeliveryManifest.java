// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.delivery;

import io.inventorybridge.stock.FacilityId;
import io.inventorybridge.stock.StockBaseline;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The manifest of a delivery: its parts, which are cut once and never change.
 *
 * @param uploaded when the file was first uploaded; orders deliveries of one snapshot time. A
 *     released delivery keeps the time of its first drop
 * @param drop the object it was read from
 * @param stores the known stores that occur in the file, including those of rows filtered for their
 *     product. For a backfill: only the stores of which its original, an initial load, states every
 *     key
 * @param findings of the intake; for a backfill only the keys that unusable rows name
 * @param staging where the parts are staged until they are copied to {@code reset/}, ending in a
 *     slash
 */
public record DeliveryManifest(
    DeliveryId delivery,
    DeliveryKind kind,
    SnapshotTime snapshot,
    Instant uploaded,
    SourceObject drop,
    Input input,
    String catalogVersion,
    String facilitiesVersion,
    RowCounts rows,
    SortedSet<FacilityId> stores,
    IntakeFindings findings,
    List<Part> parts,
    String staging) {
  public DeliveryManifest {
    stores = new TreeSet<>(stores);
    parts = List.copyOf(parts);
  }

  public String source() {
    return delivery.source();
  }

  /** The rank of the baselines of this delivery. */
  public StockBaseline.Rank rank() {
    return new StockBaseline.Rank(snapshot.at(), uploaded, delivery.value());
  }

  /**
   * Tells whether the delivery states every key of its {@link #stores}. An initial load does, and
   * so does a backfill of one for the stores that became known since.
   */
  public boolean statesWholeStores() {
    return kind == DeliveryKind.INITIAL || (kind == DeliveryKind.BACKFILL && !stores.isEmpty());
  }

  /**
   * Tells whether omitted keys are set to 0. Where a rejected row may be of any key, no key is
   * certainly omitted.
   */
  public boolean sweeps() {
    return statesWholeStores() && rejectedKeys().unnamed() == 0;
  }

  /** The keys that unusable rows of an initial load name. */
  public RejectedKeys rejectedKeys() {
    return findings.rejectedKeys();
  }

  /**
   * The rank of the quantity 0 for omitted keys. It is the rank of the original, which comes before
   * any row of its backfills.
   */
  public StockBaseline.Rank rankOfOmittedKeys() {
    return new StockBaseline.Rank(snapshot.at(), uploaded, delivery.original().value());
  }

  public Optional<Part> part(PartName name) {
    return parts.stream().filter(part -> part.name().equals(name)).findFirst();
  }

  /** The kind of a delivery. */
  public enum DeliveryKind {
    /** A delta: it states nothing about the keys it does not hold. */
    ORDINARY,
    /** An initial load: it states every key of the stores that occur in it. */
    INITIAL,
    /** Corrected rows of another delivery, dropped again. */
    CORRECTION,
    /** Rows of another delivery for keys that were out of scope when it was filtered. */
    BACKFILL
  }

  /**
   * The dropped file.
   *
   * @param sha256 of its bytes as they were dropped, packed or not, in hex
   * @param bytes their number
   * @param encoding {@code UTF-8}, or {@code WINDOWS-1252} when any row needed it
   * @param wrongCheckDigits the number of kept rows whose UPCA fails its check digit; such rows are
   *     counted, never rejected
   */
  public record Input(
      String sha256,
      long bytes,
      char delimiter,
      String encoding,
      FileCompression compression,
      long wrongCheckDigits) {}

  /**
   * One reset file.
   *
   * @param sha256 of its bytes, in hex
   */
  public record Part(PartName name, long rows, String sha256) {}
}
