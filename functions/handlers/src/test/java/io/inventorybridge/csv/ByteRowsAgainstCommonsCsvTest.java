// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.csv;

import static org.assertj.core.api.Assertions.assertThat;

import io.inventorybridge.delivery.format.RowScanner;
import io.inventorybridge.delivery.scanning.ByteRowScanner;
import io.inventorybridge.delivery.scanning.SampleDeltas;
import io.inventorybridge.delivery.scanning.ValidatedDelta;
import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Compares the fast scanner with an independent parser. */
@Tag("simulation")
class ByteRowsAgainstCommonsCsvTest {
  private static final int FILES = Integer.getInteger("compared.files", 5_000);

  @Test
  void anyFileComesToTheSameRowsTheSameRejectsAndTheSameCounts() {
    long rows = 0;
    long dropped = 0;
    for (long seed = 1_000_000; seed < 1_000_000 + FILES; seed++) {
      byte[] file = SampleDeltas.of(seed);
      ValidatedDelta slow = judged(new CommonsCsvRowScanner(), file, seed);
      int bytes = 1 + (int) (seed % 200);
      assertThat(judged(new ByteRowScanner(bytes, bytes), file, seed))
          .as("seed %d, %d bytes at a time", seed, bytes)
          .isEqualTo(slow);
      rows += slow.rows().size();
      dropped += slow.filtered().values().stream().mapToLong(Long::longValue).sum();
    }
    assertThat(rows).as("rows that were kept or rejected").isGreaterThan(FILES);
    assertThat(dropped).as("rows that were filtered").isGreaterThan(FILES);
  }

  @Test
  void theSizeOfTheBufferChangesNothing() {
    for (long seed = 2_000_000; seed < 2_000_040; seed++) {
      byte[] file = SampleDeltas.of(seed);
      ValidatedDelta slow = judged(new CommonsCsvRowScanner(), file, seed);
      for (int bytes = 1; bytes <= file.length + 1; bytes++) {
        assertThat(judged(new ByteRowScanner(bytes, bytes), file, seed))
            .as("seed %d, %d bytes at a time", seed, bytes)
            .isEqualTo(slow);
      }
    }
  }

  @Test
  void aFileMayEndAfterAnyByte() {
    for (long seed = 3_000_000; seed < 3_000_000 + FILES / 500; seed++) {
      byte[] file = SampleDeltas.of(seed);
      for (int length = 0; length < file.length; length++) {
        byte[] cut = Arrays.copyOf(file, length);
        assertThat(judged(new ByteRowScanner(), cut, seed))
            .as("seed %d, %d bytes", seed, length)
            .isEqualTo(judged(new CommonsCsvRowScanner(), cut, seed));
      }
    }
  }

  private static ValidatedDelta judged(RowScanner scanner, byte[] file, long seed) {
    return ValidatedDelta.by(
        scanner, file, SampleDeltas.CATALOG, SampleDeltas.STORES, SampleDeltas.settings(seed));
  }
}
