// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.dynamodb.ledger;

import static io.inventorybridge.dynamodb.RefusingDynamoDb.cancelled;
import static io.inventorybridge.dynamodb.RefusingDynamoDb.error;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.inventorybridge.dynamodb.DynamoRetryPolicy;
import io.inventorybridge.dynamodb.RefusingDynamoDb;
import io.inventorybridge.dynamodb.SingleKeyFixture;
import io.inventorybridge.stock.StockQuantity;
import io.inventorybridge.support.files.StorageFailure;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** A reset row while DynamoDB is throttled, or while others write the key. */
@Tag("system")
class ThrottledLedgerTest {
  private static final String TRANSACTION = "TransactWriteItems";
  private static final String SINGLE = "PutItem";
  private static final String READING = "GetItem";

  private final RefusingDynamoDb dynamoDb = new RefusingDynamoDb();
  private final SingleKeyFixture key = new SingleKeyFixture(dynamoDb.client());

  static Stream<Arguments> refusalsThatPass() {
    return Stream.of(
        Arguments.of(READING, error("ProvisionedThroughputExceededException")),
        Arguments.of(READING, error("ThrottlingException")),
        Arguments.of(TRANSACTION, error("ProvisionedThroughputExceededException")),
        Arguments.of(TRANSACTION, error("RequestLimitExceeded")),
        Arguments.of(TRANSACTION, error("ThrottlingException")),
        Arguments.of(TRANSACTION, cancelled("None", "ThrottlingError")),
        Arguments.of(TRANSACTION, cancelled("ProvisionedThroughputExceeded", "ThrottlingError")));
  }

  @ParameterizedTest
  @MethodSource("refusalsThatPass")
  void aThrottledRequestIsRetriedAfterAWaitAndTheRowIsApplied(String operation, String refusal) {
    key.deliver("d1", 1, 5);
    dynamoDb.refuse(operation, refusal, refusal, refusal);

    List<String> sent = dynamoDb.sentIn(() -> key.reset("d2", 2, 8));

    assertThat(sent).hasSize(5).containsOnly(READING, TRANSACTION);
    assertThat(sent).filteredOn(operation::equals).hasSize(4);
    assertThat(dynamoDb.waits()).isEqualTo(3);
    assertThat(key.onHand()).isEqualTo(StockQuantity.of(8));
  }

  @Test
  void aSettlementThatChangesNothingIsWrittenAgainWhenItMetATransaction() {
    key.deliver("d1", 1, 5);
    key.reset("d2", 2, 5);
    assertThat(key.pending()).isEqualTo("d2");
    dynamoDb.refuse(SINGLE, error("TransactionConflictException"));

    key.settle("d2", 0);

    assertThat(dynamoDb.waits()).isEqualTo(1);
    assertThat(key.settled()).isEqualTo("d2");
  }

  @ParameterizedTest
  @MethodSource("refusalsOfWhatWasRead")
  void afterATransactionConflictOrAFailedConditionTheKeyIsReadAgainFirst(String refusal) {
    key.deliver("d1", 1, 5);
    dynamoDb.refuse(TRANSACTION, refusal);

    assertThat(dynamoDb.sentIn(() -> key.reset("d2", 2, 8)))
        .containsExactly(READING, TRANSACTION, READING, TRANSACTION);
    assertThat(dynamoDb.waits()).isZero();
    assertThat(key.onHand()).isEqualTo(StockQuantity.of(8));
  }

  static Stream<String> refusalsOfWhatWasRead() {
    return Stream.of(
        cancelled("TransactionConflict", "None", "None"),
        cancelled("ConditionalCheckFailed", "None", "None"),
        cancelled("ConditionalCheckFailed", "ThrottlingError", "None"),
        cancelled("TransactionConflict", "ThrottlingError", "None"));
  }

  @Test
  void aRequestThatStaysThrottledFailsAfterTenAttemptsAndTheNextCallLosesNothing() {
    key.deliver("d1", 1, 5);
    refuse(
        TRANSACTION,
        error("ProvisionedThroughputExceededException"),
        DynamoRetryPolicy.MOST_ATTEMPTS);
    assertThatThrownBy(() -> key.reset("d2", 2, 8))
        .isInstanceOf(StorageFailure.class)
        .hasMessageContaining("posting to")
        .hasMessageContaining("SDK Attempt Count: 10")
        .hasCauseInstanceOf(ProvisionedThroughputExceededException.class);
    assertThat(dynamoDb.waits()).isEqualTo(DynamoRetryPolicy.MOST_ATTEMPTS - 1);
    assertThat(key.onHand()).as("nothing of it was written").isEqualTo(StockQuantity.of(5));

    assertThat(dynamoDb.sentIn(() -> key.reset("d2", 2, 8))).containsExactly(READING, TRANSACTION);
    assertThat(key.onHand()).isEqualTo(StockQuantity.of(8));
  }

  @Test
  void aTransactionThatStaysThrottledFailsWithTheReasonsOfItsItems() {
    key.deliver("d1", 1, 5);
    refuse(TRANSACTION, cancelled("None", "ThrottlingError"), DynamoRetryPolicy.MOST_ATTEMPTS);

    assertThatThrownBy(() -> key.reset("d2", 2, 8))
        .isInstanceOf(StorageFailure.class)
        .cause()
        .isInstanceOfSatisfying(
            TransactionCanceledException.class,
            cancelled ->
                assertThat(cancelled.cancellationReasons())
                    .extracting(reason -> reason.code())
                    .containsExactly("None", "ThrottlingError"));
  }

  @Test
  void aPermanentErrorIsNotRetried() {
    key.deliver("d1", 1, 5);
    dynamoDb.refuse(TRANSACTION, error("ValidationException"));

    assertThatThrownBy(() -> key.reset("d2", 2, 8)).isInstanceOf(StorageFailure.class);
    assertThat(dynamoDb.waits()).isZero();
  }

  @Test
  void theWaitsOfOneRequestTogetherAreLessThanTenSeconds() {
    BackoffStrategy longestWaits =
        BackoffStrategy.exponentialDelayWithoutJitter(
            DynamoRetryPolicy.FIRST_WAIT, DynamoRetryPolicy.LONGEST_WAIT);
    Duration longest = Duration.ZERO;
    for (int attempt = 1; attempt <= DynamoRetryPolicy.MOST_ATTEMPTS; attempt++) {
      longest = longest.plus(longestWaits.computeDelay(attempt));
    }
    assertThat(longest).isEqualTo(Duration.ofMillis(9_150));
  }

  private void refuse(String operation, String refusal, int times) {
    dynamoDb.refuse(operation, Collections.nCopies(times, refusal).toArray(String[]::new));
  }
}
