// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options for master files and orders: catalog, facilities, rules, orders. */
final class MasterDataFiles {
  @Option(names = "--catalog", paramLabel = "FILE", description = "catalog.csv")
  private @Nullable Path catalog;

  @Option(names = "--facilities", paramLabel = "FILE", description = "facilities.csv")
  private @Nullable Path facilities;

  @Option(
      names = "--rules",
      paramLabel = "FILE",
      description = "rules.csv, or HotWax's PRODUCT_FACILITY_*.csv")
  private @Nullable Path rules;

  @Option(names = "--orders", paramLabel = "FILE", description = "orders.jsonl, plain or gzip")
  private @Nullable Path orders;

  boolean isEmpty() {
    return files().isEmpty();
  }

  void check() {
    files().forEach((kind, file) -> UserPaths.readable("--" + kind, file));
  }

  /**
   * Drops each file and waits for its import. An unusable file fails the command. A staged edition
   * is told on stderr; the work goes on by the one in force.
   *
   * @return the exit code: not 0 if an edition was staged
   */
  int importInto(DropRunner drops, Consumer<JsonNode> reports) throws InterruptedException {
    int code = 0;
    for (Map.Entry<String, Path> file : files().entrySet()) {
      JsonNode report = drops.importFile(file.getKey(), file.getValue());
      if (report.path("status").asText().equals("REFUSED")) {
        throw CommandFailure.wrongInput(
            "--%s: %s".formatted(file.getKey(), report.path("reason").asText()));
      }
      if (report.path("status").asText().equals("STAGED")) {
        System.err.printf(
            "inventory: --%s: staged, not in force: %s; let it in by: %s%n",
            file.getKey(), report.path("reason").asText(), drops.releaseCommand(report));
        code = CommandFailure.NOT_SETTLED;
      }
      reports.accept(report);
    }
    return code;
  }

  static String sentence(JsonNode report) {
    JsonNode rows = report.path("rows");
    long rejected = rows.path("read").asLong() - rows.path("kept").asLong();
    return "%s: %d of %d rows %s%s"
        .formatted(
            report.path("kind").asText(),
            rows.path("kept").asLong(),
            rows.path("read").asLong(),
            report.path("status").asText().equals("STAGED") ? "staged" : "imported",
            rejected == 0
                ? ""
                : ", %d rejected: see %s".formatted(rejected, report.path("rejects").asText()));
  }

  // Products and stores come before the orders that name them.
  private Map<String, Path> files() {
    Map<String, Path> files = new LinkedHashMap<>();
    put(files, "catalog", catalog);
    put(files, "facilities", facilities);
    put(files, "rules", rules);
    put(files, "orders", orders);
    return files;
  }

  private static void put(Map<String, Path> files, String kind, @Nullable Path file) {
    if (file != null) {
      files.put(kind, file);
    }
  }
}
