// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.dynamodb.pos;

import static io.inventorybridge.dynamodb.AttributeCodec.number;
import static io.inventorybridge.dynamodb.AttributeCodec.text;
import static io.inventorybridge.dynamodb.AttributeCodec.time;
import static io.inventorybridge.dynamodb.FailureTranslation.translated;

import io.inventorybridge.pos.StoreActivity;
import io.inventorybridge.stock.FacilityId;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/**
 * The activity of stores in a table with the keys {@code facilityId}, {@code quarter}: one item per
 * quarter of an hour in which a store reported movements. DynamoDB removes old items. An instance
 * does not write the quarter of a store again that it wrote last.
 */
public final class DynamoStoreActivity implements StoreActivity {
  /** Reports look back to the last opening; operators may look back a season. */
  private static final Duration KEPT = Duration.ofDays(100);

  private static final String FACILITY = "facilityId";
  private static final String QUARTER = "quarter";
  private static final String EXPIRES = "expiresAt";

  private final DynamoDbClient dynamoDb;
  private final String table;
  private final Map<FacilityId, Instant> noted = new ConcurrentHashMap<>();

  public DynamoStoreActivity(DynamoDbClient dynamoDb, String table) {
    this.dynamoDb = dynamoDb;
    this.table = table;
  }

  @Override
  public void note(FacilityId store, Instant effective) {
    Instant quarter = StoreActivity.quarter(effective);
    if (quarter.equals(noted.get(store))) {
      return;
    }
    translated("noting the activity of " + store, () -> put(store, quarter));
    noted.put(store, quarter);
  }

  private boolean put(FacilityId store, Instant quarter) {
    try {
      dynamoDb.putItem(
          request ->
              request
                  .tableName(table)
                  .item(
                      Map.of(
                          FACILITY,
                          text(store.value()),
                          QUARTER,
                          time(quarter),
                          EXPIRES,
                          number(quarter.plus(KEPT).getEpochSecond())))
                  .conditionExpression("attribute_not_exists(#quarter)")
                  .expressionAttributeNames(Map.of("#quarter", QUARTER)));
      return true;
    } catch (ConditionalCheckFailedException e) {
      // Another instance wrote it.
      return false;
    }
  }

  @Override
  public Optional<Instant> latest(FacilityId store, Instant before) {
    QueryRequest query =
        QueryRequest.builder()
            .tableName(table)
            .consistentRead(true)
            .scanIndexForward(false)
            .limit(1)
            .keyConditionExpression("#store = :store and #quarter < :before")
            .expressionAttributeNames(Map.of("#store", FACILITY, "#quarter", QUARTER))
            .expressionAttributeValues(
                Map.of(":store", text(store.value()), ":before", time(before)))
            .build();
    return translated(
        "reading the activity of " + store,
        () -> dynamoDb.query(query).items().stream().findFirst().map(DynamoStoreActivity::quarter));
  }

  private static Instant quarter(Map<String, AttributeValue> item) {
    return time(item, QUARTER);
  }
}
