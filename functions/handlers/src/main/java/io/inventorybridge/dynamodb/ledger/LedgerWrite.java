// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.dynamodb.ledger;

import static io.inventorybridge.dynamodb.AttributeCodec.number;
import static io.inventorybridge.dynamodb.AttributeCodec.text;

import io.inventorybridge.ledger.LedgerEntry;
import io.inventorybridge.ledger.LedgerPosting;
import io.inventorybridge.ledger.LedgerPosting.AddMovement;
import io.inventorybridge.ledger.LedgerPosting.NoFact;
import io.inventorybridge.ledger.LedgerPosting.PutOrder;
import io.inventorybridge.ledger.LedgerPosting.PutStatement;
import io.inventorybridge.ledger.LedgerPosting.RemoveOrder;
import io.inventorybridge.ledger.LedgerPosting.RemoveStatement;
import io.inventorybridge.ledger.StoreLoads;
import io.inventorybridge.ledger.counter.CounterPosting;
import io.inventorybridge.stock.FacilityId;
import io.inventorybridge.stock.StockBaseline;
import io.inventorybridge.stock.StockKey;
import io.inventorybridge.stock.StockMovement;
import io.inventorybridge.support.records.BadRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
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
  sealed interface WriteResult {}

  record Applied() implements WriteResult {}

  /** A version conflict: another writer was faster, nothing was written. */
  record Conflicted() implements WriteResult {}

  /** The id of this movement was accepted before: nothing was written. */
  record KnownMovement(StockMovement mine) implements WriteResult {}

  /** The meaning of an item's failed condition. */
  private sealed interface Condition {}

  private record NoCondition() implements Condition {}

  /** The condition that a record or an initial-load baseline is unchanged since it was read. */
  private record UnchangedSinceRead() implements Condition {}

  private record NewEntry(StockKey key) implements Condition {}

  private record NewId(StockMovement movement) implements Condition {}

  /** A transaction has at most 4 MB. */
  private static final long MOST_PACKED = 3_500_000;

  private final Tables tables;
  private final List<TransactWriteItem> items = new ArrayList<>();
  private final List<Condition> conditions = new ArrayList<>();
  private final List<Object> keys = new ArrayList<>();

  LedgerWrite(Tables tables) {
    this.tables = tables;
  }

  /** A name for the written item. */
  Object firstKey() {
    return keys.getFirst();
  }

  void add(LedgerPosting posting) {
    StockKey key = posting.after().key();
    keys.add(key);
    put(
        tables.stock(),
        StockItems.record(posting.after()),
        StockItems.UPCA,
        posting.after().version());
    for (LedgerEntry entry : posting.entries()) {
      add(putIfAbsent(tables.entries(), StockItems.entry(entry)), new NewEntry(key));
    }
    switch (posting.fact()) {
      case NoFact none -> {}
      case AddMovement take -> {
        StockMovement movement = take.movement();
        put(tables.facts(), StockItems.movement(movement));
        add(
            putIfAbsent(tables.facts(), StockItems.acceptedMovement(movement)),
            new NewId(movement));
      }
      case PutStatement said -> put(tables.facts(), StockItems.statement(key, said.statement()));
      case RemoveStatement gone ->
          delete(tables.facts(), StockItems.statementKey(key, gone.rank()));
      case PutOrder take -> put(tables.facts(), StockItems.order(key, take.order()));
      case RemoveOrder drop -> delete(tables.facts(), StockItems.orderKey(key, drop.orderId()));
    }
    if (posting.marks()) {
      put(tables.pending(), MarkerItems.changed(key, posting.after().version()));
    }
    switch (posting.condition()) {
      case LedgerPosting.AnyLoads any -> {}
      case LedgerPosting.NewestFloor newest ->
          add(checkLoads(key.facility(), newest.floor()), new UnchangedSinceRead());
      case LedgerPosting.SameLoads same ->
          add(checkLoads(key.facility(), same.loads()), new UnchangedSinceRead());
    }
  }

  void add(CounterPosting counted) {
    keys.add(counted.after().key());
    put(
        tables.counters(),
        CounterItems.counter(counted.after()),
        CounterItems.ITEM,
        counted.after().version());
    if (counted.part().isEmpty()) {
      delete(tables.counters(), CounterItems.partKey(counted.after().key(), counted.part().id()));
    } else {
      put(tables.counters(), CounterItems.part(counted.after().key(), counted.part()));
    }
    if (counted.marks()) {
      put(tables.pending(), MarkerItems.changed(counted.after().key(), counted.after().version()));
    }
  }

  /**
   * Writes all items.
   *
   * @throws BadRecord if the lines of an order are too large for one write
   */
  WriteResult execute(DynamoDbClient dynamoDb) {
    long packed =
        items.stream()
            .filter(item -> item.put() != null)
            .map(item -> item.put().item().get(PackedLines.PACKED))
            .filter(Objects::nonNull)
            .mapToLong(bytes -> bytes.b().asByteArrayUnsafe().length)
            .sum();
    if (packed > MOST_PACKED) {
      throw new BadRecord(
          "the lines of an order at %s have %,d bytes, more than %,d; split the order"
              .formatted(firstKey(), packed, MOST_PACKED));
    }
    return items.size() == 1
        ? putSingle(dynamoDb, items.getFirst().put())
        : writeTransaction(dynamoDb);
  }

  private static WriteResult putSingle(DynamoDbClient dynamoDb, Put record) {
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
      return new Applied();
    } catch (ConditionalCheckFailedException e) {
      return new Conflicted();
    }
  }

  private WriteResult writeTransaction(DynamoDbClient dynamoDb) {
    try {
      dynamoDb.transactWriteItems(request -> request.transactItems(items));
      return new Applied();
    } catch (TransactionCanceledException e) {
      return interpret(e);
    }
  }

  private WriteResult interpret(TransactionCanceledException cancelled) {
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
        return new KnownMovement(id.movement());
      }
    }
    boolean overtaken = met || failed.contains(new UnchangedSinceRead());
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
    return new Conflicted();
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
    add(TransactWriteItem.builder().put(put.build()).build(), new UnchangedSinceRead());
  }

  private void put(String table, Map<String, AttributeValue> item) {
    add(
        TransactWriteItem.builder().put(put -> put.tableName(table).item(item)).build(),
        new NoCondition());
  }

  private void delete(String table, Map<String, AttributeValue> key) {
    add(
        TransactWriteItem.builder().delete(delete -> delete.tableName(table).key(key)).build(),
        new NoCondition());
  }

  private void add(TransactWriteItem item, Condition condition) {
    items.add(item);
    conditions.add(condition);
  }

  private static TransactWriteItem putIfAbsent(String table, Map<String, AttributeValue> item) {
    return TransactWriteItem.builder()
        .put(
            put ->
                put.tableName(table)
                    .item(item)
                    .conditionExpression(IS_NEW)
                    .expressionAttributeNames(Map.of("#k", StockItems.KEY)))
        .build();
  }

  /** Checks that the newest initial load of a store is still the one that was read. */
  private TransactWriteItem checkLoads(FacilityId store, StockBaseline floor) {
    return floor.isNone()
        ? checkLoads(store, StoreLoads.NONE)
        : check(
            store,
            check ->
                check
                    .conditionExpression("#newest = :there")
                    .expressionAttributeNames(Map.of("#newest", StockItems.NEWEST_LOAD))
                    .expressionAttributeValues(Map.of(":there", text(floor.delivery()))));
  }

  /** Checks that the initial loads of a store are still those that were read. */
  private TransactWriteItem checkLoads(FacilityId store, StoreLoads loads) {
    return check(
        store,
        check ->
            loads.floors().isEmpty()
                ? check
                    .conditionExpression(IS_NEW)
                    .expressionAttributeNames(Map.of("#k", StockItems.KEY))
                : check
                    .conditionExpression("#loads = :there")
                    .expressionAttributeNames(Map.of("#loads", StockItems.LOADS))
                    .expressionAttributeValues(Map.of(":there", StockItems.floors(loads))));
  }

  private TransactWriteItem check(
      FacilityId store, UnaryOperator<ConditionCheck.Builder> condition) {
    ConditionCheck.Builder check =
        ConditionCheck.builder().tableName(tables.facts()).key(StockItems.loadsKey(store));
    return TransactWriteItem.builder().conditionCheck(condition.apply(check).build()).build();
  }
}
