// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.dynamodb;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType.N;
import static software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType.S;

import io.inventorybridge.ledger.Backoff;
import io.inventorybridge.ledger.PostingEntries;
import io.inventorybridge.ledger.StockRecord;
import io.inventorybridge.stock.Baseline;
import io.inventorybridge.stock.FacilityId;
import io.inventorybridge.stock.Movement;
import io.inventorybridge.stock.Quantity;
import io.inventorybridge.stock.StockKey;
import io.inventorybridge.stock.Upc;
import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;

/** What a row of a reset costs in requests that write, counted at the client, step by step. */
class RequestsOfARowTest {
  private static final StockKey KEY =
      new StockKey(new FacilityId("SVC21"), Upc.of("2050000163913"));
  private static final Instant NOW = Instant.parse("2026-11-25T09:00:00Z");

  private final Map<String, Integer> requests = new TreeMap<>();
  private int writeUnits;
  private int readUnits;
  private final DynamoLedger ledger =
      new DynamoLedger(
          counted(LocalTables.client()),
          LocalTables.table(entry("upca", S), entry("facilityId", S)),
          LocalTables.table(entry("key", S), entry("sequence", N)),
          LocalTables.table(entry("key", S), entry("fact", S)),
          LocalTables.table(entry("item", S), entry("what", S)),
          LocalTables.table(entry("bucket", S), entry("record", S)),
          Backoff.NONE);
  private final PostingEntries entries =
      new PostingEntries(ledger, Backoff.NONE, Clock.fixed(NOW, ZoneOffset.UTC));

  @Test
  void aChangedRowCostsAtMostOneTransactionAStep() {
    deliver("d1", 1, 5);

    assertThat(writesOf(() -> reset("d2", 2, 8))).isEqualTo(Map.of("transactWriteItems", 1));
    assertThat(writesOf(() -> settle("d2", -1)).values()).containsExactly(1);
  }

  @Test
  void aRowThatChangesNothingCostsAtMostOneConditionalWriteAStep() {
    deliver("d1", 1, 5);

    assertThat(writesOf(() -> reset("d2", 2, 5))).isEqualTo(Map.of("putItem", 1));
    assertThat(writesOf(() -> settle("d2", 0))).isEqualTo(Map.of("putItem", 1));
  }

  @Test
  void aRowThatIsThereAlreadyCostsNoWriteAtAll() {
    deliver("d1", 1, 5);

    assertThat(writesOf(() -> reset("d1", 1, 5))).isEmpty();
    assertThat(writesOf(() -> settle("d1", 0))).isEmpty();
  }

  /** What infra/cost.md reckons with, in units of 1 KB written and 4 KB read consistently. */
  @Test
  void theEstimateOfTheCostReckonsWithTheUnitsThatAreCounted() throws IOException {
    deliver("d1", 1, 5);
    Map<String, String> counted = new LinkedHashMap<>();
    counted.put("a changed row, reset", unitsOf(() -> reset("d2", 2, 8)));
    counted.put("a changed row, settled", unitsOf(() -> settle("d2", 0)));
    counted.put("an unchanged row, reset", unitsOf(() -> reset("d3", 3, 8)));
    counted.put("an unchanged row, settled", unitsOf(() -> settle("d3", 0)));
    reset("d4", 4, 9);
    counted.put("a row with a variance and a late fact, settled", unitsOf(() -> settle("d4", -1)));
    counted.put(
        "a sale of a till",
        unitsOf(() -> entries.move(new Movement(KEY, "sale-1", NOW, Quantity.of(-1)))));
    String document = Files.readString(Path.of("../../infra/cost.md"));
    String table =
        counted.entrySet().stream()
            .map(it -> "| %s | %s |".formatted(it.getKey(), it.getValue()))
            .collect(Collectors.joining("\n"));
    assertThat(document).contains(table);
  }

  private String unitsOf(Runnable step) {
    requests.clear();
    writeUnits = 0;
    readUnits = 0;
    step.run();
    return writeUnits + " | " + readUnits;
  }

  // A transaction costs twice; what is no larger than a unit costs one.
  private void count(Object request) {
    switch (request) {
      case PutItemRequest put -> writeUnits++;
      case TransactWriteItemsRequest all -> writeUnits += 2 * all.transactItems().size();
      case GetItemRequest get -> readUnits++;
      case QueryRequest query -> readUnits++;
      case BatchGetItemRequest all ->
          readUnits += all.requestItems().values().stream().mapToInt(it -> it.keys().size()).sum();
      default -> throw new AssertionError("not counted: " + request);
    }
  }

  private void deliver(String delivery, int day, int quantity) {
    reset(delivery, day, quantity);
    settle(delivery, 0);
  }

  private void reset(String delivery, int day, int quantity) {
    Instant snapshot = Instant.parse("2026-11-0%dT00:00:00Z".formatted(day));
    Baseline.Rank rank = new Baseline.Rank(snapshot, snapshot, delivery);
    entries.reset(record(), new Baseline(rank, Quantity.of(quantity), "part-0001.csv", 2));
  }

  private void settle(String delivery, int delta) {
    entries.settle(record(), delivery, Quantity.of(delta), 2);
  }

  private StockRecord record() {
    return entries.read(List.of(KEY)).apply(KEY);
  }

  private Map<String, Integer> writesOf(Runnable step) {
    requests.clear();
    step.run();
    Map<String, Integer> writes = new TreeMap<>(requests);
    writes.keySet().retainAll(List.of("putItem", "transactWriteItems", "batchWriteItem"));
    return writes;
  }

  private DynamoDbClient counted(DynamoDbClient client) {
    return (DynamoDbClient)
        Proxy.newProxyInstance(
            DynamoDbClient.class.getClassLoader(),
            new Class<?>[] {DynamoDbClient.class},
            (proxy, method, arguments) -> {
              if (method.isDefault() && arguments[0] instanceof Consumer) {
                return InvocationHandler.invokeDefault(proxy, method, arguments);
              }
              requests.merge(method.getName(), 1, Integer::sum);
              count(arguments[0]);
              try {
                return method.invoke(client, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }
}
