// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.notices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.inventorybridge.files.StorageFailure;
import io.inventorybridge.ledger.Spent;
import io.inventorybridge.settlement.Progress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ImportFiguresTest {
  private Spent spent = new Spent(1_000, 2_000, 3_000);
  private final List<Map<String, Long>> counted = new ArrayList<>();
  private final ImportFigures figures = new ImportFigures(() -> spent, counted::add);

  @Test
  void aCallTellsItsOwnRowsAndWhatItTookForThem() {
    Progress<String> progress =
        figures.of(200, () -> imported(500, new Spent(1_350, 3_200, 3_310)));

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
    figures.of(0, () -> imported(100, new Spent(1_001, 2_002, 3_003)));
    figures.of(100, () -> imported(100, spent));

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

  private Progress<String> imported(long next, Spent soFar) {
    spent = soFar;
    return new Progress<>(Progress.State.MORE, next, "totals");
  }
}
