// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.delivery.filter;

import io.inventorybridge.delivery.format.DeltaRow;
import io.inventorybridge.support.files.StorageFailure;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/**
 * Stretches of bytes on local disk, one behind the other, read by their positions. It reads ahead,
 * which is fast for sequential readers; bytes that are never requested are not read from disk. Not
 * thread-safe.
 */
final class SpoolFile implements AutoCloseable {
  private static final int BUFFER = 1 << 16;

  private final Path file;
  private final FileChannel channel;
  private byte[] buffer = new byte[BUFFER];

  // The used part of the buffer, and its position in the file.
  private int filled;
  private long start;
  private boolean written;

  SpoolFile(Path file) {
    this.file = file;
    this.channel = open(file);
  }

  /** Appends the bytes of a row and returns their number. */
  int append(DeltaRow row) {
    int length = row.length();
    makeRoom(length);
    row.copyTo(buffer, filled);
    filled += length;
    return length;
  }

  void append(byte[] bytes) {
    makeRoom(bytes.length);
    System.arraycopy(bytes, 0, buffer, filled, bytes.length);
    filled += bytes.length;
  }

  /** Reads a stretch; after the first call nothing can be appended. */
  byte[] read(long at, int length) {
    if (!written) {
      flush();
      filled = 0;
      written = true;
    }
    if (at < start || at + length > start + filled) {
      fill(at, length);
    }
    int from = (int) (at - start);
    return Arrays.copyOfRange(buffer, from, from + length);
  }

  @Override
  public void close() {
    remove(channel, file);
  }

  private void makeRoom(int length) {
    if (buffer.length - filled < length) {
      flush();
      if (buffer.length < length) {
        buffer = new byte[length];
      }
    }
  }

  private void flush() {
    ByteBuffer bytes = ByteBuffer.wrap(buffer, 0, filled);
    filled = 0;
    try {
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
    } catch (IOException e) {
      throw new StorageFailure("writing the spool " + file, e);
    }
  }

  private void fill(long at, int length) {
    if (buffer.length < length) {
      buffer = new byte[length];
    }
    ByteBuffer bytes = ByteBuffer.wrap(buffer);
    try {
      int read = 0;
      while (bytes.hasRemaining() && read >= 0) {
        read = channel.read(bytes, at + bytes.position());
      }
      if (bytes.position() < length) {
        throw new EOFException("it ends too early");
      }
    } catch (IOException e) {
      throw new StorageFailure("reading the spool " + file, e);
    }
    start = at;
    filled = bytes.position();
  }

  static FileChannel open(Path file) {
    try {
      return FileChannel.open(
          file,
          StandardOpenOption.CREATE,
          StandardOpenOption.TRUNCATE_EXISTING,
          StandardOpenOption.READ,
          StandardOpenOption.WRITE);
    } catch (IOException e) {
      throw new StorageFailure("opening the spool " + file, e);
    }
  }

  static void remove(FileChannel channel, Path file) {
    try {
      channel.close();
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new StorageFailure("removing the spool " + file, e);
    }
  }
}
