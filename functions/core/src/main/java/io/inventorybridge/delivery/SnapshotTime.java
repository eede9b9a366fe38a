// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.delivery;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * The snapshot time of a delivery, with its origin.
 *
 * @param at the time, cut off to the second as in the delivery's id. This is the safe side: a sale
 *     in that second may be subtracted twice, never sold twice
 */
public record SnapshotTime(Instant at, From from) {
  public SnapshotTime {
    at = at.truncatedTo(ChronoUnit.SECONDS);
  }

  /** The origin of a snapshot time. */
  public enum From {
    /** The object's metadata {@code snapshot-time}. */
    METADATA,
    /** The file's name. */
    NAME,
    /** An operator, by an option of a command. */
    OPTION,
    /** The upload time: the snapshot time was stated nowhere. */
    UPLOAD;

    public boolean stated() {
      return this != UPLOAD;
    }
  }
}
