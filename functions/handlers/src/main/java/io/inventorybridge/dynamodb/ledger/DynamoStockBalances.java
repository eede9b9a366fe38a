// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.dynamodb.ledger;

import io.inventorybridge.delivery.StockBalances;
import io.inventorybridge.delivery.settlement.LedgerBalances;
import io.inventorybridge.stock.FacilityId;
import io.inventorybridge.stock.StockKey;
import io.inventorybridge.support.concurrent.BackoffPolicy;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The balances that the guards need, from the stock table alone. */
public final class DynamoStockBalances implements StockBalances {
  private final LedgerBalances balances;

  public DynamoStockBalances(DynamoDbClient dynamoDb, String stockTable, BackoffPolicy backoff) {
    StockTable stock = new StockTable(dynamoDb, stockTable, backoff);
    this.balances = new LedgerBalances(stock::find, stock::scan);
  }

  @Override
  public Map<StockKey, StockBalance> find(Collection<StockKey> keys) {
    return balances.find(keys);
  }

  @Override
  public void ofStores(Set<FacilityId> stores, Consumer<StockBalance> consumer) {
    balances.ofStores(stores, consumer);
  }
}
