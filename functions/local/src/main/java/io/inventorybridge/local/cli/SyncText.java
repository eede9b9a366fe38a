// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.inventorybridge.shopsync.reconciling.DiscrepancyReason;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.StreamSupport;

/** Prints a publication report to the terminal. */
final class SyncText {
  private static final int MOST_PAIRS = 10;

  private final PrintStream out;

  SyncText(PrintStream out) {
    this.out = out;
  }

  void print(JsonNode report) {
    String mode = report.path("publish").asText("").toLowerCase(Locale.ROOT);
    out.printf(
        "%s  %s sync, %s shop%s%n",
        report.path("status").asText(),
        report.path("sync").asText().toLowerCase(Locale.ROOT),
        report.path("shop").asText(),
        mode.isEmpty() ? "" : ", " + mode);
    if (report.has("why")) {
      line("why", report.path("why").asText());
    }
    if (report.path("status").asText().equals("NOT_LIVE")) {
      line("nothing", "was read or written: only a full sync compares while it is not live");
    }
    if (report.has("byReason")) {
      figures(report);
    }
    held(report.path("heldBack"));
    toBeRead(report.path("toBeRead"));
    report.path("missing").forEach(source -> line("missing", source.asText()));
    if (report.has("byReason")) {
      reasons(report);
      line(
          "calls",
          "%,d to the shop, %,d of them to write; %,d points"
              .formatted(
                  number(report, "requests"), number(report, "calls"), number(report, "points")));
    }
    if (report.has("report")) {
      line("report", report.path("report").asText() + " (also as .csv)");
    }
  }

  private void figures(JsonNode report) {
    line(
        "published",
        "%,d numbers confirmed, %,d uncertain, %,d refused"
            .formatted(
                number(report, "confirmed"),
                number(report, "uncertain"),
                number(report, "parked")));
    line(
        "compared",
        "%,d pairs: %,d as they should be, %,d set"
            .formatted(
                number(report, "read"), number(report, "agreed"), number(report, "written")));
  }

  private void held(JsonNode held) {
    if (number(held, "locations") == 0) {
      line(
          "held back",
          "everything: no setting says which of the shop's locations to use; set location");
    }
    some(
        held,
        "productsAwaitingBaseline",
        "products, each: %s (inventory awaiting lists them)"
            .formatted(DiscrepancyReason.AWAITING_BASELINE.words()));
    some(held, "storesAwaitingBaseline", "stores wait for their baseline and count as 0");
    some(held, "ambiguousBarcodes", "barcodes, each: " + DiscrepancyReason.AMBIGUOUS.words());
    held.path("unsettledDeliveries")
        .forEach(
            delivery ->
                line(
                    "held back",
                    "changes of %s, until it is settled".formatted(delivery.asText())));
  }

  private void some(JsonNode held, String name, String what) {
    if (number(held, name) > 0) {
      line("held back", "%,d %s".formatted(number(held, name), what));
    }
  }

  private void toBeRead(JsonNode left) {
    List<String> parts = new ArrayList<>();
    part(parts, left, "unread", "never read");
    part(parts, left, "uncertain", "uncertain");
    part(parts, left, "seenOnce", "seen once; the second reading decides");
    part(
        parts,
        left,
        "parked",
        "parked, each: %s until the full sync tries again"
            .formatted(DiscrepancyReason.PARKED.words()));
    line("to be read", parts.isEmpty() ? "nothing" : String.join("; ", parts));
  }

  private static void part(List<String> parts, JsonNode left, String name, String what) {
    if (number(left, name) > 0) {
      parts.add("%,d %s".formatted(number(left, name), what));
    }
  }

  private void reasons(JsonNode report) {
    JsonNode reasons = report.path("byReason");
    if (reasons.isEmpty()) {
      return;
    }
    String name = "differing";
    for (var reason : reasons.properties()) {
      line(
          name,
          "%,8d %s: %s"
              .formatted(
                  reason.getValue().asLong(),
                  reason.getKey(),
                  DiscrepancyReason.valueOf(reason.getKey()).words()));
      name = "";
    }
    out.printf(
        "  %-11s %-16s %-12s %8s %8s %8s  %s%n",
        "some pairs", "upca", "location", "ours", "before", "after", "reason");
    List<JsonNode> rows =
        StreamSupport.stream(report.path("discrepancies").spliterator(), false)
            .limit(MOST_PAIRS)
            .toList();
    for (JsonNode row : rows) {
      out.printf(
          "  %-11s %-16s %-12s %8s %8s %8s  %s%n",
          "",
          text(row, "upca"),
          text(row, "shopifyLocationId"),
          text(row, "ours"),
          text(row, "shopifyBefore"),
          text(row, "shopifyAfter"),
          row.path("reason").asText()
              + (text(row, "message").isEmpty() ? "" : ": " + text(row, "message")));
    }
  }

  private static String text(JsonNode row, String name) {
    return row.hasNonNull(name) ? row.path(name).asText() : "-";
  }

  private static long number(JsonNode node, String name) {
    return node.path(name).asLong();
  }

  private void line(String what, String text) {
    out.printf("  %-11s %s%n", what, text);
  }
}
