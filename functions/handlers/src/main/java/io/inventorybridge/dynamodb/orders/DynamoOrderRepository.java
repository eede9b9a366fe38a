// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.dynamodb.orders;

import static io.inventorybridge.dynamodb.AttributeCodec.number;
import static io.inventorybridge.dynamodb.AttributeCodec.text;

import io.inventorybridge.dynamodb.FailureTranslation;
import io.inventorybridge.json.orders.OrderHistoryJson;
import io.inventorybridge.orders.OrderHistory;
import io.inventorybridge.orders.OrderRepository;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/** The orders on DynamoDB: one item per order, key {@code orderId}. */
public final class DynamoOrderRepository implements OrderRepository {
  private static final String ORDER_ID = "orderId";
  private static final String REVISION = "revision";
  private static final String HISTORY = "history";

  private final DynamoDbClient dynamoDb;
  private final String table;

  public DynamoOrderRepository(DynamoDbClient dynamoDb, String table) {
    this.dynamoDb = dynamoDb;
    this.table = table;
  }

  @Override
  public Optional<StoredOrder> find(String orderId) {
    Map<String, AttributeValue> item =
        FailureTranslation.translated(
            "reading order " + orderId,
            () ->
                dynamoDb
                    .getItem(
                        request ->
                            request
                                .tableName(table)
                                .key(Map.of(ORDER_ID, text(orderId)))
                                .consistentRead(true))
                    .item());
    return item.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new StoredOrder(OrderHistoryJson.read(text(item, HISTORY)), number(item, REVISION)));
  }

  @Override
  public OrderOutcome store(OrderHistory history, long expectedRevision) {
    Map<String, AttributeValue> item =
        Map.of(
            ORDER_ID, text(history.orderId()),
            REVISION, number(expectedRevision + 1),
            HISTORY, text(OrderHistoryJson.write(history)));
    return FailureTranslation.translated(
        "storing order " + history.orderId(),
        () -> {
          try {
            dynamoDb.putItem(
                request -> {
                  request.tableName(table).item(item);
                  if (expectedRevision == 0) {
                    request.conditionExpression("attribute_not_exists(orderId)");
                  } else {
                    request
                        .conditionExpression("revision = :expected")
                        .expressionAttributeValues(Map.of(":expected", number(expectedRevision)));
                  }
                });
            return new Stored(expectedRevision + 1);
          } catch (ConditionalCheckFailedException e) {
            return new VersionConflict();
          }
        });
  }
}
