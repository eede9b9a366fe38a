// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.page.sync;

import io.inventorybridge.page.Headline;
import io.inventorybridge.page.OutsideText;
import io.inventorybridge.page.delivery.DeliveryPage.Fact;
import io.inventorybridge.page.delivery.DeliveryPage.Rest;
import io.inventorybridge.sync.reconciling.Reason;
import java.util.List;
import java.util.Optional;

/**
 * A full sync as people see it.
 *
 * @param title of the document
 * @param mode whether it writes to the shop, in words
 * @param missing deliveries that it did not wait for any longer
 * @param way what became of the pairs that were read
 * @param reasons of what is listed, and how many pairs have them
 * @param pairs the largest discrepancies first
 * @param file where all of them lie, relative to the page
 */
public record SyncPage(
    String run,
    String title,
    Headline headline,
    String mode,
    List<Fact> facts,
    List<OutsideText> missing,
    List<WayLine> way,
    List<ReasonLine> reasons,
    List<PairLine> pairs,
    Rest morePairs,
    String file) {
  public SyncPage {
    facts = List.copyOf(facts);
    missing = List.copyOf(missing);
    way = List.copyOf(way);
    reasons = List.copyOf(reasons);
    pairs = List.copyOf(pairs);
  }

  /** A number of pairs; the share of those read, in hundredths. */
  public record WayLine(String words, long pairs, int share, Kind kind) {}

  /** How a number of pairs is drawn. */
  public enum Kind {
    WHOLE,
    GOOD,
    WRITTEN,
    HELD,
    LISTED;

    static Kind of(Reason.Course course) {
      return switch (course) {
        case SET -> WRITTEN;
        case SEEN_ONCE, HELD -> HELD;
        case LEFT -> LISTED;
      };
    }
  }

  /** A reason, what it means, and what becomes of its pairs; the share in hundredths. */
  public record ReasonLine(String reason, String words, long pairs, int share, Kind kind) {}

  /**
   * A pair that was not as it should be.
   *
   * @param ours what the shop should be able to sell
   * @param before what it showed, and {@code after} what it showed when we had written
   */
  public record PairLine(
      OutsideText product,
      String upca,
      String item,
      String location,
      String reason,
      long ours,
      long unknownOrders,
      long unknownCancellations,
      Optional<Long> before,
      Optional<Long> after,
      Optional<OutsideText> message) {}
}
