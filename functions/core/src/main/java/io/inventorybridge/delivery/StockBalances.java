// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.delivery;

import io.inventorybridge.stock.FacilityId;
import io.inventorybridge.stock.StockBaseline;
import io.inventorybridge.stock.StockKey;
import io.inventorybridge.stock.StockQuantity;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** The present stock balances, read by the guards that compare a delivery with the ledger. */
public interface StockBalances {
  /**
   * The balance of a key.
   *
   * @param onHand units by all entries so far
   * @param expected units by the settled baseline and everything since
   * @param newest the rank of the newest baseline
   * @param hasBaseline true when a delivery has stated and settled the key
   * @param latestMovement effective time of the latest movement, {@link Instant#MIN} for none
   */
  record StockBalance(
      StockKey key,
      StockQuantity onHand,
      StockQuantity expected,
      StockBaseline.Rank newest,
      boolean hasBaseline,
      Instant latestMovement) {}

  /** Reads the balances of the keys; a key never written is left out. */
  Map<StockKey, StockBalance> find(Collection<StockKey> keys);

  /** Passes the balance of every written key of the stores, page by page. */
  void ofStores(Set<FacilityId> stores, Consumer<StockBalance> balances);
}
