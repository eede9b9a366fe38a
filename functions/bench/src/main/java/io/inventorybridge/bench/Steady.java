// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.bench;

import io.inventorybridge.catalog.CatalogIndex;
import io.inventorybridge.catalog.IndexingCatalog;
import io.inventorybridge.csv.CsvSheets;
import io.inventorybridge.delivery.rows.FilterReason;
import io.inventorybridge.delivery.rows.HeaderReading;
import io.inventorybridge.delivery.rows.Row;
import io.inventorybridge.delivery.rows.RowSink;
import io.inventorybridge.delivery.scanning.ByteRows;
import io.inventorybridge.settings.Settings;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** The scanner alone, warm and without a hash: prints the thread's CPU seconds of each pass. */
public final class Steady {
  private static final int PASSES = 10;

  private Steady() {}

  /** Arguments: the delta and the catalog. */
  public static void main(String[] files) throws IOException {
    CatalogIndex catalog;
    try (InputStream in = Files.newInputStream(Path.of(files[1]))) {
      catalog = IndexingCatalog.read(in, new CsvSheets());
    }
    for (int pass = 0; pass < PASSES; pass++) {
      long began = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
      pass(Path.of(files[0]), catalog);
      long took = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - began;
      System.out.println(Duration.ofNanos(took).toMillis() / 1000.0);
    }
  }

  private static void pass(Path delta, CatalogIndex catalog) throws IOException {
    try (BufferedInputStream in = new BufferedInputStream(Files.newInputStream(delta))) {
      new ByteRows()
          .scan(
              in,
              HeaderReading.read(in, Settings.defaults().delivery().columns()),
              catalog,
              new RowSink() {
                @Override
                public void row(Row row) {
                  // This benchmark measures the scanner only.
                }

                @Override
                public void dropped(FilterReason reason, long rows) {
                  // This benchmark measures the scanner only.
                }
              });
    }
  }
}
