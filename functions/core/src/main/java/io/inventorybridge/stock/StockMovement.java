// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.stock;

import java.time.Instant;
import java.util.Optional;

/**
 * A POS sale, a return, or another signed change reported by event.
 *
 * @param id unique within the facility
 * @param effective the time from which the movement counts
 * @param fingerprint identifies the content of its event; empty where events are not compared
 */
public record StockMovement(
    StockKey key, String id, Instant effective, StockQuantity units, String fingerprint) {

  /** A movement that is not compared with another event. */
  public StockMovement(StockKey key, String id, Instant effective, StockQuantity units) {
    this(key, id, effective, units, "");
  }

  /**
   * Gives the effective time of a movement: its event time, but never later than its receipt, since
   * clocks of tills run ahead. Without an event time it is the time of receipt.
   */
  public static Instant effectiveAt(Optional<Instant> eventTime, Instant receivedAt) {
    return eventTime.filter(time -> time.isBefore(receivedAt)).orElse(receivedAt);
  }

  /**
   * Tells whether the movement is effective strictly after the snapshot. The snapshot contains
   * movements of its own time.
   */
  public boolean isAfter(Instant snapshot) {
    return effective.isAfter(snapshot);
  }
}
