// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.shop;

import java.time.Duration;
import java.util.Set;

/**
 * How the fake behaves where a real shop may differ.
 *
 * @param token admits a client; so does any that the grant gave
 * @param scopes what the client may do
 * @param servedVersion the version of the API that replies name
 * @param keyMemory how long an idempotency key is remembered; Shopify is quoted with 24 hours
 * @param bulkTime how long a bulk operation runs
 * @param bulkAtOnce of one kind; Shopify is quoted with 5, fewer is stricter
 * @param points the bucket's size
 * @param restoreRate points a second
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
