// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.reporting.page.index;

import io.inventorybridge.reporting.page.PageSeverity;
import io.inventorybridge.reporting.page.TrendChart;
import io.inventorybridge.reporting.page.UntrustedText;
import java.util.List;
import java.util.Optional;

/**
 * The index page of the last 30 days.
 *
 * @param summary the waiting deliveries, in a sentence
 * @param refresh the number of seconds after which a browser reloads the page
 * @param syncs the newest first
 */
public record IndexPage(
    PageSeverity tone,
    String summary,
    String written,
    Optional<Long> refresh,
    List<InputLine> inputs,
    List<SourceBlock> sources,
    List<SyncLine> syncs) {
  public IndexPage {
    inputs = List.copyOf(inputs);
    sources = List.copyOf(sources);
    syncs = List.copyOf(syncs);
  }

  /** A source's deliveries, the newest first; {@code strip} has a square for each day. */
  public record SourceBlock(
      String source,
      List<Square> strip,
      TrendChart rows,
      TrendChart differing,
      List<DeliveryLine> deliveries,
      long more) {
    public SourceBlock {
      strip = List.copyOf(strip);
      deliveries = List.copyOf(deliveries);
    }
  }

  /** A day of the strip. */
  public record Square(String x, PageSeverity tone, boolean empty, String label) {}

  /**
   * A delivery.
   *
   * @param link to its page; empty without one
   * @param progress the settled hundredths, 100 unless it is in progress
   */
  public record DeliveryLine(
      String id,
      String link,
      String day,
      PageSeverity tone,
      String status,
      String note,
      long rows,
      long kept,
      long rejected,
      String differing,
      int progress) {}

  /** An edition of an input that waits for a decision. */
  public record InputLine(String input, String link, String decided, UntrustedText sentence) {}

  /** A full sync. */
  public record SyncLine(
      String run, String link, String began, PageSeverity tone, String status, String sentence) {}
}
