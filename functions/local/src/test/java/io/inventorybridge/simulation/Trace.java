// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.simulation;

import java.util.List;
import java.util.function.Supplier;

/**
 * What happens in a world, put into words only for those who ask: that costs more than the world.
 */
interface Trace {
  Trace NONE = line -> {};

  static Trace to(List<String> lines) {
    return line -> lines.add(line.get());
  }

  void tell(Supplier<String> line);
}
