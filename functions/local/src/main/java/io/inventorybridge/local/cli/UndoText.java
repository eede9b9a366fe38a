// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.inventorybridge.delivery.BucketLayout;
import io.inventorybridge.delivery.DeliveryId;
import java.io.PrintStream;

/** Prints the undo of a delivery, or its preview, to the terminal. */
final class UndoText {
  private final PrintStream out;

  UndoText(PrintStream out) {
    this.out = out;
  }

  void printPreview(JsonNode preview) {
    if (isBefore(preview)) {
      return;
    }
    out.printf("%nPREVIEW  undo of %s; nothing was changed%n", preview.path("delivery").asText());
    printTotals(preview);
    if (!preview.path("complete").asBoolean()) {
      out.println("  incomplete  the time ended before the last row; the rest is not counted");
    }
    printAlong(preview);
    if (!preview.path("largest").isEmpty()) {
      out.printf("  largest     %-12s %-20s %8s %8s%n", "facility", "upca", "before", "after");
    }
    for (JsonNode change : preview.path("largest")) {
      out.printf(
          "              %-12s %-20s %8d %8d%n",
          change.path("facilityId").asText(),
          change.path("upca").asText(),
          change.path("before").asLong(),
          change.path("after").asLong());
    }
  }

  void print(JsonNode outcome, JsonNode report) {
    if (isBefore(outcome)) {
      return;
    }
    DeliveryId id = new DeliveryId(report.path("delivery").asText());
    out.printf("%n%s  %s%n", report.path("status").asText(), id);
    printTotals(report.path("undo"));
    printAlong(report.path("undo"));
    out.printf("  report      %s%n", BucketLayout.report(id));
    out.println("  next        the shop follows with the next sync");
  }

  private boolean isBefore(JsonNode outcome) {
    boolean before = outcome.path("outcome").asText().equals("UNDONE_BEFORE");
    if (before) {
      out.printf(
          "%nUNDONE  %s was undone before; there is nothing to do%n",
          outcome.path("delivery").asText());
    }
    return before;
  }

  private void printTotals(JsonNode totals) {
    out.printf(
        "  keys        %,d void, %,d with another number, %,d units; %,d lose a baseline that waits%n",
        totals.path("keys").asLong(),
        totals.path("changed").asLong(),
        totals.path("units").asLong(),
        totals.path("waiting").asLong());
  }

  private void printAlong(JsonNode undo) {
    String name = "along";
    for (JsonNode other : undo.path("along")) {
      out.printf("  %-11s %s%n", name, other.asText());
      name = "";
    }
  }
}
