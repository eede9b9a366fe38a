// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.dynamodb.ledger;

import static io.inventorybridge.dynamodb.AttributeCodec.text;

import io.inventorybridge.dynamodb.BatchReader;
import io.inventorybridge.dynamodb.FailureTranslation;
import io.inventorybridge.ledger.StockLedger;
import io.inventorybridge.ledger.StockRecord;
import io.inventorybridge.stock.FacilityId;
import io.inventorybridge.stock.StockKey;
import io.inventorybridge.support.concurrent.BackoffPolicy;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;

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

  /** A page of the records of the stores, by a consistent scan. */
  StockLedger.Page scan(Set<FacilityId> stores, String cursor) {
    ScanRequest.Builder request = ScanRequest.builder().tableName(table).consistentRead(true);
    int slash = cursor.lastIndexOf('/');
    if (slash >= 0) {
      request.exclusiveStartKey(
          StockItems.key(StockKey.of(cursor.substring(0, slash), cursor.substring(slash + 1))));
    }
    ScanResponse page =
        FailureTranslation.translated("scanning stock", () -> dynamoDb.scan(request.build()));
    Map<String, AttributeValue> last =
        page.hasLastEvaluatedKey() ? page.lastEvaluatedKey() : Map.of();
    return new StockLedger.Page(
        page.items().stream()
            .map(StockItems::record)
            .filter(record -> stores.contains(record.key().facility()))
            .toList(),
        last.isEmpty() ? "" : text(last, StockItems.FACILITY) + "/" + text(last, StockItems.UPCA));
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
