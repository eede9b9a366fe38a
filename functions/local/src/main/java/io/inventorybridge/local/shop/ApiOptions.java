// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.shop;

import java.time.Duration;
import java.util.Set;

/**
 * Options of the fake where real shops may differ.
 *
 * @param token a valid access token; tokens issued by the grant are valid too
 * @param scopes the access scopes of the client
 * @param servedVersion the API version named in replies
 * @param keyMemory how long an idempotency key is remembered; 24 hours is quoted for Shopify
 * @param bulkTime how long a bulk operation runs
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
    int bulkAtOnce,
    int points,
    int restoreRate) {
  public static final ApiOptions DEFAULTS =
      new ApiOptions(
          "shpat_local",
          Set.of(
              "read_inventory",
              "write_inventory",
              "read_products",
              "read_locations",
              "read_orders"),
          "2026-10",
          Duration.ofHours(24),
          Duration.ZERO,
          1,
          2000,
          100);

  public ApiOptions {
    scopes = Set.copyOf(scopes);
  }

  public ApiOptions withScopes(Set<String> changed) {
    return new ApiOptions(
        token, changed, servedVersion, keyMemory, bulkTime, bulkAtOnce, points, restoreRate);
  }

  public ApiOptions withServedVersion(String changed) {
    return new ApiOptions(
        token, scopes, changed, keyMemory, bulkTime, bulkAtOnce, points, restoreRate);
  }

  public ApiOptions withKeyMemory(Duration changed) {
    return new ApiOptions(
        token, scopes, servedVersion, changed, bulkTime, bulkAtOnce, points, restoreRate);
  }

  public ApiOptions withBulkTime(Duration changed) {
    return new ApiOptions(
        token, scopes, servedVersion, keyMemory, changed, bulkAtOnce, points, restoreRate);
  }

  public ApiOptions withPoints(int changed, int rate) {
    return new ApiOptions(
        token, scopes, servedVersion, keyMemory, bulkTime, bulkAtOnce, changed, rate);
  }
}
