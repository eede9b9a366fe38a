// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.delivery;

import io.inventorybridge.delivery.rows.RowCounts;
import io.inventorybridge.stock.Baseline;
import io.inventorybridge.stock.FacilityId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What a delivery was cut into, once and for good.
 *
 * @param uploaded when the file first reached us: orders deliveries of one snapshot time; a
 *     released one keeps that of its first drop
 * @param drop the object it was read from
 * @param stores the known stores that occur in the file, those of rows filtered for their product
 *     included; of a backfill only those of which its original, an initial load, states every key
 * @param staging where the cut lies until it is copied to {@code reset/}, ending in a slash
 */
public record Manifest(
    DeliveryId delivery,
    Kind kind,
    SnapshotTime snapshot,
    Instant uploaded,
    Drop drop,
    Input input,
    String catalogVersion,
    String facilitiesVersion,
    RowCounts rows,
    SortedSet<FacilityId> stores,
    List<Part> parts,
    String staging) {
  public Manifest {
    stores = new TreeSet<>(stores);
    parts = List.copyOf(parts);
  }

  public String source() {
    return delivery.source();
  }

  /** The order of the baselines that this delivery brings. */
  public Baseline.Rank rank() {
    return new Baseline.Rank(snapshot.at(), uploaded, delivery.value());
  }

  /**
   * Whether the delivery is silent about none of the keys of its {@link #stores}: so is an initial
   * load, and a backfill of one for the stores that have become known since.
   */
  public boolean statesWholeStores() {
    return kind == Kind.INITIAL || (kind == Kind.BACKFILL && !stores.isEmpty());
  }

  /** What the delivery says by silence is said by its original, before any row of its backfills. */
  public Baseline.Rank rankOfSilence() {
    return new Baseline.Rank(snapshot.at(), uploaded, delivery.original().value());
  }

  public Optional<Part> part(PartName name) {
    return parts.stream().filter(part -> part.name().equals(name)).findFirst();
  }

  /** What kind of statement a delivery makes. */
  public enum Kind {
    /** Changes: silent about the keys it does not hold. */
    ORDINARY,
    /** Every key of the stores that occur in it. */
    INITIAL,
    /** Rows of another delivery, put right and dropped again. */
    CORRECTION,
    /** What another delivery says of keys that it was not asked for when it was filtered. */
    BACKFILL
  }

  /**
   * The file as it was dropped.
   *
   * @param sha256 of its bytes as they were dropped, packed or not, in hex
   * @param bytes their number
   * @param encoding {@code UTF-8}, or {@code WINDOWS-1252} when any row needed it
   * @param wrongCheckDigits kept rows whose UPCA fails its check digit: counted, never judged
   */
  public record Input(
      String sha256,
      long bytes,
      char delimiter,
      String encoding,
      Compression compression,
      long wrongCheckDigits) {}

  /**
   * One reset file.
   *
   * @param sha256 of its bytes, in hex
   */
  public record Part(PartName name, long rows, String sha256) {}
}
