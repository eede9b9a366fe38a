// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.simulation;

import io.inventorybridge.support.figures.FigureDocument;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;

/**
 * The document infra/docs/simulation.md: handwritten text is kept, and each table replaces the
 * earlier one below its heading. Only with {@code -Dreport=FILE}.
 */
record SimulationReport(FigureDocument document) {
  private static final String FAULTS = "## Faults and worlds";
  private static final String MUTANTS = "## Mutants";

  static Optional<SimulationReport> ofThisRun() {
    return FigureDocument.ofThisRun().map(SimulationReport::new);
  }

  void faults(long first, long worlds, Duration took, Map<WorldFault, Long> faults) {
    StringBuilder table =
        new StringBuilder(
            """
            Seeds %d to %d, %,d worlds in %,d seconds on %d processors, Java %s, %s.
            Worlds that ended with a wrong number, or broke an invariant on the way: **0**.

            | what goes wrong | times |
            |---|---:|
            """
                .formatted(
                    first,
                    first + worlds - 1,
                    worlds,
                    took.toSeconds(),
                    Runtime.getRuntime().availableProcessors(),
                    Runtime.version().feature(),
                    LocalDate.now(ZoneOffset.UTC)));
    for (WorldFault fault : WorldFault.values()) {
      table.append("| %s | %,d |%n".formatted(fault.sentence(), faults.getOrDefault(fault, 0L)));
    }
    document.replace(FAULTS, table.toString());
  }

  void mutants(Map<LedgerMutant, LedgerMutantsTest.Caught> caught) {
    StringBuilder table = new StringBuilder("| mistake | made in | seed | what it showed |\n");
    table.append("|---|---|---:|---|\n");
    caught.forEach(
        (mutant, it) -> {
          String what = it.what().split("[\\n\\[]", 2)[0].replace("|", "/");
          table.append(
              "| %s | %s | %d | %s |%n"
                  .formatted(
                      mutant.name(),
                      Path.of(mutant.file()).getFileName(),
                      it.seed(),
                      what.length() > 90 ? what.substring(0, 90) + "..." : what));
        });
    document.replace(MUTANTS, table.toString());
  }
}
