// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.dynamodb;

import io.inventorybridge.files.StorageFailure;
import io.inventorybridge.ledger.Backoff;
import io.inventorybridge.ledger.StockRecord;
import io.inventorybridge.stock.StockKey;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;

/** Consistent reading of balances, which is all that some functions need of the ledger. */
final class StockTable {
  private static final int MOST_KEYS = 100;
  private static final int MOST_ROUNDS = 10;

  private final DynamoDbClient dynamoDb;
  private final String table;
  private final Backoff backoff;

  StockTable(DynamoDbClient dynamoDb, String table, Backoff backoff) {
    this.dynamoDb = dynamoDb;
    this.table = table;
    this.backoff = backoff;
  }

  /** The keys' present states; a key never written is not in the answer. */
  Map<StockKey, StockRecord> find(Collection<StockKey> keys) {
    List<StockKey> wanted = keys.stream().distinct().toList();
    Map<StockKey, StockRecord> found = new HashMap<>();
    for (int from = 0; from < wanted.size(); from += MOST_KEYS) {
      List<StockKey> batch = wanted.subList(from, Math.min(wanted.size(), from + MOST_KEYS));
      Calls.translated("reading stock", () -> find(batch, found));
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
    Map<String, KeysAndAttributes> left =
        Map.of(
            table,
            KeysAndAttributes.builder()
                .keys(batch.stream().map(StockItems::key).toList())
                .consistentRead(true)
                .build());
    for (int round = 1; !left.isEmpty(); round++) {
      if (round > MOST_ROUNDS) {
        throw new StorageFailure(
            "reading stock",
            new IllegalStateException("keys left unread after %d calls".formatted(MOST_ROUNDS)));
      }
      if (round > 1) {
        backoff.pause(round);
      }
      Map<String, KeysAndAttributes> asked = left;
      var response = dynamoDb.batchGetItem(request -> request.requestItems(asked));
      for (Map<String, AttributeValue> item : response.responses().getOrDefault(table, List.of())) {
        StockRecord record = StockItems.record(item);
        found.put(record.key(), record);
      }
      left = response.unprocessedKeys();
    }
    return batch.size();
  }
}
