// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.shopsync.reconciling;

import io.inventorybridge.availability.SellableTarget;
import io.inventorybridge.shopsync.mirror.MirroredOrder;
import io.inventorybridge.shopsync.mirror.OrderMirror;
import io.inventorybridge.shopsync.published.PairRemarks;
import io.inventorybridge.shopsync.shop.InventoryLevel;
import io.inventorybridge.stock.InventoryItemId;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The comparison of a pair's reading with our numbers. An order counts on both sides or on neither:
 * for an order that the shop does not return, our number counts on both sides.
 *
 * <p>On hand is the sum of available, committed and set-aside units: <a
 * href="https://shopify.dev/docs/apps/build/orders-fulfillment/inventory-management-apps">Shopify's
 * inventory states</a>. Committed units that no order explains are out of {@code available} like
 * those of an order, and so are units that staff or the shop set aside.
 *
 * @param setAside units that are neither available nor committed; below zero where the shop's
 *     quantities contradict each other
 * @param shown the most that the shop may show: the available units and all units that are out of
 *     them
 * @param surelyShown the fewest that it shows. It differs where an order does not tell how many
 *     units it has taken, or where fewer units are committed than the orders say
 * @param unexplained units that the shop reports as committed without a returned order; below zero
 *     when it reports fewer than the orders
 * @param open units of the returned orders that are still to be shipped
 * @param changedAt the latest change of those orders that existed at an earlier reading
 * @param settled true when no order of the pair changed while it was read
 * @param differing the orders of which the shop counts other units than we do, with their last
 *     changes
 * @param unclear the orders that do not tell how many units they have taken, with their last
 *     changes
 * @param unclearTaken the most units that those orders have taken
 */
