// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.dynamodb.ledger;

import static io.inventorybridge.dynamodb.AttributeCodec.number;
import static io.inventorybridge.dynamodb.AttributeCodec.text;

import io.inventorybridge.availability.change.InputProgress;
import io.inventorybridge.availability.change.InputProgressStore;
import io.inventorybridge.availability.change.InputSet;
import io.inventorybridge.dynamodb.AttributeCodec;
import io.inventorybridge.dynamodb.FailureTranslation;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;

/** The record of the inputs in force: one item of the table of change markers. */
public final class DynamoInputProgressStore implements InputProgressStore {
  private static final Map<String, AttributeValue> KEY =
      Map.of(MarkerItems.BUCKET, text("inputs"), MarkerItems.RECORD, text("progress"));

  private static final String ORDINAL = "ordinal";
  private static final String VERSION = "version";
  private static final String FROM_ORDINAL = "fromOrdinal";
  private static final String FROM_VERSION = "fromVersion";
  private static final String MARKED_TO = "markedTo";
  private static final String WALKING = "walking";
  private static final String WALKED_TO = "walkedTo";
  private static final String REVISION = "revision";

  private final DynamoDbClient dynamoDb;
  private final String table;

  public DynamoInputProgressStore(DynamoDbClient dynamoDb, String table) {
    this.dynamoDb = dynamoDb;
    this.table = table;
  }

  @Override
  public Optional<InputProgress> find() {
    Map<String, AttributeValue> item =
        FailureTranslation.translated(
            "reading which inputs are in force",
            () ->
                dynamoDb
                    .getItem(request -> request.tableName(table).key(KEY).consistentRead(true))
                    .item());
    return item.isEmpty() ? Optional.empty() : Optional.of(progress(item));
  }

  @Override
  public Optional<InputProgress> store(InputProgress progress) {
    InputProgress next = progress.withRevision(progress.revision() + 1);
    PutItemRequest.Builder put = PutItemRequest.builder().tableName(table).item(item(next));
    if (progress.revision() == 0) {
      put.conditionExpression("attribute_not_exists(#b)")
          .expressionAttributeNames(Map.of("#b", MarkerItems.BUCKET));
    } else {
      put.conditionExpression("#r = :expected")
          .expressionAttributeNames(Map.of("#r", REVISION))
          .expressionAttributeValues(Map.of(":expected", number(progress.revision())));
    }
    return FailureTranslation.translated(
        "writing which inputs are in force",
        () -> {
          try {
            dynamoDb.putItem(put.build());
            return Optional.of(next);
          } catch (ConditionalCheckFailedException e) {
            return Optional.<InputProgress>empty();
          }
        });
  }

  static Map<String, AttributeValue> item(InputProgress progress) {
    Map<String, AttributeValue> item = new HashMap<>(KEY);
    item.put(ORDINAL, number(progress.inForce().ordinal()));
    item.put(VERSION, text(progress.inForce().version()));
    item.put(REVISION, number(progress.revision()));
    progress
        .transition()
        .ifPresent(
            transition -> {
              item.put(FROM_ORDINAL, number(transition.from().ordinal()));
              item.put(FROM_VERSION, text(transition.from().version()));
              transition.cursor().ifPresent(cursor -> item.put(MARKED_TO, text(cursor)));
            });
    item.put(WALKING, AttributeValue.fromBool(progress.walk().isPresent()));
    progress
        .walk()
        .flatMap(InputProgress.Walk::cursor)
        .ifPresent(cursor -> item.put(WALKED_TO, text(cursor)));
    return item;
  }

  static InputProgress progress(Map<String, AttributeValue> item) {
    return new InputProgress(
        new InputSet.Reference(
            AttributeCodec.number(item, ORDINAL), AttributeCodec.text(item, VERSION)),
        AttributeCodec.optional(item, FROM_VERSION)
            .map(
                version ->
                    new InputProgress.Transition(
                        new InputSet.Reference(AttributeCodec.number(item, FROM_ORDINAL), version),
                        AttributeCodec.optional(item, MARKED_TO))),
        AttributeCodec.truth(item, WALKING)
            ? Optional.of(new InputProgress.Walk(AttributeCodec.optional(item, WALKED_TO)))
            : Optional.empty(),
        AttributeCodec.number(item, REVISION));
  }
}
