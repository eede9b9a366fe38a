// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintStream;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Prints the morning summary's totals to the terminal. */
final class MorningText {
  private static final int MOST_STORES = 5;

  private final PrintStream out;

  MorningText(PrintStream out) {
    this.out = out;
  }

  void print(JsonNode summary) {
    JsonNode differences = summary.path("differences");
    line(
        "differences",
        "%,d of %,d keys that had a baseline differ: %+,d and %+,d units"
            .formatted(
                differences.path("differing").asLong(),
                differences.path("compared").asLong(),
                differences.path("unitsMore").asLong(),
                differences.path("unitsLess").asLong()));
    for (Map.Entry<String, JsonNode> cause : differences.path("byCause").properties()) {
      more(
          cause.getKey(),
          "%,9d keys %+,11d units"
              .formatted(
                  cause.getValue().path("keys").asLong(), cause.getValue().path("units").asLong()));
    }
    stores(differences.path("stores"));
    JsonNode ageing = summary.path("ageing");
    String ages =
        ageing.path("olderThanDays").properties().stream()
            .map(age -> "%,d > %s days".formatted(units(age.getValue()), age.getKey()))
            .collect(Collectors.joining(", "));
    line("ageing", "%,d units of partial orders are deducted: %s".formatted(units(ageing), ages));
    silent(summary.path("silentStores"));
  }

  private static long units(JsonNode count) {
    return count.path("units").asLong();
  }

  // Stores with the largest difference in units come first.
  private void stores(JsonNode stores) {
    List<JsonNode> differing =
        StreamSupport.stream(stores.spliterator(), false)
            .filter(store -> store.path("differing").asLong() > 0)
            .sorted(Comparator.comparingLong(MorningText::differingUnits).reversed())
            .toList();
    for (JsonNode store : first(differing)) {
      more(
          store.path("facilityId").asText(),
          "%,9d of %,d keys, %+,d and %+,d units%s"
              .formatted(
                  store.path("differing").asLong(),
                  store.path("compared").asLong(),
                  store.path("unitsMore").asLong(),
                  store.path("unitsLess").asLong(),
                  store.path("posSince").asBoolean() ? "" : ", no POS event"));
    }
    rest(differing);
  }

  private static long differingUnits(JsonNode store) {
    return store.path("unitsMore").asLong() - store.path("unitsLess").asLong();
  }

  private void silent(JsonNode stores) {
    if (stores.isEmpty()) {
      return;
    }
    List<JsonNode> all = StreamSupport.stream(stores.spliterator(), false).toList();
    line("silent", "%,d stores since their last opening".formatted(all.size()));
    for (JsonNode store : first(all)) {
      more(
          store.path("facilityId").asText(),
          store.hasNonNull("latestEvent")
              ? "last POS event at " + store.path("latestEvent").asText()
              : "no POS event known");
    }
    rest(all);
  }

  private static List<JsonNode> first(List<JsonNode> stores) {
    return stores.subList(0, Math.min(MOST_STORES, stores.size()));
  }

  private void rest(List<JsonNode> stores) {
    if (stores.size() > MOST_STORES) {
      line("", "and %,d more".formatted(stores.size() - MOST_STORES));
    }
  }

  private void more(String name, String text) {
    line("", "%-24s %s".formatted(name, text));
  }

  private void line(String what, String text) {
    out.printf("  %-11s %s%n", what, text);
  }
}
