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
      catalog = CatalogIndexBuilder.read(in, new CsvTableCodec());
    }
  }

  /** The number of dropped rows plus the number of rows that passed. */
  @Benchmark
  public long pass() throws IOException {
    Counting counting = new Counting();
    try (BufferedInputStream in = new BufferedInputStream(Files.newInputStream(delta))) {
      new ByteRowScanner()
          .scan(
              in,
              HeaderReader.read(in, InstallationSettings.defaults().delivery()),
              catalog,
              counting);
    }
    return counting.rows;
  }

  private static final class Counting implements RowSink {
    private long rows;

    @Override
    public void row(DeltaRow row) {
      rows++;
    }

    @Override
    public void filtered(FilterReason reason, long dropped) {
      rows += dropped;
    }
  }
}
