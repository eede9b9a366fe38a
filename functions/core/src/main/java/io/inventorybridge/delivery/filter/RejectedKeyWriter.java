// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.delivery.filter;

import io.inventorybridge.delivery.RejectedKeys;
import io.inventorybridge.delivery.format.CsvLineWriter;
import io.inventorybridge.stock.CanonicalUpc;
import io.inventorybridge.stock.FacilityId;
import io.inventorybridge.support.files.StorageFailure;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Writes the keys that unusable rows of an initial load name, while the file is read. The products
 * need not be in the catalog, because the load says the same of a product that comes online later.
 * Used by one thread.
 */
final class RejectedKeyWriter implements AutoCloseable {
  /** The columns of the file. */
  private static final List<String> COLUMNS = List.of("facilityId", "upca");

  private final Path file;
  private final BufferedWriter out;
  private long named;
  private long unnamed;

  RejectedKeyWriter(Path file) {
    this.file = file;
    try {
      this.out = Files.newBufferedWriter(file, StandardCharsets.UTF_8);
      out.write(CsvLineWriter.of(COLUMNS, ','));
    } catch (IOException e) {
      throw new StorageFailure("writing " + file, e);
    }
  }

  void named(FacilityId store, long upc) {
    named++;
    try {
      out.write(CsvLineWriter.of(List.of(store.value(), new CanonicalUpc(upc).toString()), ','));
    } catch (IOException e) {
      throw new StorageFailure("writing " + file, e);
    }
  }

  void unnamed() {
    unnamed++;
  }

  RejectedKeys keys() {
    return new RejectedKeys(named, unnamed);
  }

  @Override
  public void close() {
    try {
      out.close();
    } catch (IOException e) {
      throw new StorageFailure("writing " + file, e);
    }
  }
}
