// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.reporting.page.delivery;

import io.inventorybridge.delivery.GuardFinding;
import io.inventorybridge.reporting.page.UntrustedText;
import io.inventorybridge.reporting.page.delivery.DeliveryPage.GuardLine;
import io.inventorybridge.reporting.page.delivery.DeliveryPage.Verdict;
import java.util.List;

/** Formats the findings of the guards as they are stored; it computes nothing. */
final class GuardLines {
  private static final String NONE = "–";

  private GuardLines() {}

  static List<GuardLine> of(List<GuardFinding> findings) {
    return findings.stream().map(GuardLines::line).toList();
  }

  private static GuardLine line(GuardFinding finding) {
    return new GuardLine(
        words(finding.name()),
        text(finding.measured()),
        text(finding.limit()),
        switch (finding.verdict()) {
          case PASSED -> Verdict.PASSED;
          case HELD -> Verdict.HELD;
          case NOT_ASKED -> Verdict.NOT_ASKED;
        },
        finding.why());
  }

  // A measurement may name stores as a file writes them.
  private static String text(String stored) {
    return stored.isEmpty() ? NONE : UntrustedText.sentence(stored).text();
  }

  private static String words(String name) {
    return switch (name) {
      case "snapshotAhead" -> "snapshot time";
      case "rowsBelow" -> "too few rows";
      case "rowsAbove" -> "too many rows";
      case "missingStore" -> "missing store";
      case "sameBytesAsBefore" -> "bytes of an earlier file";
      case "keptNone" -> "no row kept";
      case "unreadableShare" -> "unreadable rows";
      case "rejectedShare" -> "rejected rows";
      case "unitsMoved" -> "units moved";
      case "changedShare" -> "numbers changed";
      case "goingToZero" -> "going to zero";
      default -> name;
    };
  }
}
