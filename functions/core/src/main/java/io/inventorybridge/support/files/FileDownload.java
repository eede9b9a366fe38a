// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.support.files;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * A file that is being read from the store. A failure of the store becomes a {@link StorageFailure}
 * and says nothing about the file. An {@link IOException} of a decompressor is about the file's
 * content. Not thread-safe.
 */
public final class FileDownload extends FilterInputStream {
  private final String key;
  private boolean ended;

  private FileDownload(InputStream in, String key) {
    super(in);
    this.key = key;
  }

  /** Opens exactly the given state of a file, as {@link FileStore#open}. */
  public static InputStream open(FileStore files, StoredFile file) {
    return new FileDownload(files.open(file), file.key());
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
   * Returns 1 until the end was reached. GZIPInputStream calls this method to know whether another
   * member follows, and a network stream answers 0 whenever nothing has arrived yet.
   */
  @Override
  public int available() {
    return ended ? 0 : 1;
  }
}
