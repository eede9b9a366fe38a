// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.s3;

import io.inventorybridge.files.FileChanged;
import java.io.IOException;
import java.io.InputStream;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/**
 * The bytes of an object over as many connections as it takes: where one breaks off, the next one
 * goes on at the byte. Not thread-safe.
 */
final class ResumingDownload extends InputStream {
  /** How often a connection may break without having brought a byte. */
  private static final int MOST_IN_VAIN = 3;

  private final Opening opening;
  private final long length;
  private ResponseInputStream<GetObjectResponse> part;
  private long position;
  private int inVain;

  /** Opens the object in the state that is being read. */
  interface Opening {
    /**
     * Its bytes from one on.
     *
     * @throws FileChanged when it is in another state by now
     */
    ResponseInputStream<GetObjectResponse> from(long position);
  }

  /**
   * @param length of the whole object
   */
  ResumingDownload(Opening opening, long length) {
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
        goOn(e);
      }
    }
  }

  private void goOn(IOException broken) throws IOException {
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
    // The rest of an object that nobody wants any more is not waited for.
    if (position < length) {
      part.abort();
    } else {
      part.close();
    }
  }
}
