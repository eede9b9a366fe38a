// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.ledger;

import io.inventorybridge.delivery.OnHand;
import io.inventorybridge.stock.Quantity;
import io.inventorybridge.stock.StockKey;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;

/** The balances as the ledger has them. */
public record LedgerOnHand(Ledger ledger) implements OnHand {
  @Override
  public Map<StockKey, Quantity> onHand(Collection<StockKey> keys) {
    return ledger.find(keys).entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().onHand()));
  }
}
