// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.simulation.shop;

import io.inventorybridge.local.simulation.shop.trouble.InvariantViolation;
import java.util.Optional;

/** Runs worlds; public, so that it can be found among other classes of the same name. */
public final class PublishingSimulation {
  public PublishingSimulation() {}

  /** Runs the world of a seed; gives its error, or empty without one. */
  public Optional<String> run(long seed) {
    try {
      PublishingWorld world = new PublishingWorld(seed, Optional.empty());
      world.run();
      world.atTheEnd();
      return Optional.empty();
    } catch (InvariantViolation e) {
      return Optional.of(e.getMessage());
    }
  }
}
