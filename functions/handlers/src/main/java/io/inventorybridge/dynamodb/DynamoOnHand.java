// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.dynamodb;

import io.inventorybridge.delivery.OnHand;
import io.inventorybridge.ledger.Backoff;
import io.inventorybridge.stock.Quantity;
import io.inventorybridge.stock.StockKey;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The balances that the guards need, from the stock table alone. */
public final class DynamoOnHand implements OnHand {
  private final StockTable stock;

  public DynamoOnHand(DynamoDbClient dynamoDb, String stockTable, Backoff backoff) {
    this.stock = new StockTable(dynamoDb, stockTable, backoff);
  }

  @Override
  public Map<StockKey, Quantity> onHand(Collection<StockKey> keys) {
    Map<StockKey, Quantity> onHand = new HashMap<>();
    stock.find(keys).forEach((key, record) -> onHand.put(key, record.onHand()));
    return onHand;
  }
}
