// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.sync.simulation;

import java.util.EnumMap;
import java.util.Map;

/** What is counted in worlds. */
final class Counts {
  long worlds;
  long worldsOversold;
  long sales;

  /** Sales that would not have been had every publication been exact. */
  long oversold;

  /** Sales of what had gone since the last publication. */
  long beyondStock;

  /** Pairs that show another number than they should when nothing moves any more. */
  long wrongAtTheEnd;

  long crashed;
  long overlapped;
  long frozen;
  long abandoned;
  final Map<TroubledShop.Trouble, Long> troubles = new EnumMap<>(TroubledShop.Trouble.class);

  void add(Counts other) {
    worlds += other.worlds;
    worldsOversold += other.worldsOversold;
    sales += other.sales;
    oversold += other.oversold;
    beyondStock += other.beyondStock;
    wrongAtTheEnd += other.wrongAtTheEnd;
    crashed += other.crashed;
    overlapped += other.overlapped;
    frozen += other.frozen;
    abandoned += other.abandoned;
    other.troubles.forEach((kind, times) -> troubles.merge(kind, times, Long::sum));
  }
}
