// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.delivery;

import io.inventorybridge.stock.StockKey;
import io.inventorybridge.stock.StockQuantity;
import java.util.Collection;
import java.util.Map;

/** The present stock balances, read by the guard against stores going to zero. */
public interface StockBalances {
  /** Reads the units on hand of the keys that have a balance; a key without one is left out. */
  Map<StockKey, StockQuantity> onHand(Collection<StockKey> keys);
}
