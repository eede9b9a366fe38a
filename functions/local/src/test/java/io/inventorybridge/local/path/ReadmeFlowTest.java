// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.path;

import static org.assertj.core.api.Assertions.assertThat;

import io.inventorybridge.local.DocumentExamples;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** README's commands from a delivery to the shop, one by one, with README's own samples. */
@Tag("system")
@Timeout(600)
class ReadmeFlowTest {
  /** The first words of the samples. */
  private static final Map<String, String> SAMPLES =
      Map.of(
          "delta.csv", "SBS_NO,STORE_CODE,",
          "catalog.csv", "upca,productId,sku,",
          "facilities.csv", "facilityId,externalFacilityId,name,");

  @TempDir Path directory;

  @Test
  void theCommandsPrintWhatStandsBelowThem() {
    RetailerNight night = new RetailerNight(directory);
    SAMPLES.forEach((name, beginning) -> night.file(name, DocumentExamples.block(beginning)));
    String printed = "";
    int compared = 0;
    for (DocumentExamples.Block block :
        DocumentExamples.blocksUnder("### From a delivery to the shop")) {
      if (block.language().equals("sh")) {
        for (String line : block.text().lines().toList()) {
          CommandResult ran = CommandResult.inventory(arguments(line));
          assertThat(ran.code()).as("%s: %s", line, ran).isZero();
          printed = ran.out();
        }
      } else {
        assertThat(timeless(printed)).isEqualTo(timeless(block.text()));
        compared++;
      }
    }
    assertThat(compared).isEqualTo(2);
  }

  private String[] arguments(String line) {
    List<String> words = new ArrayList<>(List.of(line.split(" +")));
    assertThat(words.removeFirst()).isEqualTo("inventory");
    return words.stream()
        .map(
            word ->
                SAMPLES.containsKey(word) || word.equals("state")
                    ? directory.resolve(word).toString()
                    : word)
        .toArray(String[]::new);
  }

  // The number of polls of a bulk operation depends on the machine.
  private static String timeless(String text) {
    return text.lines()
        .map(String::stripTrailing)
        .map(
            line ->
                line.replaceAll(
                    "^(  calls +)\\d+ to the shop(.*?;) \\d+ points", "$1N to the shop$2 N points"))
        .collect(Collectors.joining("\n"));
  }
}
