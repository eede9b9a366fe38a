// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.availability;

import io.inventorybridge.stock.CanonicalUpc;
import io.inventorybridge.stock.InventoryItemId;
import io.inventorybridge.stock.ItemAtLocation;
import io.inventorybridge.stock.ShopLocationId;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Calculates sellable targets. Safe for use by many threads. */
public interface SellableTargets {
  /**
   * Calculates the targets of the pairs, each once, in the order of the pairs. Each one uses
   * readings of its records that agree in every version.
   */
  List<SellableTarget> read(Collection<ItemAtLocation> pairs);

  /**
   * The same by one reading of the records, at half the cost. A record may change during it, so a
   * target that matters must be {@link #read} again.
   */
  default List<SellableTarget> readOnce(Collection<ItemAtLocation> pairs) {
    return read(pairs);
  }

  /**
   * Asks for the inputs in force, so that {@link #pairsOf} does not follow older ones. {@link
   * #read} and {@link #pairs} do so themselves.
   */
  void refreshInputs();

  /**
   * The published pairs of a product, and those at {@link #isLeft left} locations; none while it is
   * not online.
   */
  List<ItemAtLocation> pairsOf(CanonicalUpc upc);

  /** The same pairs of an inventory item; none while it is not online. */
  List<ItemAtLocation> pairsOf(InventoryItemId item);

  /**
   * Tells whether stores were published at the location and are not any more. A pair there has the
   * number 0 and matters only if it was published.
   */
  boolean isLeft(ShopLocationId location);

  /**
   * Reads every published pair, in pages of some hundred, with those at left locations. The
   * implementation defines their order.
   *
   * @param after empty for the first page
   */
  PairPage pairs(Optional<String> after);

  /**
   * A page of pairs.
   *
   * @param next empty on the last page
   */
  record PairPage(List<ItemAtLocation> pairs, Optional<String> next) {
    public PairPage {
      pairs = List.copyOf(pairs);
    }
  }
}
