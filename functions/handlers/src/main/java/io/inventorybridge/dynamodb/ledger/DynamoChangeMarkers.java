// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.dynamodb.ledger;

import static io.inventorybridge.dynamodb.AttributeCodec.number;
import static io.inventorybridge.dynamodb.AttributeCodec.text;

import io.inventorybridge.availability.ChangeMarkers;
import io.inventorybridge.dynamodb.BulkWriter;
import io.inventorybridge.dynamodb.FailureTranslation;
import io.inventorybridge.support.concurrent.BoundedParallelism;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/** Change markers in the table to which the ledger writes them. */
public final class DynamoChangeMarkers implements ChangeMarkers {
  private static final int PAGE = 500;

  private final DynamoDbClient dynamoDb;
  private final String table;
  private final BoundedParallelism boundedParallelism;
  private final int page;

  /**
   * @param boundedParallelism number of markers removed in parallel
   */
  public DynamoChangeMarkers(
      DynamoDbClient dynamoDb, String table, BoundedParallelism boundedParallelism) {
    this(dynamoDb, table, boundedParallelism, PAGE);
  }

  DynamoChangeMarkers(
      DynamoDbClient dynamoDb, String table, BoundedParallelism boundedParallelism, int page) {
    this.dynamoDb = dynamoDb;
    this.table = table;
    this.boundedParallelism = boundedParallelism;
    this.page = page;
  }

  @Override
  public Page markers(int bucket, Optional<String> after) {
    String partition = MarkerItems.bucket(bucket);
    QueryRequest.Builder request =
        QueryRequest.builder()
            .tableName(table)
            .consistentRead(true)
            .limit(page)
            .keyConditionExpression("#b = :bucket")
            .expressionAttributeNames(Map.of("#b", MarkerItems.BUCKET))
            .expressionAttributeValues(Map.of(":bucket", text(partition)));
    after.ifPresent(
        record ->
            request.exclusiveStartKey(
                Map.of(MarkerItems.BUCKET, text(partition), MarkerItems.RECORD, text(record))));
    QueryResponse response =
        FailureTranslation.translated(
            "reading pending changes", () -> dynamoDb.query(request.build()));
    return new Page(
        response.items().stream().map(MarkerItems::change).toList(),
        response.hasLastEvaluatedKey() && !response.lastEvaluatedKey().isEmpty()
            ? Optional.of(text(response.lastEvaluatedKey(), MarkerItems.RECORD))
            : Optional.empty());
  }

  @Override
  public void clear(Collection<ChangeMarker> changes) {
    boundedParallelism.each(List.copyOf(changes), this::remove);
  }

  private ChangeMarker remove(ChangeMarker change) {
    return FailureTranslation.translated(
        "clearing a pending change",
        () -> {
          try {
            dynamoDb.deleteItem(
                request ->
                    request
                        .tableName(table)
                        .key(MarkerItems.key(change))
                        .conditionExpression("#v <= :published")
                        .expressionAttributeNames(Map.of("#v", StockItems.VERSION))
                        .expressionAttributeValues(Map.of(":published", number(change.version()))));
          } catch (ConditionalCheckFailedException e) {
            // The marker has changed since and stays, or it is already removed.
            return change;
          }
          return change;
        });
  }

  @Override
  public void mark(Collection<ChangeMarker> changes) {
    if (changes.isEmpty()) {
      return;
    }
    try (BulkWriter writer = new BulkWriter(dynamoDb, table)) {
      writer.putAll(changes.stream().map(MarkerItems::item).iterator());
    }
  }
}
