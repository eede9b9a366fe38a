// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.simulation;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** The clock of a world; it advances only on request. */
final class SimulatedClock extends Clock {
  private Instant now;

  SimulatedClock(Instant now) {
    this.now = now;
  }

  void pass(Duration time) {
    now = now.plus(time);
  }

  /** Advances to the moment, never back. */
  void reach(Instant moment) {
    now = now.isBefore(moment) ? moment : now;
  }

  @Override
  public Instant instant() {
    return now;
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException("the world has one time");
  }
}
