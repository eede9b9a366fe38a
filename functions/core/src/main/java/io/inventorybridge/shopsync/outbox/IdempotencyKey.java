// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.shopsync.outbox;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/** Idempotency keys: name-based UUIDs of version 5, RFC 9562. */
public final class IdempotencyKey {
  /** An arbitrary constant of ours. */
  private static final UUID NAMESPACE = UUID.fromString("6d0a3a52-7c0e-4b0e-9a43-1f2f9a6b6c11");

  private static final long VERSION_5 = 0x5000L;
  private static final long VARIANT = 0x8000_0000_0000_0000L;

  private IdempotencyKey() {}

  /**
   * Builds a key. Equal parts give equal keys, other parts give other keys. A part must not contain
   * a line break.
   */
  public static UUID of(Object... parts) {
    StringBuilder name = new StringBuilder();
    for (Object part : parts) {
      name.append(part).append('\n');
    }
    ByteBuffer hash = ByteBuffer.wrap(sha1(name.toString()));
    long most = (hash.getLong() & ~0xF000L) | VERSION_5;
    long least = (hash.getLong() & 0x3FFF_FFFF_FFFF_FFFFL) | VARIANT;
    return new UUID(most, least);
  }

  private static byte[] sha1(String name) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-1");
      digest.update(
          ByteBuffer.allocate(16)
              .putLong(NAMESPACE.getMostSignificantBits())
              .putLong(NAMESPACE.getLeastSignificantBits())
              .array());
      return digest.digest(name.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-1", e);
    }
  }
}
