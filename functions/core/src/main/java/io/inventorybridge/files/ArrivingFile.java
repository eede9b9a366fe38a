// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.files;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * A file on its way from the store. When it breaks off there, the store has failed, as a {@link
 * StorageFailure}, and the file is as good as before; an {@link IOException} of somebody who
 * unpacks it means the file. Not thread-safe.
 */
public final class ArrivingFile extends FilterInputStream {
  private final String key;
  private boolean ended;

  private ArrivingFile(InputStream in, String key) {
    super(in);
    this.key = key;
  }

  /** Opens exactly the given state of a file, as {@link Files#open}. */
  public static InputStream open(Files files, StoredFile file) {
    return new ArrivingFile(files.open(file), file.key());
  }

  @Override
  public int read() {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int offset, int length) {
    try {
      int read = super.read(into, offset, length);
      ended |= read < 0;
      return read;
    } catch (IOException e) {
      throw new StorageFailure("reading " + key, e);
    }
  }

  /**
   * 1 until the end was met: GZIPInputStream asks this to know whether another member follows, and
   * a network answers 0 whenever nothing has arrived yet.
   */
  @Override
  public int available() {
    return ended ? 0 : 1;
  }
}
