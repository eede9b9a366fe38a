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
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Iterator;
import java.util.function.LongConsumer;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * A file of records, one per line, each after its CRC-32 (eight hexadecimal digits and a blank). An
 * appended record survives a kill of the process because the operating system has it. It is not
 * forced to disk: a power failure may lose the latest records.
 *
 * <p>A last line without a line feed is a record that a kill cut off. It was never acknowledged and
 * is dropped. Any other mismatch of a checksum is damage: the file is refused, no record is
 * skipped.
 *
 * <p>A full disk is not damage. The file is cut after its last whole record, the record that did
 * not fit is kept in memory and written before anything else, as soon as there is room.
 * Thread-safe.
 */
public final class AppendOnlyFile implements AutoCloseable {
  private static final int CHECKSUM_LENGTH = 8;

  private final Path file;
  private final SeekableByteChannel channel;
  private long end;

  /** The line that did not fit on the disk; null when every line is written. */
  private byte @Nullable [] unwritten;

  private AppendOnlyFile(Path file, SeekableByteChannel channel, long end) {
    this.file = file;
    this.channel = channel;
    this.end = end;
  }

  /** Opens the channel of a file for writing. */
  @FunctionalInterface
  interface ChannelOpener {
    SeekableByteChannel open(Path file) throws IOException;
  }

  /** Takes a record of a file; record numbers start at 1. */
  @FunctionalInterface
  public interface Reader {
    void record(long number, String record);
  }

  /** Opens the file for appending after the last whole record; creates a missing file. */
  public static AppendOnlyFile open(Path file) {
    return open(file, PrivateFiles::openForWriting);
  }

  static AppendOnlyFile open(Path file, ChannelOpener opener) {
    try {
      long end = Files.exists(file) ? read(file, (number, record) -> {}, position -> {}) : 0;
      SeekableByteChannel channel = opener.open(file);
      channel.truncate(end);
      channel.position(end);
      return new AppendOnlyFile(file, channel, end);
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
      PrivateFiles.createAnew(fresh);
      try (OutputStream out =
          new BufferedOutputStream(
              Channels.newOutputStream(PrivateFiles.openForWriting(fresh)), 1 << 16)) {
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
   * @throws UnwrittenRecord when the disk takes no more; the record is then written before the next
   *     one, or was refused because an earlier one still waits
   */
  public synchronized void append(String record) {
    writeWaiting();
    byte[] line = line(record);
    try {
      write(line);
    } catch (UnwrittenRecord e) {
      unwritten = line;
      throw e;
    }
  }

  /**
   * Writes the record that waits for room, if there is one.
   *
   * @throws UnwrittenRecord when there is still no room
   */
  public synchronized void writeWaiting() {
    if (unwritten != null) {
      write(unwritten);
      unwritten = null;
    }
  }

  private void write(byte[] line) {
    try {
      // An earlier failure may have left a part of a line.
      if (channel.size() > end) {
        channel.truncate(end);
      }
      channel.position(end);
      ByteBuffer rest = ByteBuffer.wrap(line);
      while (rest.hasRemaining()) {
        channel.write(rest);
      }
      end += line.length;
    } catch (IOException e) {
      cutToLastRecord(e);
      throw new UnwrittenRecord(file, e);
    }
  }

  // A part that cannot be cut off now is cut by the next write, or at the next start.
  private void cutToLastRecord(IOException cause) {
    try {
      channel.truncate(end);
    } catch (IOException e) {
      cause.addSuppressed(e);
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
