// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.availability;

import io.inventorybridge.stock.CanonicalUpc;
import io.inventorybridge.stock.ItemAtLocation;
import java.util.Map;
import java.util.Optional;

/**
 * The sellable target of one pair, by strongly consistent readings of one moment.
 *
 * @param online the units that the rules leave for the shop; 0 if not published
 * @param heldByOrder for each order of the shop, by its {@code shopifyOrderId}: the units that the
 *     shop took for it and did not get back. Orders that hold 0 units are left out
 * @param openByOrder the units among them that are still to be shipped
 * @param heldByUnnamedOrders the same units for orders of the shop with an unknown {@code
 *     shopifyOrderId}. A pair with such an order cannot be reconciled, see {@link
 *     #hasUnnamedOrders}
 * @param unnamedOrders the number of such orders that hold units or gave all of them back
 * @param product the item's present product; empty without one
 */
public record SellableTarget(
    ItemAtLocation pair,
    long online,
    Map<String, Long> heldByOrder,
    Map<String, Long> openByOrder,
    long heldByUnnamedOrders,
    long unnamedOrders,
    SellableVersion version,
    PublicationState state,
    Optional<CanonicalUpc> product) {
  public SellableTarget {
    heldByOrder = Map.copyOf(heldByOrder);
    openByOrder = Map.copyOf(openByOrder);
  }

  /** With orders that are all still to be shipped. */
  public SellableTarget(
      ItemAtLocation pair,
      long online,
      Map<String, Long> heldByOrder,
      long heldByUnnamedOrders,
      long unnamedOrders,
      SellableVersion version,
      PublicationState state,
      Optional<CanonicalUpc> product) {
    this(
        pair,
        online,
        heldByOrder,
        heldByOrder,
        heldByUnnamedOrders,
        unnamedOrders,
        version,
        state,
        product);
  }

  /** For an item without a stated product: a change of its barcode is not noticed. */
  public SellableTarget(
      ItemAtLocation pair,
      long online,
      Map<String, Long> heldByOrder,
      long heldByUnnamedOrders,
      long unnamedOrders,
      SellableVersion version,
      PublicationState state) {
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

  /** Without orders that lack a {@code shopifyOrderId}, or with one that holds these units. */
  public SellableTarget(
      ItemAtLocation pair,
      long online,
      Map<String, Long> heldByOrder,
      long heldByUnnamedOrders,
      SellableVersion version,
      PublicationState state) {
    this(
        pair,
        online,
        heldByOrder,
        heldByUnnamedOrders,
        heldByUnnamedOrders == 0 ? 0 : 1,
        version,
        state);
  }

  /**
   * The units the shop took from {@code available} for orders we know, less the units given back.
   */
  public long counter() {
    return heldByOrder.values().stream().reduce(heldByUnnamedOrders, Math::addExact).longValue();
  }

  /** {@code online + counter}: a sale that both sides know does not change it. */
  public long units() {
    return Math.addExact(online, counter());
  }

  /** Tells whether a known order of the shop cannot be matched with the shop's own orders. */
  public boolean hasUnnamedOrders() {
    return unnamedOrders > 0;
  }
}
