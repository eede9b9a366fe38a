// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.sync.refresh;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What became of a catalogue that was fetched from the shop.
 *
 * @param startedAt when the shop was asked: it shows what was true then or later
 * @param operation the shop's name of the query
 * @param states how many variants there are in which state
 * @param reason why it is not in force, one sentence
 * @param version of the index that is in force by it; empty when it is not
 * @param written products of the table that were new or different
 */
public record RefreshReport(
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

  public RefreshReport {
    states = Map.copyOf(states);
  }

  /** How it ended. */
  public enum Status {
    IN_FORCE,
    /** It lacks too much of what is in force; somebody has to look. */
    REFUSED,
    /** A newer catalogue came in force meanwhile. */
    OVERTAKEN
  }

  /** Where the report is kept. */
  public String key() {
    return name() + ".json";
  }

  /** Where the variants are listed that are not online. */
  public String listKey() {
    return name() + ".csv";
  }

  private String name() {
    return "reports/imports/refresh-%s-%s".formatted(STAMP.format(startedAt), operation);
  }
}
