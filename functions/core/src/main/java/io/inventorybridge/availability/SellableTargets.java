// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.availability;

import io.inventorybridge.stock.CanonicalUpc;
import io.inventorybridge.stock.InventoryItemId;
import io.inventorybridge.stock.ItemAtLocation;
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

  /** The present version of the calculation inputs. */
  InputsVersion inputsVersion();

  /** The published pairs of a product; none while it is not online. */
  List<ItemAtLocation> pairsOf(CanonicalUpc upc);

  /** The published pairs of an inventory item; none while it is not online. */
  List<ItemAtLocation> pairsOf(InventoryItemId item);

  /**
   * Reads every published pair, in pages of some hundred. The implementation defines their order.
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
