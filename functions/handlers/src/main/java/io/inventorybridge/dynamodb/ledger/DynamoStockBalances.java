// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.dynamodb.ledger;

import io.inventorybridge.delivery.StockBalances;
import io.inventorybridge.stock.StockKey;
import io.inventorybridge.stock.StockQuantity;
import io.inventorybridge.support.concurrent.BackoffPolicy;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The balances that the guards need, from the stock table alone. */
public final class DynamoStockBalances implements StockBalances {
  private final StockTable stock;

  public DynamoStockBalances(DynamoDbClient dynamoDb, String stockTable, BackoffPolicy backoff) {
    this.stock = new StockTable(dynamoDb, stockTable, backoff);
  }

  @Override
  public Map<StockKey, StockQuantity> onHand(Collection<StockKey> keys) {
    Map<StockKey, StockQuantity> onHand = new HashMap<>();
    stock.find(keys).forEach((key, record) -> onHand.put(key, record.onHand()));
    return onHand;
  }
}
