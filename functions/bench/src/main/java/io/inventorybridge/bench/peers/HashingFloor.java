// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.bench.peers;

import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/** The minimum work of every filter: reading, line feeds and the hash, or decompression alone. */
public final class HashingFloor {
  private static final int PIECE = 1 << 16;
  private static final int PASSES = 10;

  private HashingFloor() {}

  /** Argument: the delta; a name that ends in {@code .gz} is only decompressed. */
  public static void main(String[] files) throws IOException {
    Path delta = Path.of(files[0]);
    if (!files[0].endsWith(".gz")) {
      HashedFile hashing = new HashedFile(delta);
      System.out.println(hashing.drainLines() + " " + hashing.hex());
      return;
    }
    byte[] piece = new byte[PIECE];
    long bytes = 0;
    try (InputStream in = new GZIPInputStream(Files.newInputStream(delta), PIECE)) {
      for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
        bytes += read;
      }
    }
    System.out.println(bytes);
  }

  /** CPU seconds of reading a file and counting its line feeds, warm. */
  public static double warmSeconds(Path file) throws IOException {
    long lines = 0;
    long took = 0;
    byte[] piece = new byte[PIECE];
    for (int pass = 0; pass < PASSES; pass++) {
      long began = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
      try (InputStream in = Files.newInputStream(file)) {
        for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
          lines += LineFeeds.in(piece, read);
        }
      }
      took = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - began;
    }
    return lines == 0 ? 0 : took / 1e9;
  }
}
