// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.journal;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Iterator;
import java.util.function.LongConsumer;
import java.util.zip.CRC32;

/**
 * A file of records, one per line, each after its CRC-32 (eight hexadecimal digits and a blank). An
 * appended record survives a kill of the process because the operating system has it. It is not
 * forced to disk: a power failure may lose the latest records.
 *
 * <p>A last line without a line feed is a record that a kill cut off. It was never acknowledged and
 * is dropped. Any other mismatch of a checksum is damage: the file is refused, no record is
 * skipped. Thread-safe.
 */
public final class AppendOnlyFile implements AutoCloseable {
  private static final int CHECKSUM_LENGTH = 8;

  private final Path file;
  private final FileChannel channel;
  private boolean broken;

  private AppendOnlyFile(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /** Takes a record of a file; record numbers start at 1. */
  @FunctionalInterface
  public interface Reader {
    void record(long number, String record);
  }

  /** Opens the file for appending after the last whole record; creates a missing file. */
  public static AppendOnlyFile open(Path file) {
    try {
      long end = Files.exists(file) ? read(file, (number, record) -> {}, position -> {}) : 0;
      FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      channel.truncate(end);
      channel.position(end);
      return new AppendOnlyFile(file, channel);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Reads every whole record, also while another process appends.
   *
   * @param progress receives the position reached, in bytes, from time to time
   * @return the end of the last whole record, in bytes
   * @throws DamagedFile when a record does not match its checksum
   */
  public static long read(Path file, Reader reader, LongConsumer progress) {
    if (!Files.exists(file)) {
      return 0;
    }
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
      ByteArrayOutputStream line = new ByteArrayOutputStream(1 << 10);
      long position = 0;
      long number = 0;
      byte[] buffer = new byte[1 << 16];
      while (true) {
        int length = in.read(buffer);
        if (length < 0) {
          return position;
        }
        int from = 0;
        for (int i = 0; i < length; i++) {
          if (buffer[i] == '\n') {
            line.write(buffer, from, i - from);
            from = i + 1;
            number++;
            position += line.size() + 1L;
            reader.record(number, checked(file, number, line.toString(StandardCharsets.UTF_8)));
            line.reset();
          }
        }
        line.write(buffer, from, length - from);
        progress.accept(position);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Replaces the file atomically with one that holds exactly these records. */
  public static void replace(Path file, Iterator<String> records) {
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    try {
      try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(fresh), 1 << 16)) {
        while (records.hasNext()) {
          out.write(line(records.next()));
        }
      }
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Appends a record; after the return the record survives the end of the process.
   *
   * @throws UncheckedIOException when the record cannot be written; every later append fails too
   */
  public synchronized void append(String record) {
    if (broken) {
      throw new UncheckedIOException(
          new IOException(file + " could not be written before; start again"));
    }
    ByteBuffer line = ByteBuffer.wrap(line(record));
    try {
      while (line.hasRemaining()) {
        channel.write(line);
      }
    } catch (IOException e) {
      broken = true;
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] line(String record) {
    if (record.indexOf('\n') >= 0) {
      throw new IllegalArgumentException("a record is one line");
    }
    byte[] bytes = record.getBytes(StandardCharsets.UTF_8);
    byte[] checksum = checksum(bytes).getBytes(StandardCharsets.US_ASCII);
    byte[] line = new byte[CHECKSUM_LENGTH + 1 + bytes.length + 1];
    System.arraycopy(checksum, 0, line, 0, CHECKSUM_LENGTH);
    line[CHECKSUM_LENGTH] = ' ';
    System.arraycopy(bytes, 0, line, CHECKSUM_LENGTH + 1, bytes.length);
    line[line.length - 1] = '\n';
    return line;
  }

  private static String checked(Path file, long number, String line) {
    if (line.length() > CHECKSUM_LENGTH && line.charAt(CHECKSUM_LENGTH) == ' ') {
      String record = line.substring(CHECKSUM_LENGTH + 1);
      String expected = line.substring(0, CHECKSUM_LENGTH);
      if (checksum(record.getBytes(StandardCharsets.UTF_8)).equals(expected)) {
        return record;
      }
    }
    throw new DamagedFile(file, number);
  }

  private static String checksum(byte[] bytes) {
    CRC32 crc = new CRC32();
    crc.update(bytes);
    return String.format("%08x", crc.getValue());
  }
}
