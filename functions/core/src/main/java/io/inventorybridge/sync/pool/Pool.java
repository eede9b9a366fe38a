// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.sync.pool;

import io.inventorybridge.stock.Upc;
import io.inventorybridge.sync.shop.Pair;
import java.util.Map;
import java.util.Optional;

/**
 * What one pair should be able to sell, by strongly consistent readings of one moment.
 *
 * @param online what the rules leave for the shop; 0 for what is not published
 * @param heldByOrder for each order of the shop, by its {@code shopifyOrderId}: units that the shop
 *     took for it and did not get back. An order that holds 0 is not in it
 * @param heldByUnnamedOrders the same of orders of the shop whose {@code shopifyOrderId} is not
 *     known: a pair with such an order cannot be reconciled, see {@link #hasUnnamedOrders}
 * @param unnamedOrders how many such orders hold units or gave all of them back
 * @param product the one that the item is now; empty while it is none
 */
public record Pool(
    Pair pair,
    long online,
    Map<String, Long> heldByOrder,
    long heldByUnnamedOrders,
    long unnamedOrders,
    PoolVersion version,
    Published state,
    Optional<Upc> product) {
  public Pool {
    heldByOrder = Map.copyOf(heldByOrder);
  }

  /** Of an item whose product is not told: a change of its barcode goes unnoticed. */
  public Pool(
      Pair pair,
      long online,
      Map<String, Long> heldByOrder,
      long heldByUnnamedOrders,
      long unnamedOrders,
      PoolVersion version,
      Published state) {
    this(
        pair,
        online,
        heldByOrder,
        heldByUnnamedOrders,
        unnamedOrders,
        version,
        state,
        Optional.empty());
  }

  /** Without orders that have no {@code shopifyOrderId}, or with one that holds these units. */
  public Pool(
      Pair pair,
      long online,
      Map<String, Long> heldByOrder,
      long heldByUnnamedOrders,
      PoolVersion version,
      Published state) {
    this(
        pair,
        online,
        heldByOrder,
        heldByUnnamedOrders,
        heldByUnnamedOrders == 0 ? 0 : 1,
        version,
        state);
  }

  /** Units the shop took from {@code available} for orders we know of, less what it got back. */
  public long counter() {
    return heldByOrder.values().stream().reduce(heldByUnnamedOrders, Math::addExact).longValue();
  }

  /** {@code online + counter}: a sale that both sides know leaves it alone. */
  public long pool() {
    return Math.addExact(online, counter());
  }

  /** Whether an order of the shop is known that cannot be matched with the shop's own. */
  public boolean hasUnnamedOrders() {
    return unnamedOrders > 0;
  }
}
