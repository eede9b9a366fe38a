// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.reporting.notifications;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.inventorybridge.delivery.settlement.ImportProgress;
import io.inventorybridge.support.capacity.CapacityUsage;
import io.inventorybridge.support.files.StorageFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ImportMetricsTest {
  private CapacityUsage capacityUsage = new CapacityUsage(1_000, 2_000, 3_000);
  private final List<Map<String, Long>> counted = new ArrayList<>();
  private final ImportMetrics figures = new ImportMetrics(() -> capacityUsage, counted::add);

  @Test
  void aCallTellsItsOwnRowsAndWhatItTookForThem() {
    ImportProgress<String> progress =
        figures.of(200, () -> imported(500, new CapacityUsage(1_350, 3_200, 3_310)));

    assertThat(progress.totals()).isEqualTo("totals");
    assertThat(counted)
        .containsExactly(
            Map.of(
                "ImportedRows", 300L,
                "ImportRequests", 350L,
                "ImportUnitsWritten", 1_200L,
                "ImportUnitsRead", 310L));
  }

  @Test
  void theNextCallDoesNotTellThemAgain() {
    figures.of(0, () -> imported(100, new CapacityUsage(1_001, 2_002, 3_003)));
    figures.of(100, () -> imported(100, capacityUsage));

    assertThat(counted.getLast().values()).containsOnly(0L);
  }

  @Test
  void aCallThatFailsTellsNothingSinceItsRowsComeAgain() {
    assertThatThrownBy(
            () ->
                figures.of(
                    0,
                    () -> {
                      throw new StorageFailure("posting", new IllegalStateException("throttled"));
                    }))
        .isInstanceOf(StorageFailure.class);

    assertThat(counted).isEmpty();
  }

  private ImportProgress<String> imported(long next, CapacityUsage soFar) {
    capacityUsage = soFar;
    return new ImportProgress<>(ImportProgress.State.MORE, next, "totals");
  }
}
