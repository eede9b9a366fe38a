// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.shopsync.refresh;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The report of a catalog refresh from the shop.
 *
 * @param startedAt when the shop was queried; its answer is as of then or later
 * @param operation the shop's name of the query
 * @param states the number of variants in each state
 * @param reason why the catalog was not activated, one sentence
 * @param version of the index that it activated; empty when it was not activated
 * @param written products of the table that were new or different
 */
public record CatalogRefreshReport(
    Instant startedAt,
    String operation,
    Status status,
    Optional<String> reason,
    Map<VariantState, Long> states,
    Optional<String> version,
    long written,
    long removed) {
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  public CatalogRefreshReport {
    states = Map.copyOf(states);
  }

  /** The result of a refresh. */
  public enum Status {
    IN_FORCE,
    /** The brake held it: the catalog in force stays, and an operator decides. */
    STAGED,
    /** Too many products of the active catalog are missing; an operator must decide. */
    REFUSED,
    /** A newer catalog was activated meanwhile. */
    OVERTAKEN
  }

  /** The key of the report. */
  public String key() {
    return name() + ".json";
  }

  /** The key of the list of variants that are not online. */
  public String listKey() {
    return name() + ".csv";
  }

  private String name() {
    return "reports/imports/refresh-%s-%s".formatted(STAMP.format(startedAt), operation);
  }
}
