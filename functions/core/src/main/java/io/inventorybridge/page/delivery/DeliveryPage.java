// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.page.delivery;

import io.inventorybridge.delivery.DeliveryId;
import io.inventorybridge.page.Headline;
import io.inventorybridge.page.NightBars;
import io.inventorybridge.page.OutsideText;
import java.util.List;
import java.util.Optional;

/**
 * A delivery as people see it. Lists are cut to what a page can hold; what was left out is counted.
 *
 * @param title of the document
 * @param night which night it was, in words
 * @param facts what the delivery is
 * @param nights the figures of the last nights
 * @param rows the way of the rows from the file to the ledger
 * @param comparison with what the ledger expected; empty until it is made, and where nothing was
 *     applied
 * @param guards what they measured; empty where they did not look
 * @param steps how long each step took
 */
public record DeliveryPage(
    DeliveryId delivery,
    String title,
    String night,
    Headline headline,
    List<Fact> facts,
    List<NightBars> nights,
    RowsWay rows,
    List<PartLine> parts,
    Rest moreParts,
    Optional<Comparison> comparison,
    List<GuardLine> guards,
    List<StepTime> steps) {
  public DeliveryPage {
    facts = List.copyOf(facts);
    nights = List.copyOf(nights);
    parts = List.copyOf(parts);
    guards = List.copyOf(guards);
    steps = List.copyOf(steps);
  }

  /** Something that is so. */
  public record Fact(String name, OutsideText value) {}

  /** What a list leaves out: 0 for nothing. */
  public record Rest(long count) {
    public static final Rest NOTHING = new Rest(0);

    /** What is left of a list of that length when so many are shown. */
    public static Rest of(long length, long shown) {
      return new Rest(Math.max(0, length - shown));
    }

    public boolean isNothing() {
      return count == 0;
    }
  }

  /** One part: how far it came, in words. */
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
      Optional<OutsideText> failure) {}

  /**
   * What a guard looked at.
   *
   * @param measured in words
   * @param limit in words
   * @param verdict in a word
   */
  public record GuardLine(String name, String measured, String limit, Verdict verdict) {}

  /** What came of a guard. */
  public enum Verdict {
    PASSED("passed"),
    HELD("holds"),
    NOT_ASKED("not asked"),
    OFF("off");

    private final String word;

    Verdict(String word) {
      this.word = word;
    }

    public String word() {
      return word;
    }
  }

  /** How long a step took; the share of the longest, in hundredths. */
  public record StepTime(String step, String time, int share) {}
}
