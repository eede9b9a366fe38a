// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.sync.simulation;

import io.inventorybridge.sync.simulation.trouble.Wrong;
import java.util.Optional;

/** Runs worlds; public, so that it can be found among other classes of the same name. */
public final class Simulation {
  public Simulation() {}

  /** Runs the world of a seed; gives its error, or empty without one. */
  public Optional<String> run(long seed) {
    try {
      World world = new World(seed, Optional.empty());
      world.run();
      world.atTheEnd();
      return Optional.empty();
    } catch (Wrong e) {
      return Optional.of(e.getMessage());
    }
  }
}
