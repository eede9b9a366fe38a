// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.delivery.filter;

import io.inventorybridge.support.files.ContentDigest;
import io.inventorybridge.support.files.StorageFailure;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;

/**
 * The bytes of a dropped object as they are read, counted and hashed. A failure of the store is
 * distinguished from damaged content: it is a {@link StorageFailure} and can be retried.
 */
final class HashingInputStream extends InputStream {
  private final InputStream object;
  private final MessageDigest digest = ContentDigest.newSha256();
  private long count;
  private boolean ended;

  HashingInputStream(InputStream object) {
    this.object = object;
  }

  long count() {
    return count;
  }

  /** Reads the rest and gives the SHA-256 of everything, in hex; may be called once. */
  String drainedSha256() {
    byte[] rest = new byte[1 << 16];
    while (read(rest, 0, rest.length) >= 0) {
      // Only hashed.
    }
    return ContentDigest.hex(digest.digest());
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
      int read = object.read(into, offset, length);
      if (read < 0) {
        ended = true;
        return -1;
      }
      digest.update(into, offset, read);
      count += read;
      return read;
    } catch (IOException e) {
      throw new StorageFailure("reading the dropped object after %d bytes".formatted(count), e);
    }
  }

  /**
   * Returns 1 until the end was reached. GZIPInputStream calls this method to know whether another
   * member follows. A network stream answers 0 whenever nothing has arrived yet, and the rest of
   * the file would be silently left out.
   */
  @Override
  public int available() {
    return ended ? 0 : 1;
  }
}
