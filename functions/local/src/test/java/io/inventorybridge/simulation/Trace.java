// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.simulation;

import java.util.List;
import java.util.function.Supplier;

/**
 * Receives the events of a world. Texts are built on demand only, because they cost more than the
 * world.
 */
interface Trace {
  Trace NONE = line -> {};

  static Trace to(List<String> lines) {
    return line -> lines.add(line.get());
  }

  void tell(Supplier<String> line);
}
