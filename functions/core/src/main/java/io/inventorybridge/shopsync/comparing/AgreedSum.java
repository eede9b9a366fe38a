// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.shopsync.comparing;

import io.inventorybridge.shopsync.shop.InventoryLevel;

/**
 * The sum of a pair when it agreed last, without its confirmed number. As long as the pair gives
 * the same sum, it still agrees and is not counted. Most pairs have {@link #NOTHING}.
 *
 * @param beyond the confirmed number less the available units and those that returned orders have
 *     taken; units of orders that the shop no longer returns, for example
 * @param setAside units on hand that are neither available nor committed
 * @param unexplained committed units without a returned order
 */
public record AgreedSum(long beyond, long setAside, long unexplained) {
  public static final AgreedSum NOTHING = new AgreedSum(0, 0, 0);

  /**
   * The sum of a reading.
   *
   * @param confirmed the number that the pair should show
   */
  static AgreedSum of(long confirmed, InventoryLevel level, OrderUnits orders) {
    long available = level.available().units();
    long committed = level.committed().units();
    return new AgreedSum(
        Math.subtractExact(confirmed, Math.addExact(available, orders.taken())),
        Math.subtractExact(level.onHand().units(), Math.addExact(available, committed)),
        Math.subtractExact(committed, orders.committed()));
  }

  /** The units of the orders that the shop returns for a pair. */
  public record OrderUnits(long taken, long committed) {
    public static final OrderUnits NONE = new OrderUnits(0, 0);

    OrderUnits plus(long moreTaken, long moreCommitted) {
      return new OrderUnits(
          Math.addExact(taken, moreTaken), Math.addExact(committed, moreCommitted));
    }
  }
}
