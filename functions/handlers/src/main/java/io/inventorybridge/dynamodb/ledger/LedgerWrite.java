// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.dynamodb.ledger;

import static io.inventorybridge.dynamodb.AttributeCodec.number;
import static io.inventorybridge.dynamodb.AttributeCodec.text;

import io.inventorybridge.ledger.LedgerEntry;
import io.inventorybridge.ledger.LedgerPosting;
import io.inventorybridge.ledger.LedgerPosting.DropOrder;
import io.inventorybridge.ledger.LedgerPosting.NoFact;
import io.inventorybridge.ledger.LedgerPosting.TakeMovement;
import io.inventorybridge.ledger.LedgerPosting.TakeOrder;
import io.inventorybridge.ledger.counter.CounterPosting;
import io.inventorybridge.stock.FacilityId;
import io.inventorybridge.stock.StockBaseline;
import io.inventorybridge.stock.StockKey;
import io.inventorybridge.stock.StockMovement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionCheck;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** The items of one posting, written together, and the interpretation of a failed write. */
final class LedgerWrite {
  static final String IS_NEW = "attribute_not_exists(#k)";

  /** The names of the tables. */
  record Tables(String stock, String entries, String facts, String counters, String pending) {}

  /** The outcome of the write. */
  sealed interface Ended {}

  record Done() implements Ended {}

  /** A version conflict: another writer was faster, nothing was written. */
  record Refused() implements Ended {}

  /** The id of this movement was accepted before: nothing was written. */
  record Claimed(StockMovement mine) implements Ended {}

  /** The meaning of an item's failed condition. */
  private sealed interface Condition {}

  private record None() implements Condition {}

  /** The condition that a record or an initial-load baseline is unchanged since it was read. */
  private record AsRead() implements Condition {}

  private record NewEntry(StockKey key) implements Condition {}

  private record NewId(StockMovement movement) implements Condition {}

  private final Tables tables;
  private final List<TransactWriteItem> items = new ArrayList<>();
  private final List<Condition> conditions = new ArrayList<>();
  private final List<Object> of = new ArrayList<>();

  LedgerWrite(Tables tables) {
    this.tables = tables;
  }

  /** A name for the written item. */
  Object first() {
    return of.getFirst();
  }

  void add(LedgerPosting posting) {
    StockKey key = posting.after().key();
    of.add(key);
    put(
        tables.stock(),
        StockItems.record(posting.after()),
        StockItems.UPCA,
        posting.after().version());
    for (LedgerEntry entry : posting.entries()) {
      add(onlyNew(tables.entries(), StockItems.entry(entry)), new NewEntry(key));
    }
    switch (posting.fact()) {
      case NoFact none -> {}
      case TakeMovement take -> {
        StockMovement movement = take.movement();
        put(tables.facts(), StockItems.movement(movement));
        add(onlyNew(tables.facts(), StockItems.taken(movement)), new NewId(movement));
      }
      case TakeOrder take -> put(tables.facts(), StockItems.order(key, take.order()));
      case DropOrder drop -> delete(tables.facts(), StockItems.orderKey(key, drop.orderId()));
    }
    if (posting.marks()) {
      put(tables.pending(), MarkerItems.changed(key, posting.after().version()));
    }
    if (posting.createsAtFloor()) {
      add(stillAt(key.facility(), posting.after().settled().baseline()), new AsRead());
    }
  }

  void add(CounterPosting counted) {
    of.add(counted.after().key());
    put(
        tables.counters(),
        CounterItems.counter(counted.after()),
        CounterItems.ITEM,
        counted.after().version());
    if (counted.part().saysNothing()) {
      delete(tables.counters(), CounterItems.partKey(counted.after().key(), counted.part().id()));
    } else {
      put(tables.counters(), CounterItems.part(counted.after().key(), counted.part()));
    }
    if (counted.marks()) {
      put(tables.pending(), MarkerItems.changed(counted.after().key(), counted.after().version()));
    }
  }

  Ended in(DynamoDbClient dynamoDb) {
    return items.size() == 1 ? alone(dynamoDb, items.getFirst().put()) : together(dynamoDb);
  }

