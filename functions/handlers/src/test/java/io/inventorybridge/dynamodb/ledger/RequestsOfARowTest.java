// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.dynamodb.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.inventorybridge.dynamodb.RefusingDynamoDb;
import io.inventorybridge.dynamodb.SingleKeyFixture;
import io.inventorybridge.support.capacity.CapacityUsage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;

/** The cost of a reset row, step by step, counted at the client. */
@Tag("system")
class RequestsOfARowTest {
  private static final Set<String> READS = Set.of("GetItem", "BatchGetItem", "Query");

  private final RefusingDynamoDb dynamoDb = new RefusingDynamoDb();
  private final SingleKeyFixture key = new SingleKeyFixture(dynamoDb.client());

  @Test
  void aChangedRowCostsAtMostOneTransactionAStep() {
    key.deliver("d1", 1, 5);

    assertThat(writesOf(() -> key.reset("d2", 2, 8))).containsExactly("TransactWriteItems");
    assertThat(writesOf(() -> key.settle("d2", -1))).containsExactly("TransactWriteItems");
  }

  @Test
  void aRowThatChangesNothingCostsItsStatementAndOneConditionalWrite() {
    key.deliver("d1", 1, 5);

    assertThat(writesOf(() -> key.reset("d2", 2, 5))).containsExactly("TransactWriteItems");
    assertThat(writesOf(() -> key.settle("d2", 0))).containsExactly("PutItem");
  }

  @Test
  void aRowThatIsThereAlreadyCostsNoWriteAtAll() {
    key.deliver("d1", 1, 5);

    assertThat(writesOf(() -> key.reset("d1", 1, 5))).isEmpty();
    assertThat(writesOf(() -> key.settle("d1", 0))).isEmpty();
  }

  /** The figures of infra/docs/cost.md, in units of 1 KB written and 4 KB read consistently. */
  @Test
  void theCostEstimateUsesTheMeasuredUnits() throws IOException {
    key.deliver("d1", 1, 5);
    Map<String, String> counted = new LinkedHashMap<>();
    counted.put("a changed row, reset", unitsOf(() -> key.reset("d2", 2, 8)));
    counted.put("a changed row, settled", unitsOf(() -> key.settle("d2", 0)));
    counted.put("an unchanged row, reset", unitsOf(() -> key.reset("d3", 3, 8)));
    counted.put("an unchanged row, settled", unitsOf(() -> key.settle("d3", 0)));
    key.reset("d4", 4, 9);
    counted.put(
        "a row with a variance and a late fact, settled", unitsOf(() -> key.settle("d4", -1)));
    counted.put("a sale of a till", unitsOf(() -> key.sell("sale-1", 1)));
    String document = Files.readString(Path.of("../../infra/docs/cost.md"));
    String table =
        counted.entrySet().stream()
            .map(it -> "| %s | %s |".formatted(it.getKey(), it.getValue()))
            .collect(Collectors.joining("\n"));
    assertThat(document).contains(table);
  }

  /**
   * The meter of the deployed imports sums up the units that DynamoDB reports. (DynamoDB Local
   * charges two items of one table in one transaction as one, so this test has no such step.)
   */
  @Test
  void theMeterOfImportsGivesTheSameUnitsAndCountsEveryRequestOnce() {
    key.deliver("d1", 1, 5);
    for (Runnable step :
        List.<Runnable>of(
            () -> key.reset("d2", 2, 8),
            () -> key.settle("d2", 0),
            () -> key.reset("d3", 3, 7),
            () -> key.settle("d3", 0))) {
      CapacityUsage before = dynamoDb.meter().usage();
      List<SdkRequest> asked = dynamoDb.askedIn(step);
      CapacityUsage capacityUsage = dynamoDb.meter().usage().since(before);
      assertThat(capacityUsage)
          .isEqualTo(new CapacityUsage(asked.size(), written(asked), read(asked)));
    }
  }

  private String unitsOf(Runnable step) {
    List<SdkRequest> asked = dynamoDb.askedIn(step);
    return written(asked) + " | " + read(asked);
  }

  // An item in a transaction costs twice; an item of one unit or less costs one.
  private static long written(List<SdkRequest> asked) {
    return asked.stream()
        .mapToLong(
            request ->
                switch (request) {
                  case PutItemRequest put -> 1;
                  case TransactWriteItemsRequest all -> 2L * all.transactItems().size();
                  default -> 0;
                })
        .sum();
  }

  private static long read(List<SdkRequest> asked) {
    return asked.stream()
        .mapToLong(
            request ->
                switch (request) {
                  case GetItemRequest get -> 1;
                  case QueryRequest query -> 1;
                  case BatchGetItemRequest all ->
                      all.requestItems().values().stream().mapToInt(it -> it.keys().size()).sum();
                  case PutItemRequest put -> 0;
                  case TransactWriteItemsRequest all -> 0;
                  default -> throw new AssertionError("not counted: " + request);
                })
        .sum();
  }

  private List<String> writesOf(Runnable step) {
    return dynamoDb.sentIn(step).stream().filter(sent -> !READS.contains(sent)).toList();
  }
}
