// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.dynamodb;

import static io.inventorybridge.dynamodb.Attributes.text;
import static java.util.Objects.requireNonNull;

import io.inventorybridge.counter.Counter;
import io.inventorybridge.counter.CounterKey;
import io.inventorybridge.counter.CounterPart;
import io.inventorybridge.files.StorageFailure;
import io.inventorybridge.ledger.Backoff;
import io.inventorybridge.ledger.Entry;
import io.inventorybridge.ledger.Facts;
import io.inventorybridge.ledger.Ledger;
import io.inventorybridge.ledger.OrderOnKey;
import io.inventorybridge.ledger.Posting;
import io.inventorybridge.ledger.StockRecord;
import io.inventorybridge.ledger.Together;
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
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;

/**
 * The ledger on DynamoDB. In the stock table, one partition holds all balances of a product (key
 * {@code upca}, {@code facilityId}). Entries and facts have one partition per stock key, counters
 * one per inventory item. A posting that changes no number is one conditional write, every other
 * posting is one transaction.
 */
public final class DynamoLedger implements Ledger {
  private static final int MOST_ROUNDS = 10;
  private static final String IS_NEW = "attribute_not_exists(#k)";

  private final DynamoDbClient dynamoDb;
  private final String stockTable;
  private final String entryTable;
  private final String factTable;
  private final LedgerWrite.Tables tables;
  private final StockTable stock;
  private final BatchReading facts;

  public DynamoLedger(
      DynamoDbClient dynamoDb,
      String stockTable,
      String entryTable,
      String factTable,
      String counterTable,
      String pendingTable,
      Backoff backoff) {
    this.dynamoDb = dynamoDb;
    this.stockTable = stockTable;
    this.entryTable = entryTable;
    this.factTable = factTable;
    this.tables =
        new LedgerWrite.Tables(stockTable, entryTable, factTable, counterTable, pendingTable);
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
    return post(new Together(List.of(posting), List.of()));
  }

  @Override
  public Outcome post(Together together) {
    LedgerWrite write = new LedgerWrite(tables);
    together.postings().forEach(write::add);
    together.counters().forEach(write::add);
    return Calls.translated(
        "posting to " + write.first(),
        () ->
            switch (write.in(dynamoDb)) {
              case LedgerWrite.Done done -> new Posted();
              case LedgerWrite.Refused refused -> new Overtaken();
              case LedgerWrite.Claimed claimed ->
                  new AlreadyTaken(
                      taken(claimed.mine().key().facility(), claimed.mine().id()).orElseThrow());
            });
  }

  @Override
  public Map<CounterKey, Counter> counters(Collection<CounterKey> keys) {
    Map<CounterKey, Counter> found = new HashMap<>();
    for (CounterKey key : keys) {
      get(tables.counters(), CounterItems.key(key))
          .map(CounterItems::counter)
          .ifPresent(counter -> found.put(key, counter));
    }
    return found;
  }

  @Override
  public Optional<CounterPart> part(CounterKey key, CounterPart.Id id) {
    return get(tables.counters(), CounterItems.partKey(key, id)).map(CounterItems::part);
  }

  @Override
  public List<WithParts> ofItem(String item) {
    QueryRequest request =
        QueryRequest.builder()
            .tableName(tables.counters())
            .consistentRead(true)
            .keyConditionExpression("#k = :item")
            .expressionAttributeNames(Map.of("#k", CounterItems.ITEM))
            .expressionAttributeValues(Map.of(":item", text(item)))
            .build();
    return Calls.translated(
        "reading the counters of " + item,
        () -> CounterItems.withParts(dynamoDb.queryPaginator(request).items().stream().toList()));
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
