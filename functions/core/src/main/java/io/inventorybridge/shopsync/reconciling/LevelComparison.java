// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.shopsync.reconciling;

import io.inventorybridge.availability.SellableTarget;
import io.inventorybridge.shopsync.mirror.OrderMirror;
import io.inventorybridge.shopsync.shop.InventoryLevel;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The comparison of a pair's reading with our numbers. An order counts on both sides or on neither:
 * for an order that the shop does not return, our number counts on both sides.
 *
 * @param shown the target that the shop shows: the available units, those its orders have taken,
 *     and those that staff set aside, which are on hand and neither available nor committed
 * @param unexplained units that the shop reports as committed without a returned order
 * @param open units of the returned orders that are still to be shipped
 * @param changedAt the latest change of those orders that existed at an earlier reading
 * @param settled true when no order of the pair changed while it was read
 */
record LevelComparison(
    long available,
    long shown,
    long unknownOrders,
    long unknownCancellations,
    long unexplained,
    long open,
    Instant changedAt,
    boolean settled) {
  /**
   * @param orders that affect the pair
   * @param changes orders changed later than this may differ from their state when the level was
   *     read
   * @param there orders created later than this did not exist at the earlier reading
   * @param knownBefore orders shipped by then count on neither side
   */
  static LevelComparison of(
      SellableTarget sellableTarget,
      InventoryLevel level,
      List<OrderMirror.OnPair> orders,
      Instant changes,
      Instant there,
      Optional<Instant> knownBefore) {
    Map<String, Long> held = new HashMap<>();
    sellableTarget
        .heldByOrder()
        .forEach((order, units) -> held.merge(number(order), units, Math::addExact));
    long taken = 0;
    long committed = 0;
    long unknown = 0;
    long cancelled = 0;
    boolean settled = true;
    Instant changedAt = Instant.MIN;
    for (OrderMirror.OnPair on : orders) {
      committed += on.count().committed();
      if (!on.order().order().createdAt().isAfter(there)
          && on.order().changedAt().isAfter(changedAt)) {
        changedAt = on.order().changedAt();
      }
      settled &= on.order().isConsistent() && !on.order().changedAt().isAfter(changes);
      boolean before =
          on.order().isFulfilled()
              && knownBefore.filter(it -> !on.order().changedAt().isAfter(it)).isPresent();
      if (!before) {
        Long ours = held.remove(on.order().order().order());
        long more = on.count().taken() - (ours == null ? 0 : ours);
        taken += on.count().taken();
        unknown += Math.max(0, more);
        cancelled += Math.max(0, -more);
      }
    }
    for (long ofOurs : held.values()) {
      taken += ofOurs;
    }
    long available = level.available().units();
    return new LevelComparison(
        available,
        Math.addExact(Math.addExact(available, taken), setAside(level)),
        unknown,
        cancelled,
        level.committed().units() - committed,
        committed,
        changedAt,
        settled);
  }

  // Reserved, damaged, safety stock, quality control: the residual of on hand, by
  // https://shopify.dev/docs/apps/build/orders-fulfillment/inventory-management-apps
  private static long setAside(InventoryLevel level) {
    return level.onHand().minus(level.available()).minus(level.committed()).units();
  }

  // The feed may identify an order by Shopify's full id, gid://shopify/Order/<number>.
  private static String number(String order) {
    return order.substring(order.lastIndexOf('/') + 1);
  }
}
