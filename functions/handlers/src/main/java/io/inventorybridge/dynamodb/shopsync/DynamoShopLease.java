// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.dynamodb.shopsync;

import static io.inventorybridge.dynamodb.AttributeCodec.number;
import static io.inventorybridge.dynamodb.AttributeCodec.text;
import static io.inventorybridge.dynamodb.AttributeCodec.time;

import io.inventorybridge.dynamodb.AttributeCodec;
import io.inventorybridge.dynamodb.FailureTranslation;
import io.inventorybridge.shopsync.lease.ShopLease;
import io.inventorybridge.shopsync.lease.WriteLease;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/** The lease on DynamoDB: one item of the {@link SyncTable}. */
public final class DynamoShopLease implements ShopLease {
  private static final String HOLDER = "holder";
  private static final String UNTIL = "until";

  private final DynamoDbClient dynamoDb;
  private final String table;

  public DynamoShopLease(DynamoDbClient dynamoDb, String table) {
    this.dynamoDb = dynamoDb;
    this.table = table;
  }

  @Override
  public Grant take(String holder, Instant now, Instant until) {
    Optional<WriteLease> latest = latest();
    if (latest.filter(it -> it.until().isAfter(now)).isPresent()) {
      return held(latest.get());
    }
    long term = latest.map(WriteLease::term).orElse(0L);
    return put(new WriteLease(holder, term + 1, until), term);
  }

  private static Held held(WriteLease lease) {
    return new Held(lease.holder(), lease.until());
  }

  @Override
  public Grant renew(WriteLease lease, Instant until) {
    return put(new WriteLease(lease.holder(), lease.term(), until), lease.term());
  }

  @Override
  public void release(WriteLease lease) {
    // Held: another run has the lease, so there is nothing to release.
    put(new WriteLease(lease.holder(), lease.term(), Instant.EPOCH), lease.term());
  }

  private Optional<WriteLease> latest() {
    Map<String, AttributeValue> item =
        FailureTranslation.translated(
            "reading the lease of the shop",
            () ->
                dynamoDb
                    .getItem(
                        request ->
                            request.tableName(table).consistentRead(true).key(SyncTable.LEASE))
                    .item());
    return item.isEmpty() ? Optional.empty() : Optional.of(lease(item));
  }

  private static WriteLease lease(Map<String, AttributeValue> item) {
    return new WriteLease(
        AttributeCodec.text(item, HOLDER),
        AttributeCodec.number(item, SyncTable.TERM),
        AttributeCodec.time(item, UNTIL));
  }

  // Checking the term is enough: it changes with the holder.
  private Grant put(WriteLease next, long expected) {
    Map<String, AttributeValue> item = new HashMap<>(SyncTable.LEASE);
    item.put(HOLDER, text(next.holder()));
    item.put(SyncTable.TERM, number(next.term()));
    item.put(UNTIL, time(next.until()));
    PutItemRequest.Builder put =
        PutItemRequest.builder()
            .tableName(table)
            .item(item)
            .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD);
    if (expected == 0) {
      put.conditionExpression("attribute_not_exists(#k)")
          .expressionAttributeNames(Map.of("#k", SyncTable.KIND));
    } else {
      put.conditionExpression("#t = :expected")
          .expressionAttributeNames(Map.of("#t", SyncTable.TERM))
          .expressionAttributeValues(Map.of(":expected", number(expected)));
    }
    return FailureTranslation.translated(
        "writing the lease of the shop",
        () -> {
          try {
            dynamoDb.putItem(put.build());
            return new Granted(next);
          } catch (ConditionalCheckFailedException e) {
            return held(lease(e.item()));
          }
        });
  }
}
