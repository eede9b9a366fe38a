// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.delivery.filter;

import io.inventorybridge.delivery.RejectReason;
import io.inventorybridge.delivery.format.DeltaRow;
import io.inventorybridge.delivery.validation.RowVerdict.Rejected;
import io.inventorybridge.support.files.StorageFailure;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.IntBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * Valid and rejected rows on local disk, in the order of the file. One file holds their numbers, 24
 * bytes a row; another one holds their bytes and is read only on demand. For 430,000 valid rows of
 * 80 bytes that is about 45 MB; a file whose rows are all rejected takes about twice its own size.
 * The limit is the local disk. Not thread-safe.
 */
final class RowSpool implements AutoCloseable {
  private static final RejectReason[] REASONS = RejectReason.values();

  // An entry: the line; the slot of the product, or the complement of the reject reason; the slot
  // of the store; the quantity; the length of the location or the message; the length of the row.
  private static final int NUMBERS = 6;
  private static final int ENTRIES = 1 << 11;

  /** A row of the spool. */
  sealed interface Entry {}

  /**
   * A row that passed all rules; another row of its key may follow.
   *
   * @param location empty for the default location
   * @param at the position of its bytes
   * @param length the number of its bytes
   */
  record ValidRow(
      int line, int product, int facility, int quantity, String location, long at, int length)
      implements Entry {}

  /** A row that a rule rejected. */
  @SuppressWarnings("ArrayRecordComponent") // rows are passed on, never compared
  record RejectedRow(int line, Rejected verdict, byte[] raw) implements Entry {}

  /** Receives the rows, in order. */
  interface Reader {
    void entry(Entry entry) throws IOException;
  }

  private final Path file;
  private final FileChannel channel;
  private final SpoolFile texts;
  private final ByteBuffer bytes =
      ByteBuffer.allocateDirect(ENTRIES * NUMBERS * Integer.BYTES).order(ByteOrder.nativeOrder());
  private final IntBuffer ints = bytes.asIntBuffer();
  private final int[] numbers = new int[ENTRIES * NUMBERS];
  private int filled;
  private boolean written;
  private long entries;

  /**
   * Creates the files of a spool.
   *
   * @param directory an existing one
   */
  RowSpool(Path directory) {
    this.file = directory.resolve("rows.spool");
    this.texts = new SpoolFile(directory.resolve("rows.texts"));
    this.channel = SpoolFile.open(file);
  }

  void valid(int line, int product, int facility, int quantity, String location, DeltaRow row) {
    int head = location.isEmpty() ? 0 : append(location);
    add(line, product, facility, quantity, head, texts.append(row));
  }

  @SuppressWarnings("EnumOrdinal") // only this object reads the file
  void rejected(int line, Rejected verdict, DeltaRow row) {
    int message = append(verdict.message());
    add(line, ~verdict.reason().ordinal(), 0, 0, message, texts.append(row));
  }

  /** Appends a rejected row by its bytes. */
  @SuppressWarnings("EnumOrdinal") // only this object reads the file
  void rejected(int line, Rejected verdict, byte[] raw) {
    int message = append(verdict.message());
    texts.append(raw);
    add(line, ~verdict.reason().ordinal(), 0, 0, message, raw.length);
  }

  /** Reads all rows; after the first call nothing can be written. */
  void read(Reader reader) {
    try {
      if (!written) {
        flush();
        written = true;
      }
      channel.position(0);
      long at = 0;
      for (long left = entries; left > 0; left -= ENTRIES) {
        int count = (int) Math.min(left, ENTRIES);
        fill(count * NUMBERS);
        for (int i = 0; i < count * NUMBERS; i += NUMBERS) {
          reader.entry(numbers[i + 1] < 0 ? rejectedRow(i, at) : valid(i, at));
          at += numbers[i + 4] + numbers[i + 5];
        }
      }
    } catch (IOException e) {
      throw new StorageFailure("reading the spool " + file, e);
    }
  }

  /** The bytes of a row without its line end. */
  byte[] raw(ValidRow row) {
    return texts.read(row.at, row.length);
  }

  @Override
  public void close() {
    try (texts) {
      SpoolFile.remove(channel, file);
    }
  }

  private int append(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    texts.append(utf8);
    return utf8.length;
  }

  private void add(int line, int product, int facility, int quantity, int head, int raw) {
    if (filled == numbers.length) {
      flush();
    }
    int[] to = numbers;
    int at = filled;
    to[at] = line;
    to[at + 1] = product;
    to[at + 2] = facility;
    to[at + 3] = quantity;
    to[at + 4] = head;
    to[at + 5] = raw;
    filled = at + NUMBERS;
    entries++;
  }

  private void flush() {
    ints.clear().put(numbers, 0, filled);
    bytes.clear().limit(filled * Integer.BYTES);
    filled = 0;
    try {
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
    } catch (IOException e) {
      throw new StorageFailure("writing the spool " + file, e);
    }
  }

  private void fill(int count) throws IOException {
    bytes.clear().limit(count * Integer.BYTES);
    while (bytes.hasRemaining()) {
      if (channel.read(bytes) < 0) {
        throw new EOFException("it ends too early");
      }
    }
    ints.clear().get(numbers, 0, count);
  }

  private Entry valid(int i, long at) {
    int head = numbers[i + 4];
    return new ValidRow(
        numbers[i],
        numbers[i + 1],
        numbers[i + 2],
        numbers[i + 3],
        head == 0 ? "" : text(at, head),
        at + head,
        numbers[i + 5]);
  }

  private Entry rejectedRow(int i, long at) {
    int head = numbers[i + 4];
    return new RejectedRow(
        numbers[i],
        new Rejected(REASONS[~numbers[i + 1]], text(at, head)),
        texts.read(at + head, numbers[i + 5]));
  }

  private String text(long at, int length) {
    return new String(texts.read(at, length), StandardCharsets.UTF_8);
  }
}
