// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.dynamodb.shopsync;

import static io.inventorybridge.dynamodb.AttributeCodec.number;
import static io.inventorybridge.dynamodb.AttributeCodec.text;

import io.inventorybridge.dynamodb.AttributeCodec;
import io.inventorybridge.dynamodb.FailureTranslation;
import io.inventorybridge.json.shopsync.OutboxCallJson;
import io.inventorybridge.shopsync.lease.WriteLease;
import io.inventorybridge.shopsync.outbox.CallOutbox;
import io.inventorybridge.shopsync.outbox.OutboxCall;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionCheck;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/**
 * The outbox on DynamoDB: one item of the {@link SyncTable} per open call, with the call in one
 * attribute. One transaction stores a call and checks that the lease has not changed hands.
 */
public final class DynamoCallOutbox implements CallOutbox {
  private static final String OPEN = "call";
  private static final String ABANDONED = "abandoned";
  private static final String CALL = "call";
  private static final String EXPIRES = "expiresAt";
  private static final Duration REMEMBERED = Duration.ofDays(30);
  private static final Duration AFTER_CONFLICT = Duration.ofMillis(10);
  private static final int MOST_ATTEMPTS = 20;

  private final DynamoDbClient dynamoDb;
  private final String table;

  public DynamoCallOutbox(DynamoDbClient dynamoDb, String table) {
    this.dynamoDb = dynamoDb;
    this.table = table;
  }

  @Override
  public List<OutboxCall> open() {
    return query(OPEN);
  }

  @Override
  public List<OutboxCall> abandoned() {
    return query(ABANDONED);
  }

  private List<OutboxCall> query(String kind) {
    QueryRequest query =
        QueryRequest.builder()
            .tableName(table)
            .consistentRead(true)
            .keyConditionExpression("#k = :kind")
            .expressionAttributeNames(Map.of("#k", SyncTable.KIND))
            .expressionAttributeValues(Map.of(":kind", text(kind)))
            .build();
    return FailureTranslation.translated(
        "reading the outbox",
        () ->
            dynamoDb.queryPaginator(query).items().stream()
                .map(DynamoCallOutbox::call)
                .sorted(
                    Comparator.comparing(OutboxCall::createdAt)
                        .thenComparing(it -> it.call().key().toString()))
                .toList());
  }

  private static OutboxCall call(Map<String, AttributeValue> item) {
    return OutboxCallJson.read(
        AttributeCodec.text(item, CALL), AttributeCodec.number(item, SyncTable.REVISION));
  }

  private static Map<String, AttributeValue> key(String kind, OutboxCall call) {
    return SyncTable.key(kind, call.call().key().toString());
  }

  private static Map<String, AttributeValue> item(String kind, OutboxCall call) {
    Map<String, AttributeValue> item = new HashMap<>(key(kind, call));
    item.put(CALL, text(OutboxCallJson.write(call)));
    item.put(SyncTable.REVISION, number(call.revision()));
    return item;
  }

  @Override
  public OutboxOutcome add(OutboxCall call, WriteLease lease) {
    OutboxCall next = call.withRevision(1);
    TransactWriteItem put =
        TransactWriteItem.builder()
            .put(
                Put.builder()
                    .tableName(table)
                    .item(item(OPEN, next))
                    .conditionExpression("attribute_not_exists(#k)")
                    .expressionAttributeNames(Map.of("#k", SyncTable.KIND))
                    .build())
            .build();
    TransactWriteItem ours =
        TransactWriteItem.builder()
            .conditionCheck(
                ConditionCheck.builder()
                    .tableName(table)
                    .key(SyncTable.LEASE)
                    .conditionExpression("#t = :term")
                    .expressionAttributeNames(Map.of("#t", SyncTable.TERM))
                    .expressionAttributeValues(Map.of(":term", number(lease.term())))
                    .build())
            .build();
    for (int attempt = 1; ; attempt++) {
      Optional<OutboxOutcome> outcome = add(next, List.of(put, ours), attempt == MOST_ATTEMPTS);
      if (outcome.isPresent()) {
        return outcome.get();
      }
      LockSupport.parkNanos(AFTER_CONFLICT.multipliedBy(attempt).toNanos());
    }
  }

  // The lease is written by others as well: by the renewal and by runs that ask for work. A write
  // that meets the transaction cancels it, and nothing is written. Then the attempt is empty.
  private Optional<OutboxOutcome> add(
      OutboxCall next, List<TransactWriteItem> items, boolean last) {
    return FailureTranslation.translated(
        "freezing a call",
        () -> {
          try {
            dynamoDb.transactWriteItems(request -> request.transactItems(items));
            return Optional.of(new Stored(next));
          } catch (TransactionCanceledException e) {
            if (has(e, "ConditionalCheckFailed")) {
              return Optional.of(new VersionConflict());
            }
            if (has(e, "TransactionConflict") && !last) {
              return Optional.empty();
            }
            throw e;
          }
        });
  }

  private static boolean has(TransactionCanceledException e, String code) {
    return e.cancellationReasons().stream().anyMatch(reason -> code.equals(reason.code()));
  }

  @Override
  public OutboxOutcome replace(OutboxCall call) {
    OutboxCall next = call.withRevision(call.revision() + 1);
    return FailureTranslation.translated(
        "noting the stage of a call",
        () -> {
          try {
            dynamoDb.putItem(
                request ->
                    request
                        .tableName(table)
                        .item(item(OPEN, next))
                        .conditionExpression("#r = :expected")
                        .expressionAttributeNames(Map.of("#r", SyncTable.REVISION))
                        .expressionAttributeValues(Map.of(":expected", number(call.revision()))));
            return new Stored(next);
          } catch (ConditionalCheckFailedException e) {
            return new VersionConflict();
          }
        });
  }

  // An abandoned call is first remembered, then closed: storing it twice for a moment does no harm.
  @Override
  public OutboxOutcome close(OutboxCall call) {
    if (call.stage() instanceof OutboxCall.Answered answered && answered.abandoned()) {
      remember(call, answered.last());
    }
    return FailureTranslation.translated(
        "closing a call",
        () -> {
          try {
            dynamoDb.deleteItem(
                request ->
                    request
                        .tableName(table)
                        .key(key(OPEN, call))
                        .conditionExpression("#r = :expected")
                        .expressionAttributeNames(Map.of("#r", SyncTable.REVISION))
                        .expressionAttributeValues(Map.of(":expected", number(call.revision()))));
            return new Stored(call);
          } catch (ConditionalCheckFailedException e) {
            return new VersionConflict();
          }
        });
  }

  private void remember(OutboxCall call, Instant last) {
    Map<String, AttributeValue> item = item(ABANDONED, call);
    item.put(EXPIRES, number(last.plus(REMEMBERED).getEpochSecond()));
    FailureTranslation.translated(
        "remembering an abandoned call",
        () -> dynamoDb.putItem(request -> request.tableName(table).item(item)));
  }
}
