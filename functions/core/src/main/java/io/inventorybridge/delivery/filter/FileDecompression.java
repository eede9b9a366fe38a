// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.delivery.filter;

import io.inventorybridge.delivery.FileCompression;
import io.inventorybridge.delivery.HeldReason;
import io.inventorybridge.delivery.format.UnreadableDelta;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * Decompresses a dropped file by its first bytes: gzip, a zip with exactly one file in it, or
 * plain. Damage, a second file and a decompression bomb are an {@link UnreadableDelta} when they
 * are detected; a bomb is reported at the end of the stream.
 */
final class FileDecompression extends InputStream {
  /**
   * The maximum size of an unpacked file: ten times the largest delivery the system is built for (3
   * GB).
   */
  static final long MOST_BYTES = 32L << 30;

  /** The size below which the ratio is not limited: small files of similar rows pack well. */
  static final long BYTES_OF_ANY_RATIO = 64L << 20;

  /** The highest ratio above that size. Deltas pack 3 to 20 times, a bomb about 1,000 times. */
  static final long HIGHEST_RATIO = 200;

  private static final int BUFFER = 1 << 16;

  private final HashingInputStream source;
  private final FileCompression compression;
  private final InputStream unpacked;
  private long count;
  private boolean ended;

  private FileDecompression(
      HashingInputStream source, FileCompression compression, InputStream unpacked) {
    this.source = source;
    this.compression = compression;
    this.unpacked = unpacked;
  }

  static FileDecompression of(HashingInputStream source) {
    try {
      PushbackInputStream start = new PushbackInputStream(source, 4);
      byte[] magic = start.readNBytes(4);
      start.unread(magic);
      if (startsWith(magic, 0x1f, 0x8b)) {
        return new FileDecompression(source, FileCompression.GZIP, new Gzip(start));
      }
      if (startsWith(magic, 'P', 'K', 3, 4)) {
        return new FileDecompression(source, FileCompression.ZIP, ZipContent.open(start));
      }
      if (startsWith(magic, 'P', 'K', 5, 6)) {
        throw new UnreadableDelta(
            HeldReason.NOT_ONE_ENTRY, "the zip holds no file; exactly one is expected");
      }
      return new FileDecompression(source, FileCompression.NONE, start);
    } catch (EOFException e) {
      throw new UnreadableDelta(HeldReason.DAMAGED, "the packed file is truncated", e);
    } catch (IOException e) {
      throw damaged("packed file", e);
    }
  }

  FileCompression compression() {
    return compression;
  }

  @Override
  public int read() {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int offset, int length) {
    if (ended) {
      return -1;
    }
    try {
      int read = unpacked.read(into, offset, length);
      if (read < 0) {
        ended = true;
        checkEnd();
        return -1;
      }
      count += read;
      if (compression != FileCompression.NONE) {
        checkSize();
      }
      return read;
    } catch (EOFException e) {
      throw new UnreadableDelta(HeldReason.DAMAGED, "the %s is truncated".formatted(name()), e);
    } catch (IOException e) {
      throw damaged(name(), e);
    }
  }

  private void checkSize() {
    if (count > MOST_BYTES) {
      throw new UnreadableDelta(
          HeldReason.TOO_LARGE,
          "the %s unpacks to more than %d bytes".formatted(name(), MOST_BYTES));
    }
    if (count > BYTES_OF_ANY_RATIO && count / HIGHEST_RATIO > source.count()) {
      throw new UnreadableDelta(
          HeldReason.TOO_LARGE,
          "the %s unpacks to more than %d times its size: it looks like a decompression bomb"
              .formatted(name(), HIGHEST_RATIO));
    }
  }

  private void checkEnd() throws IOException {
    if (unpacked instanceof ZipContent zip) {
      zip.refuseFurtherFiles();
    }
    if (unpacked instanceof Gzip gzip && gzip.isFollowedByOtherBytes()) {
      throw new UnreadableDelta(
          HeldReason.DAMAGED, "the gzip file is damaged: after its end other bytes follow");
    }
  }

  private String name() {
    return switch (compression) {
      case NONE -> "file";
      case GZIP -> "gzip file";
      case ZIP -> "zip file";
    };
  }

  private static UnreadableDelta damaged(String what, IOException e) {
    String detail = e instanceof ZipException ? ": " + e.getMessage() : "";
    return new UnreadableDelta(
        HeldReason.DAMAGED, "the %s is damaged%s".formatted(what, detail), e);
  }

  private static boolean startsWith(byte[] bytes, int... magic) {
    if (bytes.length < magic.length) {
      return false;
    }
    for (int i = 0; i < magic.length; i++) {
      if ((bytes[i] & 0xff) != magic[i]) {
        return false;
      }
    }
    return true;
  }

  private static final class Gzip extends GZIPInputStream {
    private static final int TRAILER = 8;

    Gzip(InputStream in) throws IOException {
      super(in, BUFFER);
    }

    /**
     * Treats bytes that are not a further member as damage; the JDK would silently ignore them.
     * Zeros are the padding of tapes and blocks, which gunzip ignores as well.
     */
    boolean isFollowedByOtherBytes() throws IOException {
      int rest = inf.getRemaining() - TRAILER;
      for (int i = 0; i < rest; i++) {
        if (buf[len - rest + i] != 0) {
          return true;
        }
      }
      for (int b = in.read(); b >= 0; b = in.read()) {
        if (b != 0) {
          return true;
        }
      }
      return false;
    }
  }
}