  private static Ended alone(DynamoDbClient dynamoDb, Put record) {
    try {
      dynamoDb.putItem(
          request ->
              request
                  .tableName(record.tableName())
                  .item(record.item())
                  .conditionExpression(record.conditionExpression())
                  .expressionAttributeNames(record.expressionAttributeNames())
                  .expressionAttributeValues(
                      record.hasExpressionAttributeValues()
                          ? record.expressionAttributeValues()
                          : null));
      return new Done();
    } catch (ConditionalCheckFailedException e) {
      return new Refused();
    }
  }

  private Ended together(DynamoDbClient dynamoDb) {
    try {
      dynamoDb.transactWriteItems(request -> request.transactItems(items));
      return new Done();
    } catch (TransactionCanceledException e) {
      return meaning(e);
    }
  }

  private Ended meaning(TransactionCanceledException cancelled) {
    List<Condition> failed = new ArrayList<>();
    boolean onlyOurs = true;
    boolean met = false;
    List<CancellationReason> reasons = cancelled.cancellationReasons();
    for (int item = 0; item < reasons.size(); item++) {
      switch (reasons.get(item).code()) {
        case "ConditionalCheckFailed" -> failed.add(conditions.get(item));
        case "None" -> {}
        // Another writer of the same items at the same moment.
        case "TransactionConflict" -> met = true;
        default -> onlyOurs = false;
      }
    }
    for (Condition condition : failed) {
      if (condition instanceof NewId id) {
        return new Claimed(id.movement());
      }
    }
    boolean overtaken = met || failed.contains(new AsRead());
    for (Condition condition : failed) {
      if (condition instanceof NewEntry entry && !overtaken) {
        throw new IllegalStateException(
            "the ledger is damaged: the next entry of product %s in %s is there already"
                .formatted(entry.key().upc(), entry.key().facility()));
      }
    }
    // A version conflict takes precedence: the caller reads again, regardless of other failed
    // conditions.
    if (!onlyOurs && !overtaken) {
      throw cancelled;
    }
    return new Refused();
  }

  private void put(
      String table, Map<String, AttributeValue> item, String partitionKey, long version) {
    Put.Builder put = Put.builder().tableName(table).item(item);
    if (version == 1) {
      put.conditionExpression(IS_NEW).expressionAttributeNames(Map.of("#k", partitionKey));
    } else {
      put.conditionExpression("#v = :before")
          .expressionAttributeNames(Map.of("#v", StockItems.VERSION))
          .expressionAttributeValues(Map.of(":before", number(version - 1)));
    }
    add(TransactWriteItem.builder().put(put.build()).build(), new AsRead());
  }

  private void put(String table, Map<String, AttributeValue> item) {
    add(
        TransactWriteItem.builder().put(put -> put.tableName(table).item(item)).build(),
        new None());
  }

  private void delete(String table, Map<String, AttributeValue> key) {
    add(
        TransactWriteItem.builder().delete(delete -> delete.tableName(table).key(key)).build(),
        new None());
  }

  private void add(TransactWriteItem item, Condition condition) {
    items.add(item);
    conditions.add(condition);
  }

  private static TransactWriteItem onlyNew(String table, Map<String, AttributeValue> item) {
    return TransactWriteItem.builder()
        .put(
            put ->
                put.tableName(table)
                    .item(item)
                    .conditionExpression(IS_NEW)
                    .expressionAttributeNames(Map.of("#k", StockItems.KEY)))
        .build();
  }

  /** Checks that the initial-load baseline is unchanged since it was read. */
  private TransactWriteItem stillAt(FacilityId store, StockBaseline floor) {
    ConditionCheck.Builder check =
        ConditionCheck.builder().tableName(tables.facts()).key(StockItems.floorKey(store));
    return TransactWriteItem.builder()
        .conditionCheck(
            floor.isNone()
                ? check
                    .conditionExpression(IS_NEW)
                    .expressionAttributeNames(Map.of("#k", StockItems.KEY))
                    .build()
                : check
                    .conditionExpression("delivery = :there")
                    .expressionAttributeValues(Map.of(":there", text(floor.delivery())))
                    .build())
        .build();
  }
}
