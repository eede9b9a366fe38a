// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.dynamodb;

import static io.inventorybridge.dynamodb.Attributes.number;
import static io.inventorybridge.dynamodb.Attributes.text;
import static java.util.Objects.requireNonNull;

import io.inventorybridge.files.StorageFailure;
import io.inventorybridge.ledger.Backoff;
import io.inventorybridge.ledger.Entry;
import io.inventorybridge.ledger.Facts;
import io.inventorybridge.ledger.Ledger;
import io.inventorybridge.ledger.OrderOnKey;
import io.inventorybridge.ledger.Posting;
import io.inventorybridge.ledger.Posting.DropOrder;
import io.inventorybridge.ledger.Posting.NoFact;
import io.inventorybridge.ledger.Posting.TakeMovement;
import io.inventorybridge.ledger.Posting.TakeOrder;
import io.inventorybridge.ledger.StockRecord;
import io.inventorybridge.stock.Baseline;
import io.inventorybridge.stock.FacilityId;
import io.inventorybridge.stock.Movement;
import io.inventorybridge.stock.StockKey;
import io.inventorybridge.stock.Upc;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionCheck;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/**
 * The ledger on DynamoDB. The stock table has a product's balances in one partition (key {@code
 * upca}, {@code facilityId}); entries and facts have a partition for each key. A posting that
 * changes no number is one conditional write, any other one transaction.
 */
public final class DynamoLedger implements Ledger {
  private static final int MOST_ROUNDS = 10;
  private static final String IS_NEW = "attribute_not_exists(#k)";

  private final DynamoDbClient dynamoDb;
  private final String stockTable;
  private final String entryTable;
  private final String factTable;
  private final StockTable stock;
  private final BatchReading facts;

  public DynamoLedger(
      DynamoDbClient dynamoDb,
      String stockTable,
      String entryTable,
      String factTable,
      Backoff backoff) {
    this.dynamoDb = dynamoDb;
    this.stockTable = stockTable;
    this.entryTable = entryTable;
    this.factTable = factTable;
    this.stock = new StockTable(dynamoDb, stockTable, backoff);
    this.facts = new BatchReading(dynamoDb, factTable, backoff);
  }

  @Override
  public Map<StockKey, StockRecord> find(Collection<StockKey> keys) {
    return stock.find(keys);
  }

  @Override
  public List<StockRecord> ofProduct(Upc upc) {
    QueryRequest request =
        QueryRequest.builder()
            .tableName(stockTable)
            .consistentRead(true)
            .keyConditionExpression("#k = :upca")
            .expressionAttributeNames(Map.of("#k", StockItems.UPCA))
            .expressionAttributeValues(Map.of(":upca", text(upc.toString())))
            .build();
    return Calls.translated(
        "reading the stock of " + upc,
        () ->
            dynamoDb.queryPaginator(request).items().stream()
                .map(StockItems::record)
                .sorted(Comparator.comparing(StockRecord::key))
                .toList());
  }

  @Override
  public Facts facts(StockKey key, Instant movementsAfter) {
    List<Movement> movements = new ArrayList<>();
    List<OrderOnKey> orders = new ArrayList<>();
    String from =
        movementsAfter.isAfter(Instant.MIN)
            ? StockItems.MOVEMENT + Attributes.sortable(movementsAfter)
            : StockItems.MOVEMENT;
    for (Map<String, AttributeValue> item : factItems(key, from)) {
      if (text(item, StockItems.FACT).startsWith(StockItems.MOVEMENT)) {
        movements.add(StockItems.movement(key, item));
      } else {
        orders.add(StockItems.order(item));
      }
    }
    return new Facts(movements, orders);
  }

  @Override
  public List<OrderOnKey> orders(StockKey key) {
    return factItems(key, StockItems.ORDER).stream().map(StockItems::order).toList();
  }

  private List<Map<String, AttributeValue>> factItems(StockKey key, String from) {
    QueryRequest request =
        QueryRequest.builder()
            .tableName(factTable)
            .consistentRead(true)
            .keyConditionExpression("#k = :key and #f between :from and :to")
            .expressionAttributeNames(Map.of("#k", StockItems.KEY, "#f", StockItems.FACT))
            .expressionAttributeValues(
                Map.of(
                    ":key", text(StockItems.partition(key)),
                    ":from", text(from),
                    ":to", text(StockItems.ORDER + "\uffff")))
            .build();
    return Calls.translated(
        "reading the facts of " + key,
        () -> dynamoDb.queryPaginator(request).items().stream().toList());
  }

