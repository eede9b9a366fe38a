// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.delivery;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * The moment at which a delivery's quantities were true, and who said so.
 *
 * @param at to the second, as in the delivery's id; what is finer is cut off, which is the safe
 *     side: a sale in that second may be subtracted twice, never sold twice
 */
public record SnapshotTime(Instant at, From from) {
  public SnapshotTime {
    at = at.truncatedTo(ChronoUnit.SECONDS);
  }

  /** Who stated a snapshot time. */
  public enum From {
    /** The object's metadata {@code snapshot-time}. */
    METADATA,
    /** The file's name. */
    NAME,
    /** An operator, by an option of a command. */
    OPTION,
    /** Nobody: it was taken from the upload time. */
    UPLOAD;

    public boolean stated() {
      return this != UPLOAD;
    }
  }
}
