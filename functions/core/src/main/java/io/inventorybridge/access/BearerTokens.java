// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.access;

import io.inventorybridge.files.Digest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;

/**
 * The tokens that open the API: the current one and, while callers change over, the previous one.
 * They never print.
 */
public record BearerTokens(List<String> values) {
  public BearerTokens {
    values = values.stream().filter(value -> !value.isBlank()).toList();
  }

  /** Whether one of them was presented; takes as long whichever, and wherever one differs. */
  public boolean accept(String presented) {
    byte[] digest = digest(presented);
    boolean accepted = false;
    for (String value : values) {
      accepted |= MessageDigest.isEqual(digest, digest(value));
    }
    return accepted;
  }

  private static byte[] digest(String token) {
    return Digest.newSha256().digest(token.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public String toString() {
    return values.size() + " token(s)";
  }
}
