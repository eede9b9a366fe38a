// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.reporting.page.sync;

import io.inventorybridge.reporting.page.PageHeadline;
import io.inventorybridge.reporting.page.UntrustedText;
import io.inventorybridge.reporting.page.delivery.DeliveryPage.Fact;
import io.inventorybridge.reporting.page.delivery.DeliveryPage.Remainder;
import io.inventorybridge.shopsync.reconciling.DiscrepancyReason;
import java.util.List;
import java.util.Optional;

/**
 * The page of a full sync.
 *
 * @param title of the document
 * @param mode the publishing mode, in words
 * @param missing deliveries that it stopped waiting for
 * @param way the results for the pairs that were read
 * @param reasons the reasons of the listed pairs, with the number of pairs
 * @param pairs the largest discrepancies first
 * @param file the file of all discrepancies, relative to the page
 */
public record SyncPage(
    String run,
    String title,
    PageHeadline headline,
    String mode,
    List<Fact> facts,
    List<UntrustedText> missing,
    List<WayLine> way,
    List<ReasonLine> reasons,
    List<PairLine> pairs,
    Remainder morePairs,
    String file) {
  public SyncPage {
    facts = List.copyOf(facts);
    missing = List.copyOf(missing);
    way = List.copyOf(way);
    reasons = List.copyOf(reasons);
    pairs = List.copyOf(pairs);
  }

  /** A number of pairs; the share of the pairs read, in hundredths. */
  public record WayLine(String words, long pairs, int share, WayKind kind) {}

  /** The drawing of a number of pairs. */
  public enum WayKind {
    WHOLE,
    GOOD,
    WRITTEN,
    HELD,
    LISTED;

    static WayKind of(DiscrepancyReason.ReasonCategory reasonCategory) {
      return switch (reasonCategory) {
        case SET -> WRITTEN;
        case SEEN_ONCE, HELD, STANDING -> HELD;
        case LEFT -> LISTED;
      };
    }
  }

  /** A reason, its meaning, and the next step for its pairs; the share in hundredths. */
  public record ReasonLine(String reason, String words, long pairs, int share, WayKind kind) {}

  /**
   * A pair with a discrepancy.
   *
   * @param ours the quantity that the shop should sell
   * @param before the quantity it showed, and {@code after} the one after our write
   */
  public record PairLine(
      UntrustedText product,
      String upca,
      String item,
      String location,
      String reason,
      long ours,
      long unknownOrders,
      long unknownCancellations,
      Optional<Long> before,
      Optional<Long> after,
      Optional<UntrustedText> message) {}
}
