// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.reporting.morning;

import io.inventorybridge.reporting.morning.MorningFormat.RowSink;
import io.inventorybridge.support.files.StorageFailure;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A disk-backed list of rows that wait for the totals of all rows. */
final class DiskBackedList<T> implements AutoCloseable {
  private final Path file;
  private final RowCodec<T> notation;
  private final DataOutputStream out;
  private long rows;

  DiskBackedList(Path file, RowCodec<T> notation) {
    this.file = file;
    this.notation = notation;
    try {
      this.out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)));
    } catch (IOException e) {
      throw new StorageFailure("opening " + file, e);
    }
  }

  /** Writes a row and reads it back. */
  interface RowCodec<T> {
    void write(T row, DataOutputStream out) throws IOException;

    T read(DataInputStream in) throws IOException;
  }

  void add(T row) {
    try {
      notation.write(row, out);
      rows++;
    } catch (IOException e) {
      throw new StorageFailure("writing " + file, e);
    }
  }

  @Override
  public void close() throws IOException {
    out.close();
  }

  /** Passes all rows, in order; none is added after the first call. */
  void each(RowSink<T> sink) throws IOException {
    out.close();
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
      for (long i = 0; i < rows; i++) {
        sink.row(notation.read(in));
      }
    }
  }
}
