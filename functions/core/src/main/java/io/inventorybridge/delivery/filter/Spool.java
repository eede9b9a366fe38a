// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.delivery.filter;

import io.inventorybridge.delivery.judgement.Verdict.Rejected;
import io.inventorybridge.delivery.rows.RejectReason;
import io.inventorybridge.files.StorageFailure;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Valid and rejected rows on local disk, in the order of the file. Its size is that of those rows
 * and some 24 bytes for each, with the reason and message of a reject some 90: about 45 MB for
 * 430,000 valid ones of 80 bytes, twice its own size for a file that is rejected to the last row.
 * Local disk is what bounds it.
 */
final class Spool implements AutoCloseable {
  private static final int BUFFER = 1 << 16;

  /** A row of the spool. */
  sealed interface Entry {}

  /** A row that passed all rules; another row of its key may follow. */
  @SuppressWarnings("ArrayRecordComponent") // rows are handed on, never compared
  record Valid(int line, int product, int facility, int quantity, String location, byte[] raw)
      implements Entry {}

  /** A row that a rule rejected. */
  @SuppressWarnings("ArrayRecordComponent") // rows are handed on, never compared
  record Refused(int line, Rejected verdict, byte[] raw) implements Entry {}

  /** Takes the rows back, in order. */
  interface Reader {
    void entry(Entry entry) throws IOException;
  }

  private final Path file;
  private final DataOutputStream out;
  private long entries;

  Spool(Path file) {
    this.file = file;
    try {
      this.out =
          new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file), BUFFER));
    } catch (IOException e) {
      throw new StorageFailure("opening the spool " + file, e);
    }
  }

  void valid(int line, int product, int facility, int quantity, String location, byte[] raw) {
    try {
      out.writeBoolean(true);
      out.writeInt(line);
      out.writeInt(product);
      out.writeInt(facility);
      out.writeInt(quantity);
      write(location.getBytes(StandardCharsets.UTF_8));
      write(raw);
      entries++;
    } catch (IOException e) {
      throw new StorageFailure("writing the spool " + file, e);
    }
  }

  void rejected(int line, Rejected verdict, byte[] raw) {
    try {
      out.writeBoolean(false);
      out.writeInt(line);
      write(verdict.reason().name().getBytes(StandardCharsets.UTF_8));
      write(verdict.message().getBytes(StandardCharsets.UTF_8));
      write(raw);
      entries++;
    } catch (IOException e) {
      throw new StorageFailure("writing the spool " + file, e);
    }
  }

  /** Gives back all rows; nothing is written any more after the first call. */
  void read(Reader reader) {
    try {
      out.close();
      try (DataInputStream in =
          new DataInputStream(new BufferedInputStream(Files.newInputStream(file), BUFFER))) {
        for (long i = 0; i < entries; i++) {
          reader.entry(in.readBoolean() ? valid(in) : refused(in));
        }
      }
    } catch (IOException e) {
      throw new StorageFailure("reading the spool " + file, e);
    }
  }

  @Override
  public void close() {
    try {
      out.close();
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new StorageFailure("removing the spool " + file, e);
    }
  }

  private void write(byte[] bytes) throws IOException {
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static Entry valid(DataInputStream in) throws IOException {
    return new Valid(in.readInt(), in.readInt(), in.readInt(), in.readInt(), text(in), bytes(in));
  }

  private static Entry refused(DataInputStream in) throws IOException {
    int line = in.readInt();
    RejectReason reason = RejectReason.valueOf(text(in));
    return new Refused(line, new Rejected(reason, text(in)), bytes(in));
  }

  private static String text(DataInputStream in) throws IOException {
    return new String(bytes(in), StandardCharsets.UTF_8);
  }

  private static byte[] bytes(DataInputStream in) throws IOException {
    return in.readNBytes(in.readInt());
  }
}
