// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.s3;

import io.inventorybridge.support.files.FileChanged;
import java.io.IOException;
import java.io.InputStream;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/**
 * The bytes of an object over any number of connections: when one breaks, the next one resumes at
 * that byte. Not thread-safe.
 */
final class ResumableDownload extends InputStream {
  /** The maximum number of consecutive connections that break without delivering a byte. */
  private static final int MOST_IN_VAIN = 3;

  private final ObjectOpener opening;
  private final long length;
  private ResponseInputStream<GetObjectResponse> part;
  private long position;
  private int inVain;

  /** Opens the object version that is being read. */
  interface ObjectOpener {
    /**
     * Its bytes from a position on.
     *
     * @throws FileChanged when the object has changed
     */
    ResponseInputStream<GetObjectResponse> from(long position);
  }

  /**
   * @param length of the whole object
   */
  ResumableDownload(ObjectOpener opening, long length) {
    this.opening = opening;
    this.length = length;
    this.part = opening.from(0);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int offset, int count) throws IOException {
    if (count == 0) {
      return 0;
    }
    while (true) {
      try {
        int read = part.read(into, offset, count);
        if (read < 0 && position < length) {
          throw new IOException("it ended after %d of %d bytes".formatted(position, length));
        }
        position += Math.max(read, 0);
        inVain = 0;
        return read;
      } catch (IOException e) {
        resume(e);
      }
    }
  }

  private void resume(IOException broken) throws IOException {
    if (++inVain > MOST_IN_VAIN || position >= length) {
      throw broken;
    }
    part.abort();
    part = opening.from(position);
  }

  @Override
  public int available() throws IOException {
    return part.available();
  }

  @Override
  public void close() throws IOException {
    // Closing early aborts the connection instead of draining it.
    if (position < length) {
      part.abort();
    } else {
      part.close();
    }
  }
}
