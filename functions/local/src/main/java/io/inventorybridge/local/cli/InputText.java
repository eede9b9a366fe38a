// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintStream;

/** The editions of inputs, and decisions about them, for a terminal. */
final class InputText {
  private final PrintStream out;

  InputText(PrintStream out) {
    this.out = out;
  }

  /** Prints the list of editions, or the outcome of a decision. */
  void print(JsonNode document) {
    if (document.has("inputs")) {
      if (document.path("inputs").isEmpty()) {
        out.println("no editions yet");
      }
      document.path("inputs").forEach(this::printEdition);
      return;
    }
    switch (document.path("outcome").asText()) {
      case "RELEASED" -> {
        out.println("released:");
        printEdition(document.path("edition"));
      }
      case "RESTORED" ->
          out.printf("restored: edition %s is in force again%n", document.path("edition").asText());
      default -> {
        out.printf(
            "staged: edition %s is not in force: %s%n",
            document.path("edition").asText(), document.path("report").path("reason").asText());
        printChange(document.path("report").path("brake"));
      }
    }
  }

  private void printEdition(JsonNode edition) {
    String name = edition.path("name").asText();
    out.printf(
        "%-10s  %-9s  %s  %s%s%n",
        edition.path("kind").asText() + (name.isEmpty() ? "" : "/" + name),
        edition.path("status").asText(),
        edition.path("id").asText(),
        edition.path("from").asText(),
        edition.path("released").asBoolean() ? ", released" : "");
    if (edition.path("status").asText().equals("STAGED")) {
      out.printf("  %s%n", edition.path("brake").path("sentence").asText());
      printChange(edition.path("brake"));
    }
  }

  private void printChange(JsonNode brake) {
    out.printf(
        "  would change %d of %d pairs: %d units now, %d then%n",
        brake.path("changed").asLong(),
        brake.path("pairs").asLong(),
        brake.path("unitsNow").asLong(),
        brake.path("unitsThen").asLong());
    for (JsonNode pair : brake.path("largest")) {
      out.printf(
          "    %-14s item %s at %s: %d -> %s%n",
          pair.path("upca").asText(),
          pair.path("item").asText(),
          pair.path("location").asText(),
          pair.path("now").asLong(),
          pair.path("then").isNull() ? "not published" : pair.path("then").asText());
    }
  }
}
