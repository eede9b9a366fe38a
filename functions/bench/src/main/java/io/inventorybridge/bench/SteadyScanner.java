// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.bench;

import io.inventorybridge.csv.CsvTableCodec;
import io.inventorybridge.delivery.FilterReason;
import io.inventorybridge.delivery.format.DeltaRow;
import io.inventorybridge.delivery.format.HeaderReader;
import io.inventorybridge.delivery.format.RowSink;
import io.inventorybridge.delivery.scanning.ByteRowScanner;
import io.inventorybridge.masterdata.catalog.CatalogIndex;
import io.inventorybridge.masterdata.catalog.CatalogIndexBuilder;
import io.inventorybridge.settings.InstallationSettings;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** The scanner alone, warm and without a hash: prints the thread's CPU seconds of each pass. */
public final class SteadyScanner {
  private static final int PASSES = 10;

  private SteadyScanner() {}

  /** Arguments: the delta and the catalog. */
  public static void main(String[] files) throws IOException {
    CatalogIndex catalog;
    try (InputStream in = Files.newInputStream(Path.of(files[1]))) {
      catalog = CatalogIndexBuilder.read(in, new CsvTableCodec());
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
      new ByteRowScanner()
          .scan(
              in,
              HeaderReader.read(in, InstallationSettings.defaults().delivery()),
              catalog,
              new RowSink() {
                @Override
                public void row(DeltaRow row) {
                  // This benchmark measures the scanner only.
                }

                @Override
                public void filtered(FilterReason reason, long rows) {
                  // This benchmark measures the scanner only.
                }
              });
    }
  }
}
