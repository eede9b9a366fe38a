// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.reporting.page.delivery;

import io.inventorybridge.delivery.DeliveryId;
import io.inventorybridge.reporting.page.PageHeadline;
import io.inventorybridge.reporting.page.TrendChart;
import io.inventorybridge.reporting.page.UntrustedText;
import java.util.List;
import java.util.Optional;

/**
 * The page of a delivery. Lists are cut to the size of a page; left-out entries are counted.
 *
 * @param title of the document
 * @param night the night of the delivery, in words
 * @param facts the properties of the delivery
 * @param nights the figures of the last nights
 * @param rows the row funnel from the file to the ledger
 * @param comparison with the ledger's expectation; empty before it is made, and where nothing was
 *     applied
 * @param guards their measurements; empty where they did not run
 * @param steps how long each step took
 */
public record DeliveryPage(
    DeliveryId delivery,
    String title,
    String night,
    PageHeadline headline,
    List<Fact> facts,
    List<TrendChart> nights,
    RowFunnel rows,
    List<PartLine> parts,
    Remainder moreParts,
    Optional<DeliveryComparison> comparison,
    List<GuardLine> guards,
    List<StepTime> steps) {
  public DeliveryPage {
    facts = List.copyOf(facts);
    nights = List.copyOf(nights);
    parts = List.copyOf(parts);
    guards = List.copyOf(guards);
    steps = List.copyOf(steps);
  }

  /** A property of the delivery. */
  public record Fact(String name, UntrustedText value) {}

  /** The number of entries that a list leaves out; 0 for none. */
  public record Remainder(long count) {
    public static final Remainder NOTHING = new Remainder(0);

    /** The remainder of a list of that length when so many entries are shown. */
    public static Remainder of(long length, long shown) {
      return new Remainder(Math.max(0, length - shown));
    }

    public boolean isNothing() {
      return count == 0;
    }
  }

  /** One part with its progress, in words. */
  public record PartLine(
      String name,
      String status,
      long rows,
      long applied,
      long unchanged,
      long stale,
      long varianceRows,
      long varianceUnits,
      long lateFacts,
      String resetTime,
      String varianceTime,
      Optional<UntrustedText> failure) {}

  /**
   * The finding of a guard.
   *
   * @param measured in words
   * @param limit in words
   * @param why the reason for not asking; empty for a guard that was asked
   */
  public record GuardLine(
      String name, String measured, String limit, Verdict verdict, String why) {}

  /** The verdict of a guard. */
  public enum Verdict {
    PASSED("passed"),
    HELD("holds"),
    NOT_ASKED("not asked");

    private final String word;

    Verdict(String word) {
      this.word = word;
    }

    public String word() {
      return word;
    }
  }

  /** The duration of a step; the share of the longest, in hundredths. */
  public record StepTime(String step, String time, int share) {}
}
