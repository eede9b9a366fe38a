// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.delivery.filter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.inventorybridge.delivery.scanning.ByteRowScanner;
import io.inventorybridge.settings.InstallationSettings;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No accident within a file gives a product a wrong quantity or loses another row. */
@Tag("exhaustive")
class PollutedDeltaTest {
  private static final int FILES = Integer.getInteger("polluted.files", 3_000);
  private static final int BATCH = 250;
  private static final long FIRST = Long.getLong("seed", 0);

  @TempDir private Path workspace;

  @Test
  void everyQuantityIsRightAndEveryRowIsKeptOrRejectedWhateverIsAddedOrRemoved() {
    Map<String, Integer> outcomes = new ConcurrentSkipListMap<>();
    LongStream.range(0, Math.ceilDiv(FILES, BATCH))
        .parallel()
        .forEach(batch -> check(FIRST + batch * BATCH, outcomes));
    System.out.printf("%d polluted files: %s%n", FILES, outcomes);
    assertThat(outcomes).containsKeys("kept whole", "kept in part", "held");
  }

  private void check(long from, Map<String, Integer> outcomes) {
    try {
      Path directory = Files.createTempDirectory(workspace, "batch-");
      for (long seed = from; seed < Math.min(from + BATCH, FIRST + FILES); seed++) {
        outcomes.merge(check(PollutedDelta.of(seed), seed, directory), 1, Integer::sum);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String check(PollutedDelta polluted, long seed, Path workspace)
      throws IOException {
    DeltaFilter filter =
        new DeltaFilter(
            new ByteRowScanner(),
            PollutedDelta.CATALOG,
            PollutedDelta.STORES,
            InstallationSettings.defaults().delivery());
    DeltaFilter.FilterOutcome outcome =
        filter.read(new ByteArrayInputStream(polluted.bytes()), workspace);
    if (!(outcome instanceof FilteredDelta delta)) {
      return "held";
    }
    Map<String, Integer> kept = new HashMap<>();
    String rejects;
    try (delta) {
      delta.forEachKeptRow(
          (key, quantity) ->
              kept.put(key.facility() + "/" + key.upc(), Math.toIntExact(quantity.units())));
      delta.cut(workspace, workspace.resolve("rejects.csv"), 1_000);
      rejects = Files.readString(workspace.resolve("rejects.csv"), UTF_8);
    }
    String where =
        "seed %d, %s:%n%s%nrejects:%n%s"
            .formatted(seed, polluted.accident(), new String(polluted.bytes(), UTF_8), rejects);
    kept.forEach(
        (key, quantity) ->
            assertThat(quantity).as("%s: %s", key, where).isEqualTo(polluted.expected().get(key)));
    polluted
        .tags()
        .forEach(
            (key, tag) -> {
              if (!kept.containsKey(key) && !polluted.touched().contains(key)) {
                assertThat(rejects).as("%s is lost: %s", key, where).contains(tag);
              }
            });
    return kept.size() == polluted.expected().size() ? "kept whole" : "kept in part";
  }
}
