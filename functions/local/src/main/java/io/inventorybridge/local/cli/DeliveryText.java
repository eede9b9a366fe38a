// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.inventorybridge.reporting.page.PageHeadline.Step;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Prints a delivery's report to the terminal. */
final class DeliveryText {
  private final PrintStream out;

  DeliveryText(PrintStream out) {
    this.out = out;
  }

  /**
   * @param steps the operator's options
   */
  void print(
      Path delta, JsonNode report, List<Step> steps, List<BalanceComparison.Sample> samples) {
    out.printf("%n%s  %s%n", report.path("status").asText(), report.path("delivery").asText());
    out.printf("  file        %s%n", delta);
    if (report.hasNonNull("reason")) {
      out.printf("  reason      %s%n", report.path("reason").asText());
    }
    out.printf(
        "  as of       %s (%s)%n",
        report.path("snapshotTime").asText(), report.path("snapshotTimeFrom").asText());
    JsonNode rows = report.path("rows");
    out.printf(
        "  rows        %,d read, %,d kept%n",
        rows.path("read").asLong(), rows.path("kept").asLong());
    printCounts("filtered", rows.path("filtered"));
    printCounts("rejected", rows.path("rejected"));
    for (JsonNode part : report.path("parts")) {
      out.printf(
          "  %s %,d rows: %,d reset, %,d unchanged, %,d stale; variance %,d rows, %+,d units, %,d stale; %,d late facts%n",
          part.path("name").asText(),
          part.path("rows").asLong(),
          part.path("resetApplied").asLong(),
          part.path("resetUnchanged").asLong(),
          part.path("resetStale").asLong(),
          part.path("varianceRows").asLong(),
          part.path("varianceUnits").asLong(),
          part.path("varianceStale").asLong(),
          part.path("lateFacts").asLong());
    }
    String seconds =
        report.path("seconds").properties().stream()
            .map(step -> "%s %.1f".formatted(step.getKey(), step.getValue().asDouble()))
            .collect(Collectors.joining(", "));
    if (!seconds.isEmpty()) {
      out.printf("  seconds     %s%n", seconds);
    }
    printSteps(steps);
    printChanges(report.path("changes"));
    if (!samples.isEmpty()) {
      out.printf("  some keys   %-12s %-20s %8s %8s  by%n", "facility", "upca", "before", "after");
      for (BalanceComparison.Sample sample : samples) {
        out.printf(
            "              %-12s %-20s %8d %8d  %s%n",
            sample.key().facility(),
            sample.key().upc(),
            sample.before().units(),
            sample.after().units(),
            sample.why());
      }
    }
  }

  private void printSteps(List<Step> steps) {
    String name = "next";
    for (Step step : steps) {
      out.printf("  %-11s %s%n", name, step.words());
      step.command().ifPresent(command -> out.printf("              %s%n", command));
      name = "";
    }
  }

  private void printCounts(String what, JsonNode counts) {
    for (Map.Entry<String, JsonNode> reason : counts.properties()) {
      out.printf("  %-11s %,d %s%n", what, reason.getValue().asLong(), reason.getKey());
    }
  }

  private void printChanges(JsonNode changes) {
    if (changes.isArray()) {
      out.printf("  would change %,d keys%n", changes.size());
      for (JsonNode change : changes) {
        out.printf(
            "              %-12s %-20s %8d -> %d%n",
            change.path("facilityId").asText(),
            change.path("upca").asText(),
            change.path("onHandBefore").asLong(),
            change.path("onHandAfter").asLong());
      }
    }
  }
}
