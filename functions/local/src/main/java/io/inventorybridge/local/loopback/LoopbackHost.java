// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.loopback;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The check of the header Host of a request to a server on loopback. DNS rebinding lets the name of
 * a foreign page resolve to 127.0.0.1, and its scripts then reach this machine's servers. Their
 * requests still carry the foreign name.
 */
public final class LoopbackHost {
  public static final int FORBIDDEN = 403;

  private static final Set<String> NAMES = Set.of("localhost", "127.0.0.1", "[::1]");

  private LoopbackHost() {}

  /**
   * Checks a request.
   *
   * @param host the header Host; null when the request has none
   * @param port the port of the server
   * @return why the request is refused, one sentence; empty for a request of this machine
   */
  public static Optional<String> refusal(@Nullable String host, int port) {
    String written = host == null ? "" : host.strip().toLowerCase(Locale.ROOT);
    String behind = ":" + port;
    return written.endsWith(behind)
            && NAMES.contains(written.substring(0, written.length() - behind.length()))
        ? Optional.empty()
        : Optional.of(
            "The header Host is not the address of this server; use 127.0.0.1:%d.".formatted(port));
  }
}
