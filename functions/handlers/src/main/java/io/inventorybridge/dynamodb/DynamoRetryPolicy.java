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
 * The retries of DynamoDB clients: which errors, how often, and with which delays. In addition, the
 * SDK itself retries transient errors: a broken connection, a service error (5xx), a wrong clock,
 * the same transaction in progress.
 *
 * <p>Every refusal on this list means that nothing was written. A request refused until the last
 * attempt is a {@link io.inventorybridge.support.files.StorageFailure}, which the state machine
 * retries.
 */
public final class DynamoRetryPolicy {
  /** The maximum number of attempts, including the first. */
  public static final int MOST_ATTEMPTS = 10;

  /**
   * The upper bound of the first delay, doubled with each attempt. The delay is a random share of
   * the bound, so that concurrent writers spread out.
   */
  public static final Duration FIRST_WAIT = Duration.ofMillis(50);

  /**
   * The maximum of one delay. All delays of one request are 9.15 seconds at most, so that an API
   * call is still answered.
   */
  public static final Duration LONGEST_WAIT = Duration.ofSeconds(2);

  /** The load exceeds the current capacity of a table, a partition or the account. */
  static final Set<String> THROTTLED =
      Set.of(
          "ProvisionedThroughputExceededException", "RequestLimitExceeded", "ThrottlingException");

  /** The same errors as cancellation reasons of a transaction. */
  static final Set<String> THROTTLED_IN_TRANSACTION =
      Set.of("ProvisionedThroughputExceeded", "ThrottlingError");

  /** A single write conflicted with a transaction on its item. */
  static final String TRANSACTION_CONFLICT = "TransactionConflictException";

  private DynamoRetryPolicy() {}

  /** The retry strategy of the functions' clients. */
  public static RetryStrategy strategy() {
    return strategy(BackoffStrategy.exponentialDelay(FIRST_WAIT, LONGEST_WAIT));
  }

  // Without the SDK's circuit breaker: with sixteen keys in parallel, throttling would open it
  // within a second, and the number of attempts is bounded here.
  static RetryStrategy strategy(BackoffStrategy waiting) {
    return AwsRetryStrategy.standardRetryStrategy().toBuilder()
        .maxAttempts(MOST_ATTEMPTS)
        .backoffStrategy(waiting)
        .throttlingBackoffStrategy(waiting)
        .circuitBreakerEnabled(false)
        .retryOnException(DynamoRetryPolicy::isTransient)
        .build();
  }

  /**
   * True if repeating the request unchanged may succeed. A transaction with a failed condition or a
   * conflict with another transaction is not repeated: the keys must be read again first.
   */
  static boolean isTransient(Throwable refusal) {
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
      return THROTTLED.contains(code) || TRANSACTION_CONFLICT.equals(code);
    }
    return false;
  }
}
