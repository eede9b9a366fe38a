// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.dynamodb.ledger;

import static io.inventorybridge.dynamodb.AttributeCodec.text;
import static java.util.Objects.requireNonNull;

import io.inventorybridge.dynamodb.AttributeCodec;
import io.inventorybridge.dynamodb.BatchReader;
import io.inventorybridge.dynamodb.FailureTranslation;
import io.inventorybridge.ledger.KeyFacts;
import io.inventorybridge.ledger.LedgerEntry;
import io.inventorybridge.ledger.LedgerPosting;
import io.inventorybridge.ledger.LedgerTransaction;
import io.inventorybridge.ledger.OrderFacts;
import io.inventorybridge.ledger.StockLedger;
import io.inventorybridge.ledger.StockRecord;
import io.inventorybridge.ledger.StoreLoads;
import io.inventorybridge.ledger.counter.CounterKey;
import io.inventorybridge.ledger.counter.CounterPart;
import io.inventorybridge.ledger.counter.ShopCounter;
import io.inventorybridge.stock.CanonicalUpc;
import io.inventorybridge.stock.FacilityId;
import io.inventorybridge.stock.StockBaseline;
import io.inventorybridge.stock.StockKey;
import io.inventorybridge.stock.StockMovement;
import io.inventorybridge.support.concurrent.BackoffPolicy;
import io.inventorybridge.support.files.StorageFailure;
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

/**
 * The ledger on DynamoDB. In the stock table, one partition holds all balances of a product (key
 * {@code upca}, {@code facilityId}). Entries and facts have one partition per stock key, counters
 * one per inventory item. A posting that changes no number is one conditional write, every other
 * posting is one transaction.
 */
public final class DynamoStockLedger implements StockLedger {
  private static final int MOST_ROUNDS = 10;
  private static final String IS_NEW = "attribute_not_exists(#k)";

  private final DynamoDbClient dynamoDb;
  private final String stockTable;
  private final String entryTable;
  private final String factTable;
  private final LedgerWrite.Tables tables;
  private final StockTable stock;
  private final BatchReader facts;

  public DynamoStockLedger(
      DynamoDbClient dynamoDb,
      String stockTable,
      String entryTable,
      String factTable,
      String counterTable,
      String pendingTable,
      BackoffPolicy backoff) {
    this.dynamoDb = dynamoDb;
    this.stockTable = stockTable;
    this.entryTable = entryTable;
    this.factTable = factTable;
    this.tables =
        new LedgerWrite.Tables(stockTable, entryTable, factTable, counterTable, pendingTable);
    this.stock = new StockTable(dynamoDb, stockTable, backoff);
    this.facts = new BatchReader(dynamoDb, factTable, backoff);
  }

  @Override
  public Map<StockKey, StockRecord> find(Collection<StockKey> keys) {
    return stock.find(keys);
  }

  @Override
  public List<StockRecord> ofProduct(CanonicalUpc upc) {
    QueryRequest request =
        QueryRequest.builder()
            .tableName(stockTable)
            .consistentRead(true)
            .keyConditionExpression("#k = :upca")
            .expressionAttributeNames(Map.of("#k", StockItems.UPCA))
            .expressionAttributeValues(Map.of(":upca", text(upc.toString())))
            .build();
    return FailureTranslation.translated(
        "reading the stock of " + upc,
        () ->
            dynamoDb.queryPaginator(request).items().stream()
                .map(StockItems::record)
                .sorted(Comparator.comparing(StockRecord::key))
                .toList());
  }

  @Override
  public KeyFacts facts(StockKey key, Instant movementsAfter) {
    List<StockMovement> movements = new ArrayList<>();
    List<OrderFacts> orders = new ArrayList<>();
    String from =
        movementsAfter.isAfter(Instant.MIN)
            ? StockItems.MOVEMENT + AttributeCodec.sortable(movementsAfter)
            : StockItems.MOVEMENT;
    for (Map<String, AttributeValue> item : factItems(key, from)) {
      if (text(item, StockItems.FACT).startsWith(StockItems.MOVEMENT)) {
        movements.add(StockItems.movement(key, item));
      } else {
        orders.add(StockItems.orderOrError(item));
      }
    }
    return new KeyFacts(movements, orders);
  }

