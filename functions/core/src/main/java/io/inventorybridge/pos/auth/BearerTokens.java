// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.pos.auth;

import io.inventorybridge.support.files.ContentDigest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;

/**
 * The valid tokens of the API: the current one and, during a rotation, the previous one. They never
 * print.
 */
public record BearerTokens(List<String> values) {
  public BearerTokens {
    values = values.stream().filter(value -> !value.isBlank()).toList();
  }

  /**
   * Tells whether the presented token is valid. The time does not depend on the token that matches
   * or on the position of a difference.
   */
  public boolean accept(String presented) {
    byte[] digest = digest(presented);
    boolean accepted = false;
    for (String value : values) {
      accepted |= MessageDigest.isEqual(digest, digest(value));
    }
    return accepted;
  }

  private static byte[] digest(String token) {
    return ContentDigest.newSha256().digest(token.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public String toString() {
    return values.size() + " token(s)";
  }
}
