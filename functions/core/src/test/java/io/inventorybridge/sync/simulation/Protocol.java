// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.sync.simulation;

import io.inventorybridge.sync.publishing.SyncPorts;
import io.inventorybridge.sync.publishing.SyncingFully;
import io.inventorybridge.sync.publishing.SyncingRecent;
import io.inventorybridge.sync.simulation.trouble.Moments;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/** Our protocol. */
final class Protocol implements Publisher {
  private static final Duration TIME = Duration.ofMinutes(14);
  private static final int MOST_TRIES = 40;
  private static final int BATCH = 2;

  private final Supplier<SyncPorts> ports;
  private final Moments moments;

  /**
   * @param ports of a run, each with its own view of the targets
   */
  Protocol(Supplier<SyncPorts> ports, Moments moments) {
    this.ports = ports;
    this.moments = moments;
  }

  private Instant end() {
    return moments.instant().plus(TIME);
  }

  @Override
  public void recent() {
    new SyncingRecent(ports.get()).sync("recent", end());
  }

  // Like the state machine: each batch is a call of its own, repeated when it is interrupted.
  @Override
  public void full() {
    Optional<String> next = Optional.empty();
    for (int tries = 0; tries < MOST_TRIES; tries++) {
      Optional<String> from = next;
      SyncingFully.Outcome[] outcome = new SyncingFully.Outcome[1];
      moments.invoke(
          () ->
              outcome[0] =
                  World.surviving(
                      () -> new SyncingFully(ports.get()).batch("full", from, BATCH, end())));
      if (outcome[0] instanceof SyncingFully.Done done) {
        next = done.next();
        if (next.isEmpty()) {
          break;
        }
      } else {
        moments.until(moments.instant().plusSeconds(60));
      }
    }
    moments.until(moments.instant().plus(Duration.ofMinutes(11)));
    for (int tries = 0; tries < MOST_TRIES; tries++) {
      SyncingFully.Outcome[] outcome = new SyncingFully.Outcome[1];
      moments.invoke(
          () ->
              outcome[0] =
                  World.surviving(
                      () -> new SyncingFully(ports.get()).secondReadings("full", end())));
      if (outcome[0] instanceof SyncingFully.Done) {
        return;
      }
      moments.until(moments.instant().plusSeconds(60));
    }
  }
}
