// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.settings;

import java.time.Instant;
import java.util.Optional;

/**
 * The settings for the time from which Retail Pro knows a shipped unit.
 *
 * @param knownBefore the cut-over: orders completed at or before it that have no reportedAt count
 *     as reported at their completion; only effective under {@code ACKNOWLEDGED}
 */
public record AcknowledgmentSettings(Policy knownPolicy, Optional<Instant> knownBefore) {
  public static final AcknowledgmentSettings DEFAULTS =
      new AcknowledgmentSettings(Policy.ORDER_COMPLETED, Optional.empty());

  /** The event that makes a unit known to Retail Pro. */
  public enum Policy {
    /** The completion of the whole order. */
    ORDER_COMPLETED,
    /** The acknowledged report of the order, or of the item where that is given. */
    ACKNOWLEDGED
  }
}
