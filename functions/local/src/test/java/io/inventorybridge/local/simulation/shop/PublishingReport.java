// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.simulation.shop;

import io.inventorybridge.local.simulation.shop.trouble.PublishingFault;
import io.inventorybridge.simulation.mutation.SourceMutation;
import io.inventorybridge.support.figures.FigureDocument;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;

/**
 * The tables of infra/docs/publishing-simulation.md, written below their headings. Only with {@code
 * -Dreport=FILE}.
 */
record PublishingReport(FigureDocument document) {
  private static final String FAULTS = "## Worlds and faults";
  private static final String PUBLISHERS = "## Other ways to publish";

  private static final String MUTANTS = "## Mutants";

  static Optional<PublishingReport> ofThisRun() {
    return FigureDocument.ofThisRun().map(PublishingReport::new);
  }

  void faults(long first, WorldCounts counts, Duration took) {
    StringBuilder table =
        new StringBuilder(
            """
            Seeds %d to %d, %,d worlds of 30 hours in %,d seconds on %d processors, Java %s, %s.
            Worlds in which a pair showed another number than it had to, at any moment: **0**.

            | what happens | times | in worlds |
            |---|---:|---:|
            """
                .formatted(
                    first,
                    first + counts.worlds - 1,
                    counts.worlds,
                    took.toSeconds(),
                    Runtime.getRuntime().availableProcessors(),
                    Runtime.version().feature(),
                    LocalDate.now(ZoneOffset.UTC)));
    line(table, "a customer bought", counts.sales, counts.worlds);
    for (PublishingFault fault : PublishingFault.values()) {
      line(table, fault.sentence(), counts.times(fault), counts.worlds(fault));
    }
    document.replace(FAULTS, table.toString());
  }

  private static void line(StringBuilder table, String what, long times, long worlds) {
    table.append("| %s | %,d | %,d |%n".formatted(what, times, worlds));
  }

  void publishers(long first, Map<String, WorldCounts> counts) {
    long worlds = counts.values().iterator().next().worlds;
    StringBuilder table =
        new StringBuilder(
            """
            Seeds %d to %d, the same worlds for each, %s.

            | how it is published | worlds with oversells | sales | oversells of its making | \
            sales of what went since the last sync | pairs wrong at the end |
            |---|---:|---:|---:|---:|---:|
            """
                .formatted(first, first + worlds - 1, LocalDate.now(ZoneOffset.UTC)));
    counts.forEach(
        (name, it) ->
            table.append(
                "| %s | %,d | %,d | %,d | %,d | %,d |%n"
                    .formatted(
                        name,
                        it.worldsOversold,
                        it.sales,
                        it.oversold,
                        it.beyondStock,
                        it.wrongAtTheEnd)));
    document.replace(PUBLISHERS, table.toString());
  }

  void mutants(Map<SourceMutation, PublishingMutantsTest.Caught> caught) {
    StringBuilder table = new StringBuilder("| mistake | made in | seed | what it showed |\n");
    table.append("|---|---|---:|---|\n");
    caught.forEach(
        (mutation, it) -> {
          String what = it.what().split("[\\n\\[]", 2)[0].replace("|", "/");
          table.append(
              "| %s | %s | %d | %s |%n"
                  .formatted(
                      mutation.name(),
                      Path.of(mutation.file()).getFileName(),
                      it.seed(),
                      what.length() > 90 ? what.substring(0, 90) + "..." : what));
        });
    document.replace(MUTANTS, table.toString());
  }
}
