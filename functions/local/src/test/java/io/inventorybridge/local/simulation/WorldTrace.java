// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.simulation;

import java.util.List;
import java.util.function.Supplier;

/**
 * Receives the events of a world. Texts are built on demand only, because they cost more than the
 * world.
 */
interface WorldTrace {
  WorldTrace NONE = line -> {};

  static WorldTrace to(List<String> lines) {
    return line -> lines.add(line.get());
  }

  void tell(Supplier<String> line);
}
