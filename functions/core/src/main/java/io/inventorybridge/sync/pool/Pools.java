// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.sync.pool;

import io.inventorybridge.stock.Upc;
import io.inventorybridge.sync.shop.ItemId;
import io.inventorybridge.sync.shop.Pair;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** What the shop should be able to sell. Safe for use by many threads. */
public interface Pools {
  /**
   * The pools of the pairs, each once, in the order of the pairs; each by readings of every record
   * that agree in every version.
   */
  List<Pool> read(Collection<Pair> pairs);

  /** What all pools are counted by now. */
  Basis basis();

  /** The pairs of a product that are to be published; none while it is not online. */
  List<Pair> pairsOf(Upc upc);

  /** The pairs of an inventory item that are to be published; none while it is not online. */
  List<Pair> pairsOf(ItemId item);

  /**
   * Every pair that is to be published, in pages of some hundred, in an order of its own.
   *
   * @param after empty for the first page
   */
  PairPage pairs(Optional<String> after);

  /**
   * Some pairs.
   *
   * @param next empty when this was the last page
   */
  record PairPage(List<Pair> pairs, Optional<String> next) {
    public PairPage {
      pairs = List.copyOf(pairs);
    }
  }
}