record LevelComparison(
    long available,
    long setAside,
    long shown,
    long surelyShown,
    long unknownOrders,
    long unknownCancellations,
    long unexplained,
    long open,
    Instant changedAt,
    boolean settled,
    SortedMap<String, Instant> differing,
    SortedMap<String, Instant> unclear,
    long unclearTaken) {

  /**
   * The state of the pair and of the settings that a comparison depends on.
   *
   * @param changes orders changed later than this may differ from their state when the level was
   *     read
   * @param there orders created later than this did not exist at the earlier reading
   * @param knownBefore orders shipped by then count on neither side
   * @param keepsOffSale true when set-aside units stay off sale
   * @param acceptance an operator's word about the pair's orders
   * @param returned all orders that the shop returns, by number
   */
  record ComparisonContext(
      Instant changes,
      Instant there,
      Optional<Instant> knownBefore,
      boolean keepsOffSale,
      Optional<PairRemarks.Acceptance> acceptance,
      Map<String, MirroredOrder> returned) {}

  /**
   * @param orders that affect the pair
   */
  static LevelComparison of(
      SellableTarget sellableTarget,
      InventoryLevel level,
      List<OrderMirror.OnPair> orders,
      ComparisonContext context) {
    return new OrderSums(sellableTarget, context).add(orders).comparison(level);
  }

  /** Tells whether the orders and the level say exactly what the shop shows. */
  boolean isExact() {
    return shown == surelyShown && setAside >= 0;
  }

  /** The units that are left for the shop after a rise, at most. */
  long most(long online, boolean keepsOffSale) {
    return online
        - unknownOrders
        - Math.max(0, unexplained)
        - (keepsOffSale ? Math.max(0, setAside) : 0);
  }

  /** Adds up the orders of a pair. */
  private static final class OrderSums {
    private final ComparisonContext context;
    private final InventoryItemId item;
    private final Map<String, Long> held = new HashMap<>();
    private final Map<String, Long> heldOpen = new HashMap<>();
    private final SortedMap<String, Instant> differing = new TreeMap<>();
    private final SortedMap<String, Instant> unclear = new TreeMap<>();
    private long taken;
    private long surelyTaken;
    private long unclearTaken;
    private long unclearSurelyTaken;
    private long committed;
    private long unknown;
    private long cancelled;
    private boolean settled = true;
    private Instant changedAt = Instant.MIN;

    OrderSums(SellableTarget sellableTarget, ComparisonContext context) {
      this.context = context;
      this.item = sellableTarget.pair().item();
      sellableTarget
          .heldByOrder()
          .forEach((order, units) -> held.merge(number(order), units, Math::addExact));
      sellableTarget
          .openByOrder()
          .forEach((order, units) -> heldOpen.merge(number(order), units, Math::addExact));
    }

    // The feed may identify an order by Shopify's full id, gid://shopify/Order/<number>.
    private static String number(String order) {
      return order.substring(order.lastIndexOf('/') + 1);
    }

    OrderSums add(List<OrderMirror.OnPair> orders) {
      orders.forEach(this::add);
      heldOpen.replaceAll(this::openAtMost);
      // The shop does not return these: our numbers count on both sides.
      for (long ofOurs : held.values()) {
        taken += ofOurs;
        surelyTaken += ofOurs;
      }
      return this;
    }

    // The shop may return an order and not the location that is to ship it. It then commits at most
    // the units that the order still has to ship: none of one that was cancelled.
    private long openAtMost(String order, long ofOurs) {
      MirroredOrder there = context.returned().get(order);
      return there == null ? ofOurs : Math.min(ofOurs, there.unfulfilled(item));
    }

    private void add(OrderMirror.OnPair on) {
      MirroredOrder order = on.order();
      MirroredOrder.Count count = on.count();
      String name = order.order().order();
      committed += count.committed();
      if (!order.order().createdAt().isAfter(context.there())
          && order.changedAt().isAfter(changedAt)) {
        changedAt = order.changedAt();
      }
      settled &= order.isConsistent() && !order.changedAt().isAfter(context.changes());
      heldOpen.remove(name);
      boolean before =
          order.isFulfilled()
              && context.knownBefore().filter(it -> !order.changedAt().isAfter(it)).isPresent();
      if (before) {
        return;
      }
      long ours = Optional.ofNullable(held.remove(name)).orElse(0L);
      unknown += Math.max(0, count.taken() - ours);
      cancelled += Math.max(0, ours - count.surelyTaken());
      if (ours < count.surelyTaken() || ours > count.taken()) {
        differing.put(name, order.changedAt());
      }
      if (count.isExact()) {
        taken += count.taken();
        surelyTaken += count.taken();
      } else {
        unclear.put(name, order.changedAt());
        unclearTaken += count.taken();
        unclearSurelyTaken += count.surelyTaken();
      }
    }

    LevelComparison comparison(InventoryLevel level) {
      long available = level.available().units();
      long setAside = level.onHand().minus(level.available()).minus(level.committed()).units();
      long rest = level.committed().units() - committed;
      long openOfOurs = heldOpen.values().stream().reduce(0L, Math::addExact);
      long unexplained = rest - Math.clamp(openOfOurs, 0, Math.max(0, rest));
      boolean accepted =
          context
              .acceptance()
              .filter(
                  it -> it instanceof PairRemarks.Accepted said && said.orders().equals(unclear))
              .isPresent();
      if (accepted && context.acceptance().get() instanceof PairRemarks.Accepted said) {
        unclear.clear();
        unclearTaken = said.taken();
        unclearSurelyTaken = said.taken();
      }
      long off = context.keepsOffSale() ? Math.max(0, setAside) : 0;
      long sure = Math.addExact(available, off);
      return new LevelComparison(
          available,
          setAside,
          sure + taken + unclearTaken + Math.max(0, unexplained),
          sure + surelyTaken + unclearSurelyTaken + unexplained,
          unknown,
          cancelled,
          unexplained,
          committed,
          changedAt,
          settled,
          differing,
          unclear,
          unclearTaken);
    }
  }
}
