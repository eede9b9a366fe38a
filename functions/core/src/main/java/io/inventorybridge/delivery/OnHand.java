// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.delivery;

import io.inventorybridge.stock.Quantity;
import io.inventorybridge.stock.StockKey;
import java.util.Collection;
import java.util.Map;

/** The present balances; asked by the guard against a delivery that empties the stores. */
public interface OnHand {
  /** The units on hand of the keys that have a balance; a key without one is left out. */
  Map<StockKey, Quantity> onHand(Collection<StockKey> keys);
}
