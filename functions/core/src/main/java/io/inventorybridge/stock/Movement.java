// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.stock;

import java.time.Instant;
import java.util.Optional;

/**
 * A POS sale, a return, or another signed change reported by event.
 *
 * @param id unique within the facility
 * @param effective the moment from which it counts
 * @param fingerprint stands for what its event said; empty where nobody need compare it
 */
public record Movement(
    StockKey key, String id, Instant effective, Quantity units, String fingerprint) {

  /** A movement that nobody need compare with another event. */
  public Movement(StockKey key, String id, Instant effective, Quantity units) {
    this(key, id, effective, units, "");
  }

  /**
   * When a movement takes effect: its event time, but never later than we received it (clocks of
   * tills run ahead); without an event time the moment we received it.
   */
  public static Instant effectiveAt(Optional<Instant> eventTime, Instant receivedAt) {
    return eventTime.filter(time -> time.isBefore(receivedAt)).orElse(receivedAt);
  }

  /** Strictly after: what happened at the snapshot time is in the snapshot. */
  public boolean isAfter(Instant snapshot) {
    return effective.isAfter(snapshot);
  }
}
