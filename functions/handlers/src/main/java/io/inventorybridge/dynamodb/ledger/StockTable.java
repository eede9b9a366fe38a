// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.dynamodb.ledger;

import io.inventorybridge.dynamodb.BatchReader;
import io.inventorybridge.dynamodb.FailureTranslation;
import io.inventorybridge.ledger.StockRecord;
import io.inventorybridge.stock.StockKey;
import io.inventorybridge.support.concurrent.BackoffPolicy;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Consistent reads of balances: the only access to the ledger that some functions need. */
final class StockTable {
  private final DynamoDbClient dynamoDb;
  private final String table;
  private final BatchReader reading;

  StockTable(DynamoDbClient dynamoDb, String table, BackoffPolicy backoff) {
    this.dynamoDb = dynamoDb;
    this.table = table;
    this.reading = new BatchReader(dynamoDb, table, backoff);
  }

  /** The current records of the keys; a key never written is not in the answer. */
  Map<StockKey, StockRecord> find(Collection<StockKey> keys) {
    List<StockKey> wanted = keys.stream().distinct().toList();
    Map<StockKey, StockRecord> found = new HashMap<>();
    for (int from = 0; from < wanted.size(); from += BatchReader.MOST_KEYS) {
      List<StockKey> batch =
          wanted.subList(from, Math.min(wanted.size(), from + BatchReader.MOST_KEYS));
      FailureTranslation.translated("reading stock", () -> find(batch, found));
    }
    return found;
  }

  private int find(List<StockKey> batch, Map<StockKey, StockRecord> found) {
    if (batch.size() == 1) {
      Map<String, AttributeValue> item =
          dynamoDb
              .getItem(
                  request ->
                      request
                          .tableName(table)
                          .key(StockItems.key(batch.getFirst()))
                          .consistentRead(true))
              .item();
      if (!item.isEmpty()) {
        found.put(batch.getFirst(), StockItems.record(item));
      }
      return 1;
    }
    for (Map<String, AttributeValue> item :
        reading.read("reading stock", batch.stream().map(StockItems::key).toList())) {
      StockRecord record = StockItems.record(item);
      found.put(record.key(), record);
    }
    return batch.size();
  }
}
