// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.dynamodb;

import io.inventorybridge.support.concurrent.BackoffPolicy;
import io.inventorybridge.support.files.StorageFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;

/** Consistent batch reads of a table's items. Repeats the request for unprocessed keys. */
public final class BatchReader {
  /** The maximum number of keys in one call. */
  public static final int MOST_KEYS = 100;

  private static final int MOST_ROUNDS = 10;

  private final DynamoDbClient dynamoDb;
  private final String table;
  private final BackoffPolicy backoff;

  public BatchReader(DynamoDbClient dynamoDb, String table, BackoffPolicy backoff) {
    this.dynamoDb = dynamoDb;
    this.table = table;
    this.backoff = backoff;
  }

  /** The existing items of these keys, in no order; at most {@link #MOST_KEYS} distinct keys. */
  public List<Map<String, AttributeValue>> read(
      String what, List<Map<String, AttributeValue>> keys) {
    List<Map<String, AttributeValue>> items = new ArrayList<>();
    Map<String, KeysAndAttributes> left =
        Map.of(table, KeysAndAttributes.builder().keys(keys).consistentRead(true).build());
    for (int round = 1; !left.isEmpty(); round++) {
      if (round > MOST_ROUNDS) {
        throw new StorageFailure(
            what,
            new IllegalStateException("keys left unread after %d calls".formatted(MOST_ROUNDS)));
      }
      if (round > 1) {
        backoff.pause(round);
      }
      Map<String, KeysAndAttributes> asked = left;
      BatchGetItemResponse response =
          FailureTranslation.translated(
              what, () -> dynamoDb.batchGetItem(call -> call.requestItems(asked)));
      items.addAll(response.responses().getOrDefault(table, List.of()));
      left = response.unprocessedKeys();
    }
    return items;
  }
}
