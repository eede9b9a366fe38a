// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.support.files;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 in lower-case hex, by which contents are named and compared. */
public final class ContentDigest {
  private ContentDigest() {}

  public static String sha256(byte[] content) {
    return hex(newSha256().digest(content));
  }

  /** A fresh digest to feed a stream through; not thread-safe. */
  public static MessageDigest newSha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  public static String hex(byte[] digest) {
    return HexFormat.of().formatHex(digest);
  }
}
