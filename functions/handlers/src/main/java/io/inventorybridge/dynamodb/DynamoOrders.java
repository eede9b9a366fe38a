// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.dynamodb;

import static io.inventorybridge.dynamodb.Attributes.number;
import static io.inventorybridge.dynamodb.Attributes.text;

import io.inventorybridge.json.OrderHistories;
import io.inventorybridge.orders.OrderHistory;
import io.inventorybridge.orders.Orders;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/** The orders on DynamoDB: one item per order, key {@code orderId}. */
public final class DynamoOrders implements Orders {
  private static final String ORDER_ID = "orderId";
  private static final String REVISION = "revision";
  private static final String HISTORY = "history";

  private final DynamoDbClient dynamoDb;
  private final String table;

  public DynamoOrders(DynamoDbClient dynamoDb, String table) {
    this.dynamoDb = dynamoDb;
    this.table = table;
  }

  @Override
  public Optional<Kept> find(String orderId) {
    Map<String, AttributeValue> item =
        Calls.translated(
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
        : Optional.of(new Kept(OrderHistories.read(text(item, HISTORY)), number(item, REVISION)));
  }

  @Override
  public Outcome store(OrderHistory history, long expectedRevision) {
    Map<String, AttributeValue> item =
        Map.of(
            ORDER_ID, text(history.orderId()),
            REVISION, number(expectedRevision + 1),
            HISTORY, text(OrderHistories.write(history)));
    return Calls.translated(
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
            return new Superseded();
          }
        });
  }
}
