// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.dynamodb;

import java.time.Duration;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/**
 * What a client of DynamoDB asks again, how often, and how long it waits; beside it stands only
 * what the SDK itself calls passing: a broken connection, an error of the service (5xx), a clock
 * that is wrong, the same transaction under way.
 *
 * <p>A refusal on this list says that nothing was written. What is refused to the last attempt is a
 * {@link io.inventorybridge.files.StorageFailure}, which the state machine tries again.
 */
public final class Retrying {
  /** The first one included. */
  public static final int MOST_ATTEMPTS = 10;

  /** Doubled with each attempt; the wait is a random share of it, so that writers part. */
  public static final Duration FIRST_WAIT = Duration.ofMillis(50);

  /** Of one wait. Those of one request together are 9.15 seconds at most: a till is answered. */
  public static final Duration LONGEST_WAIT = Duration.ofSeconds(2);

  /** More is asked of a table, a partition or an account than it gives at the moment. */
  static final Set<String> THROTTLED =
      Set.of(
          "ProvisionedThroughputExceededException", "RequestLimitExceeded", "ThrottlingException");

  /** The same, as why an item made a transaction end. */
  static final Set<String> THROTTLED_IN_TRANSACTION =
      Set.of("ProvisionedThroughputExceeded", "ThrottlingError");

  /** A single write met a transaction on its item. */
  static final String MET_A_TRANSACTION = "TransactionConflictException";

  private Retrying() {}

  /** For the clients of functions. */
  public static RetryStrategy strategy() {
    return strategy(BackoffStrategy.exponentialDelay(FIRST_WAIT, LONGEST_WAIT));
  }

  // Without the SDK's circuit breaker: sixteen keys at a time would open it within a second of
  // throttling, and the bound on attempts is ours.
  static RetryStrategy strategy(BackoffStrategy waiting) {
    return AwsRetryStrategy.standardRetryStrategy().toBuilder()
        .maxAttempts(MOST_ATTEMPTS)
        .backoffStrategy(waiting)
        .throttlingBackoffStrategy(waiting)
        .circuitBreakerEnabled(false)
        .retryOnException(Retrying::passes)
        .build();
  }

  /**
   * Whether asking the same again may succeed. A transaction is not asked again where a condition
   * failed, or where it met another one: the keys are to be read again first.
   */
  static boolean passes(Throwable refusal) {
    if (refusal instanceof TransactionCanceledException cancelled) {
      return cancelled.cancellationReasons().stream()
              .map(CancellationReason::code)
              .anyMatch(THROTTLED_IN_TRANSACTION::contains)
          && cancelled.cancellationReasons().stream()
              .map(CancellationReason::code)
              .allMatch(code -> code.equals("None") || THROTTLED_IN_TRANSACTION.contains(code));
    }
    if (refusal instanceof AwsServiceException refused && refused.awsErrorDetails() != null) {
      String code = refused.awsErrorDetails().errorCode();
      return THROTTLED.contains(code) || MET_A_TRANSACTION.equals(code);
    }
    return false;
  }
}
