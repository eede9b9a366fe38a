// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.bench.peers;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A file hashed with SHA-256 while it is read, as for the delivery id. */
final class HashedFile {
  private static final int PIECE = 1 << 16;

  private final MessageDigest digest = sha256();
  private final InputStream stream;

  HashedFile(Path file) throws IOException {
    this.stream = new DigestInputStream(Files.newInputStream(file), digest);
  }

  InputStream stream() {
    return stream;
  }

  /** Reads the file to its end. */
  void drain() throws IOException {
    byte[] piece = new byte[PIECE];
    try (stream) {
      while (stream.read(piece) >= 0) {
        // The loop only hashes.
      }
    }
  }

  /** Reads the file to its end and counts its line feeds. */
  long drainLines() throws IOException {
    byte[] piece = new byte[PIECE];
    long lines = 0;
    try (stream) {
      for (int read = stream.read(piece); read >= 0; read = stream.read(piece)) {
        lines += LineFeeds.in(piece, read);
      }
    }
    return lines;
  }

  String hex() {
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
