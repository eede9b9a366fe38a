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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The scanner alone, warm and without a hash: one pass over the whole light file. */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 10)
@Measurement(iterations = 10)
@Fork(1)
public class ScannerBenchmark {
  /** The directory that holds {@code delta.csv} and {@code catalog.csv}. */
  @Param("")
  public String directory = "";

  private CatalogIndex catalog = CatalogIndex.of(java.util.List.of());
  private Path delta = Path.of("");

  @Setup
  public void read() throws IOException {
    delta = Path.of(directory, "delta.csv");
    try (InputStream in = Files.newInputStream(Path.of(directory, "catalog.csv"))) {
      catalog = IndexingCatalog.read(in, new CsvSheets());
    }
  }

  /** The number of dropped rows plus the number of rows that passed. */
  @Benchmark
  public long pass() throws IOException {
    Counting counting = new Counting();
    try (BufferedInputStream in = new BufferedInputStream(Files.newInputStream(delta))) {
      new ByteRows()
          .scan(
              in,
              HeaderReading.read(in, Settings.defaults().delivery().columns()),
              catalog,
              counting);
    }
    return counting.rows;
  }

  private static final class Counting implements RowSink {
    private long rows;

    @Override
    public void row(Row row) {
      rows++;
    }

    @Override
    public void dropped(FilterReason reason, long dropped) {
      rows += dropped;
    }
  }
}