  @Override
  public List<OrderFacts> orders(StockKey key) {
    return factItems(key, StockItems.ORDER).stream().map(StockItems::orderOrError).toList();
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
                    ":to", text(StockItems.AFTER_ORDERS)))
            .build();
    return FailureTranslation.translated(
        "reading the facts of " + key,
        () -> dynamoDb.queryPaginator(request).items().stream().toList());
  }

  @Override
  public Optional<StockBaseline> newestStatement(
      StockKey key, Optional<StockBaseline.Rank> before, Set<StockBaseline.Rank> except) {
    QueryRequest request =
        QueryRequest.builder()
            .tableName(factTable)
            .consistentRead(true)
            .scanIndexForward(false)
            .limit(2)
            .keyConditionExpression("#k = :key and #f between :from and :to")
            .expressionAttributeNames(Map.of("#k", StockItems.KEY, "#f", StockItems.FACT))
            .expressionAttributeValues(
                Map.of(
                    ":key", text(StockItems.partition(key)),
                    ":from", text(StockItems.STATEMENT),
                    ":to",
                        text(
                            before
                                .map(StockItems::statementName)
                                .orElse(StockItems.AFTER_STATEMENTS))))
            .build();
    return FailureTranslation.translated(
        "reading the statements of " + key,
        () ->
            dynamoDb.queryPaginator(request).items().stream()
                .map(StockItems::baseline)
                .filter(said -> !except.contains(said.rank()))
                .filter(said -> before.filter(rank -> rank.equals(said.rank())).isEmpty())
                .findFirst());
  }

  @Override
  public Optional<OrderFacts> fact(StockKey key, String orderId) {
    return get(factTable, StockItems.orderKey(key, orderId)).map(StockItems::order);
  }

  @Override
  public Optional<StockMovement> findMovement(FacilityId facility, String eventId) {
    return get(factTable, StockItems.acceptedMovementKey(facility, eventId))
        .map(item -> StockItems.acceptedMovement(facility, eventId, item));
  }

  @Override
  public PostingOutcome post(LedgerPosting posting) {
    return post(new LedgerTransaction(List.of(posting), List.of()));
  }

  @Override
  public PostingOutcome post(LedgerTransaction ledgerTransaction) {
    LedgerWrite write = new LedgerWrite(tables);
    ledgerTransaction.postings().forEach(write::add);
    ledgerTransaction.counters().forEach(write::add);
    return FailureTranslation.translated(
        "posting to " + write.firstKey(),
        () ->
            switch (write.execute(dynamoDb)) {
              case LedgerWrite.Applied done -> new Posted();
              case LedgerWrite.Conflicted refused -> new VersionConflict();
              case LedgerWrite.KnownMovement claimed ->
                  new DuplicateMovement(
                      findMovement(claimed.mine().key().facility(), claimed.mine().id())
                          .orElseThrow());
            });
  }

  @Override
  public Map<CounterKey, ShopCounter> counters(Collection<CounterKey> keys) {
    Map<CounterKey, ShopCounter> found = new HashMap<>();
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
    return FailureTranslation.translated(
        "reading the counters of " + item,
        () -> CounterItems.withParts(dynamoDb.queryPaginator(request).items().stream().toList()));
  }

  @Override
  public List<LedgerEntry> entries(StockKey key) {
    QueryRequest request =
        QueryRequest.builder()
            .tableName(entryTable)
            .consistentRead(true)
            .keyConditionExpression("#k = :key")
            .expressionAttributeNames(Map.of("#k", StockItems.KEY))
            .expressionAttributeValues(Map.of(":key", text(StockItems.partition(key))))
            .build();
    return FailureTranslation.translated(
        "reading the entries of " + key,
        () ->
            dynamoDb.queryPaginator(request).items().stream()
                .map(item -> StockItems.entry(key, item))
                .toList());
  }

  @Override
  public StoreLoads loads(FacilityId store) {
    return get(factTable, StockItems.loadsKey(store))
        .map(StockItems::loads)
        .orElse(StoreLoads.NONE);
  }

  @Override
  public Map<FacilityId, StockBaseline> floors(Collection<FacilityId> stores) {
    List<FacilityId> wanted = stores.stream().distinct().toList();
    Map<FacilityId, StockBaseline> floors = new HashMap<>();
    wanted.forEach(store -> floors.put(store, StockBaseline.NONE));
    for (int from = 0; from < wanted.size(); from += BatchReader.MOST_KEYS) {
      List<FacilityId> batch =
          wanted.subList(from, Math.min(wanted.size(), from + BatchReader.MOST_KEYS));
      Map<String, FacilityId> byKey = new HashMap<>();
      batch.forEach(store -> byKey.put(text(StockItems.loadsKey(store), StockItems.KEY), store));
      facts
          .read("reading floors", batch.stream().map(StockItems::loadsKey).toList())
          .forEach(
              item ->
                  floors.put(
                      requireNonNull(byKey.get(text(item, StockItems.KEY))),
                      StockItems.loads(item).newest()));
    }
    return floors;
  }

  @Override
  public void raiseFloor(FacilityId store, StockBaseline floor) {
    for (int round = 1; round <= MOST_ROUNDS; round++) {
      StoreLoads there = loads(store);
      StoreLoads more = there.with(floor);
      if (more.equals(there) || isReplaced(store, there, more)) {
        return;
      }
    }
    throw new StorageFailure(
        "raising the floor of " + store,
        new IllegalStateException("written by others %d times".formatted(MOST_ROUNDS)));
  }

  private boolean isReplaced(FacilityId store, StoreLoads there, StoreLoads more) {
    return FailureTranslation.translated(
        "raising the floor of " + store,
        () -> {
          try {
            dynamoDb.putItem(
                request -> {
                  request.tableName(factTable).item(StockItems.loads(store, more));
                  if (there.floors().isEmpty()) {
                    request
                        .conditionExpression(IS_NEW)
                        .expressionAttributeNames(Map.of("#k", StockItems.KEY));
                  } else {
                    request
                        .conditionExpression("#loads = :there")
                        .expressionAttributeNames(Map.of("#loads", StockItems.LOADS))
                        .expressionAttributeValues(Map.of(":there", StockItems.floors(there)));
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
    return stock.scan(stores, cursor);
  }

  private Optional<Map<String, AttributeValue>> get(String table, Map<String, AttributeValue> key) {
    return FailureTranslation.translated(
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