  @Override
  public Optional<OrderOnKey> fact(StockKey key, String orderId) {
    return get(factTable, StockItems.orderKey(key, orderId)).map(StockItems::order);
  }

  @Override
  public Optional<Movement> taken(FacilityId facility, String eventId) {
    return get(factTable, StockItems.takenKey(facility, eventId))
        .map(item -> StockItems.taken(facility, eventId, item));
  }

  @Override
  public Outcome post(Posting posting) {
    Put record = record(posting.after());
    List<TransactWriteItem> rest = new ArrayList<>();
    for (Entry entry : posting.entries()) {
      rest.add(onlyNew(entryTable, StockItems.entry(entry)));
    }
    StockKey key = posting.after().key();
    Optional<Claim> claim = Optional.empty();
    switch (posting.fact()) {
      case NoFact none -> {}
      case TakeMovement take -> {
        rest.add(put(factTable, StockItems.movement(take.movement())));
        claim = Optional.of(new Claim(take.movement(), rest.size() + 1));
        rest.add(onlyNew(factTable, StockItems.taken(take.movement())));
      }
      case TakeOrder take -> rest.add(put(factTable, StockItems.order(key, take.order())));
      case DropOrder drop ->
          rest.add(
              TransactWriteItem.builder()
                  .delete(
                      delete ->
                          delete.tableName(factTable).key(StockItems.orderKey(key, drop.orderId())))
                  .build());
    }
    if (posting.createsAtFloor()) {
      rest.add(stillAt(key.facility(), posting.after().settled().baseline()));
    }
    Optional<Claim> claimed = claim;
    return Calls.translated(
        "posting to " + key, () -> rest.isEmpty() ? write(record) : write(record, rest, claimed));
  }

