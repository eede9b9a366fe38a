// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.delivery.filter;

import io.inventorybridge.delivery.judgement.Verdict.Rejected;
import io.inventorybridge.delivery.rows.RejectReason;
import io.inventorybridge.files.StorageFailure;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Valid and rejected rows on local disk, in the order of the file. Its size is that of those rows
 * and some 24 bytes for each, with the reason and message of a reject some 90: about 45 MB for
 * 430,000 valid ones of 80 bytes, twice its own size for a file that is rejected to the last row.
 * Local disk is what bounds it.
 */
final class Spool implements AutoCloseable {
  private static final int BUFFER = 1 << 16;
  private static final byte VALID = 1;
  private static final byte REFUSED = 2;
  private static final byte[] NOTHING = {};

  /** Before an entry: its kind and its length. */
  private static final int HEAD = Byte.BYTES + Integer.BYTES;

  /** The numbers of a valid row. */
  private static final int NUMBERS = 4 * Integer.BYTES;

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
  private final FileChannel channel;
  private ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
  private boolean written;
  private long entries;

  Spool(Path file) {
    this.file = file;
    try {
      this.channel =
          FileChannel.open(
              file,
              StandardOpenOption.CREATE,
              StandardOpenOption.TRUNCATE_EXISTING,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE);
    } catch (IOException e) {
      throw new StorageFailure("opening the spool " + file, e);
    }
  }

  void valid(int line, int product, int facility, int quantity, String location, byte[] raw) {
    byte[] place = location.isEmpty() ? NOTHING : location.getBytes(StandardCharsets.UTF_8);
    begin(VALID, NUMBERS + lengths(place, raw));
    buffer.putInt(line).putInt(product).putInt(facility).putInt(quantity);
    put(place);
    put(raw);
  }

  void rejected(int line, Rejected verdict, byte[] raw) {
    byte[] reason = verdict.reason().name().getBytes(StandardCharsets.UTF_8);
    byte[] message = verdict.message().getBytes(StandardCharsets.UTF_8);
    begin(REFUSED, Integer.BYTES + lengths(reason, message, raw));
    buffer.putInt(line);
    put(reason);
    put(message);
    put(raw);
  }

  /** Gives back all rows; nothing is written any more after the first call. */
  void read(Reader reader) {
    try {
      if (!written) {
        flush();
        written = true;
      }
      channel.position(0);
      buffer.limit(0);
      for (long i = 0; i < entries; i++) {
        need(HEAD);
        byte kind = buffer.get();
        need(buffer.getInt());
        reader.entry(kind == VALID ? valid() : refused());
      }
    } catch (IOException e) {
      throw new StorageFailure("reading the spool " + file, e);
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new StorageFailure("removing the spool " + file, e);
    }
  }

  private void begin(byte kind, int length) {
    try {
      if (buffer.remaining() < HEAD + length) {
        flush();
      }
    } catch (IOException e) {
      throw new StorageFailure("writing the spool " + file, e);
    }
    makeRoom(HEAD + length);
    buffer.put(kind).putInt(length);
    entries++;
  }

  private void flush() throws IOException {
    buffer.flip();
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
    buffer.clear();
  }

  // An empty buffer takes any entry.
  private void makeRoom(int length) {
    if (buffer.capacity() < length) {
      buffer = ByteBuffer.allocate(length);
    }
  }

  /** Gets as many bytes into the buffer. */
  private void need(int length) throws IOException {
    if (buffer.remaining() >= length) {
      return;
    }
    ByteBuffer rest = buffer;
    if (buffer.capacity() < length) {
      buffer = ByteBuffer.allocate(length).put(rest);
    } else {
      buffer.compact();
    }
    int read = 0;
    while (buffer.hasRemaining() && read >= 0) {
      read = channel.read(buffer);
    }
    buffer.flip();
    if (buffer.remaining() < length) {
      throw new EOFException("it ends too early");
    }
  }

  private void put(byte[] bytes) {
    buffer.putInt(bytes.length).put(bytes);
  }

  private static int lengths(byte[]... all) {
    int length = 0;
    for (byte[] bytes : all) {
      length += Integer.BYTES + bytes.length;
    }
    return length;
  }

  private Entry valid() {
    return new Valid(
        buffer.getInt(), buffer.getInt(), buffer.getInt(), buffer.getInt(), text(), bytes());
  }

  private Entry refused() {
    int line = buffer.getInt();
    RejectReason reason = RejectReason.valueOf(text());
    return new Refused(line, new Rejected(reason, text()), bytes());
  }

  private String text() {
    byte[] bytes = bytes();
    return bytes.length == 0 ? "" : new String(bytes, StandardCharsets.UTF_8);
  }

  private byte[] bytes() {
    byte[] bytes = new byte[buffer.getInt()];
    buffer.get(bytes);
    return bytes;
  }
}
