// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.dynamodb.shopsync;

import static io.inventorybridge.dynamodb.AttributeCodec.number;
import static io.inventorybridge.dynamodb.AttributeCodec.text;
import static io.inventorybridge.dynamodb.AttributeCodec.time;

import io.inventorybridge.dynamodb.AttributeCodec;
import io.inventorybridge.dynamodb.FailureTranslation;
import io.inventorybridge.shopsync.lease.AskedWork;
import io.inventorybridge.shopsync.lease.LeaseProtocol;
import io.inventorybridge.shopsync.lease.LeaseRecord;
import io.inventorybridge.shopsync.lease.ShopLease;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;

/** The lease on DynamoDB: one item of the {@link SyncTable}. */
public final class DynamoShopLease implements ShopLease {
  /** Several renewals may fail before the lease ends. */
  private static final Duration BETWEEN_RENEWALS = LeaseProtocol.LEASE.dividedBy(4);

  private static final String HOLDER = "holder";
  private static final String UNTIL = "until";
  private static final String AGAIN = "again";
  private static final String TICKET_HOLDER = "ticketHolder";
  private static final String TICKET_UNTIL = "ticketUntil";

  private final DynamoDbClient dynamoDb;
  private final String table;

  public DynamoShopLease(DynamoDbClient dynamoDb, String table) {
    this.dynamoDb = dynamoDb;
    this.table = table;
  }

  @Override
  public LeaseRecord read() {
    Map<String, AttributeValue> item =
        FailureTranslation.translated(
            "reading the lease of the shop",
            () ->
                dynamoDb
                    .getItem(
                        request ->
                            request.tableName(table).consistentRead(true).key(SyncTable.LEASE))
                    .item());
    return item.isEmpty() ? LeaseRecord.NONE : lease(item);
  }

  private static LeaseRecord lease(Map<String, AttributeValue> item) {
    return new LeaseRecord(
        AttributeCodec.text(item, HOLDER),
        AttributeCodec.number(item, SyncTable.TERM),
        AttributeCodec.time(item, UNTIL),
        item.containsKey(AGAIN)
            ? Optional.of(AskedWork.valueOf(AttributeCodec.text(item, AGAIN)))
            : Optional.empty(),
        item.containsKey(TICKET_HOLDER)
            ? Optional.of(
                new LeaseRecord.SyncTicket(
                    AttributeCodec.text(item, TICKET_HOLDER),
                    AttributeCodec.time(item, TICKET_UNTIL)))
            : Optional.empty(),
        AttributeCodec.number(item, SyncTable.REVISION));
  }

  @Override
  public boolean replace(LeaseRecord seen, LeaseRecord next) {
    Map<String, AttributeValue> item = new HashMap<>(SyncTable.LEASE);
    item.put(HOLDER, text(next.holder()));
    item.put(SyncTable.TERM, number(next.term()));
    item.put(UNTIL, time(next.until()));
    next.again().ifPresent(work -> item.put(AGAIN, text(work.name())));
    next.ticket()
        .ifPresent(
            ticket -> {
              item.put(TICKET_HOLDER, text(ticket.holder()));
              item.put(TICKET_UNTIL, time(ticket.until()));
            });
    item.put(SyncTable.REVISION, number(seen.revision() + 1));
    PutItemRequest.Builder put = PutItemRequest.builder().tableName(table).item(item);
    if (seen.revision() == 0) {
      put.conditionExpression("attribute_not_exists(#k)")
          .expressionAttributeNames(Map.of("#k", SyncTable.KIND));
    } else {
      put.conditionExpression("#r = :expected")
          .expressionAttributeNames(Map.of("#r", SyncTable.REVISION))
          .expressionAttributeValues(Map.of(":expected", number(seen.revision())));
    }
    return FailureTranslation.translated(
        "writing the lease of the shop",
        () -> {
          try {
            dynamoDb.putItem(put.build());
            return true;
          } catch (ConditionalCheckFailedException e) {
            return false;
          }
        });
  }

  @Override
  public KeepAlive keepAlive(Runnable renewal) {
    ScheduledExecutorService beside =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "lease");
              thread.setDaemon(true);
              return thread;
            });
    long every = BETWEEN_RENEWALS.toMillis();
    var repeated = beside.scheduleWithFixedDelay(renewal, every, every, TimeUnit.MILLISECONDS);
    return () -> {
      repeated.cancel(false);
      beside.shutdown();
    };
  }
}