  private Outcome write(Put record) {
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
      return new Posted();
    } catch (ConditionalCheckFailedException e) {
      return new Overtaken();
    }
  }

  private Outcome write(Put record, List<TransactWriteItem> rest, Optional<Claim> claim) {
    List<TransactWriteItem> items = new ArrayList<>();
    items.add(TransactWriteItem.builder().put(record).build());
    items.addAll(rest);
    try {
      dynamoDb.transactWriteItems(request -> request.transactItems(items));
      return new Posted();
    } catch (TransactionCanceledException e) {
      List<CancellationReason> reasons = e.cancellationReasons();
      if (claim.isPresent() && failed(reasons.get(claim.get().position()))) {
        Movement mine = claim.get().movement();
        return new AlreadyTaken(taken(mine.key().facility(), mine.id()).orElseThrow());
      }
      if (checksFloor(rest) && failed(reasons.getLast())) {
        return new Overtaken();
      }
      if (!failed(reasons.getFirst()) && reasons.stream().anyMatch(DynamoLedger::failed)) {
        throw new IllegalStateException(
            "the ledger is damaged: the next entry of product %s in %s is there already"
                .formatted(
                    text(record.item(), StockItems.UPCA),
                    text(record.item(), StockItems.FACILITY)));
      }
      // A conflict is another writer of the same items at the same moment; anything else is not
      // ours.
      if (reasons.stream()
          .map(CancellationReason::code)
          .allMatch(
              code ->
                  "None".equals(code)
                      || "ConditionalCheckFailed".equals(code)
                      || "TransactionConflict".equals(code))) {
        return new Overtaken();
      }
      throw e;
    }
  }

  /** A movement whose id must be new, and where in the transaction that is asked. */
  private record Claim(Movement movement, int position) {}

  private static boolean failed(CancellationReason reason) {
    return "ConditionalCheckFailed".equals(reason.code());
  }

  private static boolean checksFloor(List<TransactWriteItem> items) {
    return items.getLast().conditionCheck() != null;
  }

  /** The check that nobody has raised the floor since it was read. */
  private TransactWriteItem stillAt(FacilityId store, Baseline floor) {
    ConditionCheck.Builder check =
        ConditionCheck.builder().tableName(factTable).key(StockItems.floorKey(store));
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

  private Put record(StockRecord after) {
    Put.Builder put = Put.builder().tableName(stockTable).item(StockItems.record(after));
    return after.version() == 1
        ? put.conditionExpression(IS_NEW)
            .expressionAttributeNames(Map.of("#k", StockItems.UPCA))
            .build()
        : put.conditionExpression("#v = :before")
            .expressionAttributeNames(Map.of("#v", StockItems.VERSION))
            .expressionAttributeValues(Map.of(":before", number(after.version() - 1)))
            .build();
  }

  private static TransactWriteItem put(String table, Map<String, AttributeValue> item) {
    return TransactWriteItem.builder().put(put -> put.tableName(table).item(item)).build();
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

  @Override
  public List<Entry> entries(StockKey key) {
    QueryRequest request =
        QueryRequest.builder()
            .tableName(entryTable)
            .consistentRead(true)
            .keyConditionExpression("#k = :key")
            .expressionAttributeNames(Map.of("#k", StockItems.KEY))
            .expressionAttributeValues(Map.of(":key", text(StockItems.partition(key))))
            .build();
    return Calls.translated(
        "reading the entries of " + key,
        () ->
            dynamoDb.queryPaginator(request).items().stream()
                .map(item -> StockItems.entry(key, item))
                .toList());
  }

  @Override
  public Baseline floor(FacilityId store) {
    return get(factTable, StockItems.floorKey(store))
        .map(StockItems::baseline)
        .orElse(Baseline.NONE);
  }

  @Override
  public Map<FacilityId, Baseline> floors(Collection<FacilityId> stores) {
    List<FacilityId> wanted = stores.stream().distinct().toList();
    Map<FacilityId, Baseline> floors = new HashMap<>();
    wanted.forEach(store -> floors.put(store, Baseline.NONE));
    for (int from = 0; from < wanted.size(); from += BatchReading.MOST_KEYS) {
      List<FacilityId> batch =
          wanted.subList(from, Math.min(wanted.size(), from + BatchReading.MOST_KEYS));
      Map<String, FacilityId> byKey = new HashMap<>();
      batch.forEach(store -> byKey.put(text(StockItems.floorKey(store), StockItems.KEY), store));
      facts
          .read("reading floors", batch.stream().map(StockItems::floorKey).toList())
          .forEach(
              item ->
                  floors.put(
                      requireNonNull(byKey.get(text(item, StockItems.KEY))),
                      StockItems.baseline(item)));
    }
    return floors;
  }

  @Override
  public void raiseFloor(FacilityId store, Baseline floor) {
    for (int round = 1; round <= MOST_ROUNDS; round++) {
      Baseline there = floor(store);
      if (floor.rank().compareTo(there.rank()) <= 0) {
        return;
      }
      if (replace(store, there, floor)) {
        return;
      }
    }
    throw new StorageFailure(
        "raising the floor of " + store,
        new IllegalStateException("written by others %d times".formatted(MOST_ROUNDS)));
  }

  private boolean replace(FacilityId store, Baseline there, Baseline floor) {
    Map<String, AttributeValue> item = new HashMap<>(StockItems.baseline(floor));
    item.putAll(StockItems.floorKey(store));
    return Calls.translated(
        "raising the floor of " + store,
        () -> {
          try {
            dynamoDb.putItem(
                request -> {
                  request.tableName(factTable).item(item);
                  if (there.isNone()) {
                    request
                        .conditionExpression(IS_NEW)
                        .expressionAttributeNames(Map.of("#k", StockItems.KEY));
                  } else {
                    request
                        .conditionExpression("delivery = :there")
                        .expressionAttributeValues(Map.of(":there", text(there.delivery())));
                  }
                });
            return true;
          } catch (ConditionalCheckFailedException e) {
            return false;
          }
        });
  }

  @Override
  public Page scan(Set<FacilityId> stores, String cursor) {
    ScanRequest.Builder request = ScanRequest.builder().tableName(stockTable).consistentRead(true);
    int slash = cursor.lastIndexOf('/');
    if (slash >= 0) {
      request.exclusiveStartKey(
          StockItems.key(StockKey.of(cursor.substring(0, slash), cursor.substring(slash + 1))));
    }
    ScanResponse page = Calls.translated("scanning stock", () -> dynamoDb.scan(request.build()));
    Map<String, AttributeValue> last =
        page.hasLastEvaluatedKey() ? page.lastEvaluatedKey() : Map.of();
    return new Page(
        page.items().stream()
            .map(StockItems::record)
            .filter(record -> stores.contains(record.key().facility()))
            .toList(),
        last.isEmpty() ? "" : text(last, StockItems.FACILITY) + "/" + text(last, StockItems.UPCA));
  }

  private Optional<Map<String, AttributeValue>> get(String table, Map<String, AttributeValue> key) {
    return Calls.translated(
        "reading from " + table,
        () -> {
          Map<String, AttributeValue> item =
              dynamoDb
                  .getItem(request -> request.tableName(table).key(key).consistentRead(true))
                  .item();
          return item.isEmpty() ? Optional.empty() : Optional.of(item);
        });
  }
}
