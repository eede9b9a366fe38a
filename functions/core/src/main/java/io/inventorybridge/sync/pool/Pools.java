// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.sync.pool;

import io.inventorybridge.stock.Upc;
import io.inventorybridge.sync.shop.ItemId;
import io.inventorybridge.sync.shop.Pair;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Calculates sellable targets. Safe for use by many threads. */
public interface Pools {
  /**
   * Calculates the targets of the pairs, each once, in the order of the pairs. Each one uses
   * readings of its records that agree in every version.
   */
  List<Pool> read(Collection<Pair> pairs);

  /** The present version of the calculation inputs. */
  Basis basis();

  /** The published pairs of a product; none while it is not online. */
  List<Pair> pairsOf(Upc upc);

  /** The published pairs of an inventory item; none while it is not online. */
  List<Pair> pairsOf(ItemId item);

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
  record PairPage(List<Pair> pairs, Optional<String> next) {
    public PairPage {
      pairs = List.copyOf(pairs);
    }
  }
}
