// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.dynamodb.orders;

import static io.inventorybridge.dynamodb.AttributeCodec.text;

import io.inventorybridge.dynamodb.FailureTranslation;
import io.inventorybridge.orders.FacilityOrderIndex;
import io.inventorybridge.stock.FacilityId;
import java.util.Collection;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/** One item per facility that an order names: keys {@code facilityId} and {@code orderId}. */
public final class DynamoFacilityOrderIndex implements FacilityOrderIndex {
  private static final String FACILITY_ID = "facilityId";
  private static final String ORDER_ID = "orderId";
  private static final int PAGE = 200;

  private final DynamoDbClient dynamoDb;
  private final String table;

  public DynamoFacilityOrderIndex(DynamoDbClient dynamoDb, String table) {
    this.dynamoDb = dynamoDb;
    this.table = table;
  }

  @Override
  public void add(String orderId, Collection<FacilityId> facilities) {
    for (FacilityId facility : facilities) {
      Map<String, AttributeValue> item = key(facility, orderId);
      FailureTranslation.translated(
          "naming %s by order %s".formatted(facility, orderId),
          () -> dynamoDb.putItem(request -> request.tableName(table).item(item)));
    }
  }

  @Override
  public Page ordersOf(FacilityId facility, String after) {
    QueryRequest.Builder query =
        QueryRequest.builder()
            .tableName(table)
            .keyConditionExpression("facilityId = :facility")
            .expressionAttributeValues(Map.of(":facility", text(facility.value())))
            .consistentRead(true)
            .limit(PAGE);
    if (!after.isEmpty()) {
      query.exclusiveStartKey(key(facility, after));
    }
    QueryResponse page =
        FailureTranslation.translated(
            "listing the orders that name " + facility, () -> dynamoDb.query(query.build()));
    return new Page(
        page.items().stream().map(item -> text(item, ORDER_ID)).toList(),
        page.lastEvaluatedKey().isEmpty() ? "" : text(page.lastEvaluatedKey(), ORDER_ID));
  }

  private static Map<String, AttributeValue> key(FacilityId facility, String orderId) {
    return Map.of(FACILITY_ID, text(facility.value()), ORDER_ID, text(orderId));
  }
}
