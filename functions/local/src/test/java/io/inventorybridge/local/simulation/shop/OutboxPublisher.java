// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.simulation.shop;

import io.inventorybridge.local.simulation.shop.trouble.SimulatedTime;
import io.inventorybridge.shopsync.publishing.RunningFullSync;
import io.inventorybridge.shopsync.publishing.RunningRecentSync;
import io.inventorybridge.shopsync.publishing.SyncPorts;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/** Our protocol. */
final class OutboxPublisher implements ShopPublisher {
  private static final Duration TIME = Duration.ofMinutes(14);
  private static final int MOST_TRIES = 40;
  private static final int BATCH = 2;

  private final Supplier<SyncPorts> ports;
  private final SimulatedTime moments;
  private int fullSyncs;

  /**
   * @param ports of a run, each with its own view of the targets
   */
  OutboxPublisher(Supplier<SyncPorts> ports, SimulatedTime moments) {
    this.ports = ports;
    this.moments = moments;
  }

  private Instant end() {
    return moments.instant().plus(TIME);
  }

  @Override
  public void recent() {
    new RunningRecentSync(ports.get()).sync("recent", end());
  }

  // Like the state machine: each batch is a call of its own, repeated when it is interrupted.
  @Override
  public void full() {
    String holder = "full " + ++fullSyncs;
    Optional<String> next = Optional.empty();
    for (int tries = 0; tries < MOST_TRIES; tries++) {
      Optional<String> from = next;
      RunningFullSync.FullSyncOutcome[] outcome = new RunningFullSync.FullSyncOutcome[1];
      moments.invoke(
          () ->
              outcome[0] =
                  PublishingWorld.surviving(
                      () -> new RunningFullSync(ports.get()).batch(holder, from, BATCH, end())));
      if (outcome[0] instanceof RunningFullSync.BatchDone done) {
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
      RunningFullSync.FullSyncOutcome[] outcome = new RunningFullSync.FullSyncOutcome[1];
      moments.invoke(
          () ->
              outcome[0] =
                  PublishingWorld.surviving(
                      () -> new RunningFullSync(ports.get()).secondReadings(holder, end())));
      if (outcome[0] instanceof RunningFullSync.BatchDone) {
        return;
      }
      moments.until(moments.instant().plusSeconds(60));
    }
  }
}
