// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.dynamodb;

import static io.inventorybridge.dynamodb.Attributes.number;
import static io.inventorybridge.dynamodb.Attributes.text;

import io.inventorybridge.ledger.Lanes;
import io.inventorybridge.sync.pool.Basis;
import io.inventorybridge.sync.pool.PendingChanges;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/**
 * Change markers in the table to which the ledger writes them. The same table holds the version of
 * the calculation inputs of the last full publication.
 */
public final class DynamoPendingChanges implements PendingChanges {
  private static final int PAGE = 500;
  private static final Map<String, AttributeValue> EVERYTHING =
      Map.of(PendingItems.BUCKET, text("everything"), PendingItems.RECORD, text("basis"));

  private final DynamoDbClient dynamoDb;
  private final String table;
  private final Lanes lanes;
  private final int page;

  /**
   * @param lanes number of markers removed in parallel
   */
  public DynamoPendingChanges(DynamoDbClient dynamoDb, String table, Lanes lanes) {
    this(dynamoDb, table, lanes, PAGE);
  }

  DynamoPendingChanges(DynamoDbClient dynamoDb, String table, Lanes lanes, int page) {
    this.dynamoDb = dynamoDb;
    this.table = table;
    this.lanes = lanes;
    this.page = page;
  }

  @Override
  public Page changedProducts(int bucket, Optional<String> after) {
    String partition = PendingItems.bucket(bucket);
    QueryRequest.Builder request =
        QueryRequest.builder()
            .tableName(table)
            .consistentRead(true)
            .limit(page)
            .keyConditionExpression("#b = :bucket")
            .expressionAttributeNames(Map.of("#b", PendingItems.BUCKET))
            .expressionAttributeValues(Map.of(":bucket", text(partition)));
    after.ifPresent(
        record ->
            request.exclusiveStartKey(
                Map.of(PendingItems.BUCKET, text(partition), PendingItems.RECORD, text(record))));
    QueryResponse response =
        Calls.translated("reading pending changes", () -> dynamoDb.query(request.build()));
    return new Page(
        response.items().stream().map(PendingItems::change).toList(),
        response.hasLastEvaluatedKey() && !response.lastEvaluatedKey().isEmpty()
            ? Optional.of(text(response.lastEvaluatedKey(), PendingItems.RECORD))
            : Optional.empty());
  }

  @Override
  public void published(Collection<Change> changes) {
    lanes.each(List.copyOf(changes), this::remove);
  }

  private Change remove(Change change) {
    return Calls.translated(
        "clearing a pending change",
        () -> {
          try {
            dynamoDb.deleteItem(
                request ->
                    request
                        .tableName(table)
                        .key(PendingItems.key(change))
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
  public Optional<Basis> everythingBy() {
    return Calls.translated(
        "reading by what everything is published",
        () -> {
          Map<String, AttributeValue> item =
              dynamoDb
                  .getItem(request -> request.tableName(table).key(EVERYTHING).consistentRead(true))
                  .item();
          return item.isEmpty() ? Optional.empty() : Optional.of(new Basis(text(item, "value")));
        });
  }

  @Override
  public void beginEverything() {
    Calls.translated(
        "beginning to publish everything",
        () -> dynamoDb.deleteItem(request -> request.tableName(table).key(EVERYTHING)));
  }

  @Override
  public void publishedEverything(Basis basis) {
    Map<String, AttributeValue> item = new HashMap<>(EVERYTHING);
    item.put("value", text(basis.value()));
    Calls.translated(
        "keeping by what everything is published",
        () -> dynamoDb.putItem(request -> request.tableName(table).item(item)));
  }
}
