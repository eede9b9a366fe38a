// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.shop;

import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Options of the fake where real shops may differ.
 *
 * @param token the access token of the app; tokens issued by the grant are valid too
 * @param scopes the access scopes of the app
 * @param servedVersion the API version named in replies
 * @param keyMemory how long an idempotency key is remembered; 24 hours is quoted for Shopify
 * @param bulkTime the least time of a bulk operation
 * @param bulkTimePerThousand more time for each 1,000 objects
 * @param bulkAtOnce concurrent bulk operations of one kind; 5 is quoted for Shopify, fewer is
 *     stricter
 * @param points the size of the point bucket
 * @param restoreRate points per second
 */
public record ApiOptions(
    String token,
    Set<String> scopes,
    String servedVersion,
    Duration keyMemory,
    Duration bulkTime,
    Duration bulkTimePerThousand,
    int bulkAtOnce,
    int points,
    int restoreRate) {
  /** The access token of staff, who has every scope. */
  public static final String STAFF_TOKEN = "shpat_staff";

  /** The scopes that the documented installation asks for. */
  public static final Set<String> APP_SCOPES =
      Set.of(
          "read_inventory",
          "write_inventory",
          "read_products",
          "read_locations",
          "read_orders",
          "read_all_orders",
          "read_returns",
          "read_merchant_managed_fulfillment_orders",
          "read_assigned_fulfillment_orders");

  /** Every scope that the fake knows. */
  public static final Set<String> STAFF_SCOPES =
      Stream.concat(
              APP_SCOPES.stream(),
              Stream.of(
                  "write_products",
                  "write_locations",
                  "write_orders",
                  "write_order_edits",
                  "read_order_edits",
                  "write_returns",
                  "read_draft_orders",
                  "write_draft_orders",
                  "write_assigned_fulfillment_orders",
                  "write_merchant_managed_fulfillment_orders"))
          .collect(Collectors.toUnmodifiableSet());

  public static final ApiOptions DEFAULTS =
      new ApiOptions(
          "shpat_local",
          APP_SCOPES,
          "2026-10",
          Duration.ofHours(24),
          Duration.ZERO,
          Duration.ZERO,
          5,
          2000,
          100);

  public ApiOptions {
    scopes = Set.copyOf(scopes);
  }

  public ApiOptions withScopes(Set<String> changed) {
    return new ApiOptions(
        token,
        changed,
        servedVersion,
        keyMemory,
        bulkTime,
        bulkTimePerThousand,
        bulkAtOnce,
        points,
        restoreRate);
  }

  public ApiOptions withServedVersion(String changed) {
    return new ApiOptions(
        token,
        scopes,
        changed,
        keyMemory,
        bulkTime,
        bulkTimePerThousand,
        bulkAtOnce,
        points,
        restoreRate);
  }

  public ApiOptions withKeyMemory(Duration changed) {
    return new ApiOptions(
        token,
        scopes,
        servedVersion,
        changed,
        bulkTime,
        bulkTimePerThousand,
        bulkAtOnce,
        points,
        restoreRate);
  }

  public ApiOptions withBulkTime(Duration changed) {
    return new ApiOptions(
        token,
        scopes,
        servedVersion,
        keyMemory,
        changed,
        bulkTimePerThousand,
        bulkAtOnce,
        points,
        restoreRate);
  }

  public ApiOptions withPoints(int changed, int rate) {
    return new ApiOptions(
        token,
        scopes,
        servedVersion,
        keyMemory,
        bulkTime,
        bulkTimePerThousand,
        bulkAtOnce,
        changed,
        rate);
  }

  /** The guessed time of real bulk operations: 10 seconds, and 1 for each 1,000 objects. */
  public ApiOptions withGuessedBulkTime() {
    return new ApiOptions(
        token,
        scopes,
        servedVersion,
        keyMemory,
        Duration.ofSeconds(10),
        Duration.ofSeconds(1),
        bulkAtOnce,
        points,
        restoreRate);
  }

  public ApiOptions withBulkAtOnce(int changed) {
    return new ApiOptions(
        token,
        scopes,
        servedVersion,
        keyMemory,
        bulkTime,
        bulkTimePerThousand,
        changed,
        points,
        restoreRate);
  }

  /** How long a bulk operation over so many objects runs. */
  public Duration bulkTime(long objects) {
    return bulkTime.plus(bulkTimePerThousand.multipliedBy(objects).dividedBy(1000));
  }
}
