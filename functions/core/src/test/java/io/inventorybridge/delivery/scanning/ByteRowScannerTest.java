// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.delivery.scanning;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.inventorybridge.delivery.FilterReason;
import io.inventorybridge.delivery.format.DeltaRow;
import io.inventorybridge.delivery.format.HeaderReader;
import io.inventorybridge.delivery.format.ReferenceRowScanner;
import io.inventorybridge.delivery.format.RowScanner;
import io.inventorybridge.delivery.format.RowScannerContract;
import io.inventorybridge.delivery.format.RowSink;
import io.inventorybridge.settings.InstallationSettings;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class ByteRowScannerTest extends RowScannerContract {
  @Override
  protected RowScanner scanner() {
    return new ByteRowScanner();
  }

  @Test
  @Tag("exhaustive")
  void itDropsTheRowsThatTheRulesFilterInAnyFileAndWithAnyReadSize() {
    for (long seed = 0; seed < 5_000; seed++) {
      byte[] file = SampleDeltas.of(seed);
      int first = 1 + (int) (seed % 70);
      int usual = first + (int) (seed % 3) * 40;
      assertThat(judged(new ByteRowScanner(first, usual), file, seed))
          .as("seed %d, %d to %d bytes at a time", seed, first, usual)
          .isEqualTo(judged(new ReferenceRowScanner(), file, seed));
    }
  }

  private static ValidatedDelta judged(RowScanner scanner, byte[] file, long seed) {
    return ValidatedDelta.by(
        scanner, file, SampleDeltas.CATALOG, SampleDeltas.STORES, SampleDeltas.settings(seed));
  }

  @Test
  void onlyTheFirstRowOfAStoreAndWhatMayBeOursComesByItself() throws IOException {
    assertThat(
            reachingTheRules(
                """
                STORE,UPC,NAME,QTY
                A,99,x,1
                A,99,x,2
                "A",99,x,3
                B,98,x,4
                B,,x,5
                A,000,x,6
                A,"12",x,7
                A,'99,x,8
                A,12,x
                B,1234567890123456,y,9
                """))
        .containsExactly(
            "A,99,x,1", "\"A\",99,x,3", "B,98,x,4", "A,\"12\",x,7", "A,'99,x,8", "A,12,x");
  }

  @Test
  void theFirstRowInWindows1252ComesAndAStoreWhoseBytesMeanSomethingElseInIt() throws IOException {
    assertThat(
            reachingTheRules(
                """
                STORE,UPC,NAME,QTY
                A,99,x,1
                A,99,\u00c3\u00b1,2
                A,99,\u00f1,3
                A,99,\u00f1,4
                M\u00c3\u00a1laga,99,x,5
                M\u00c3\u00a1laga,99,\u00c3\u00b1,6
                M\u00c3\u00a1laga,99,\u00f1,7
                A,99,\u0081,8
                """))
        .containsExactly(
            "A,99,x,1",
            "A,99,\u00f1,3",
            "M\u00c3\u00a1laga,99,x,5",
            "M\u00c3\u00a1laga,99,\u00f1,7",
            "A,99,\u0081,8");
  }

  @Test
  void ofThousandsOfStoresEachComesOnce() throws IOException {
    StringBuilder file = new StringBuilder("SBS_NO,STORE,UPC,QTY\n");
    for (int i = 0; i < 8_000; i++) {
      file.append(i % 2).append(",store number ").append(i % 4_000 / 2).append(",99,1\n");
    }
    assertThat(reachingTheRules(file.toString())).hasSize(4_000).doesNotHaveDuplicates();
  }

  private static List<String> reachingTheRules(String file) throws IOException {
    BufferedInputStream in =
        new BufferedInputStream(new ByteArrayInputStream(file.getBytes(ISO_8859_1)), 16);
    List<String> rows = new ArrayList<>();
    new ByteRowScanner()
        .scan(
            in,
            HeaderReader.read(in, InstallationSettings.defaults().delivery()),
            SampleDeltas.CATALOG,
            new RowSink() {
              @Override
              public void row(DeltaRow row) {
                rows.add(new String(row.raw(), ISO_8859_1));
              }

              @Override
              public void filtered(FilterReason reason, long count) {
                // The remainder.
              }
            });
    return rows;
  }
}
