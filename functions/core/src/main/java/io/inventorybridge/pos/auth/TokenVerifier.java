// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.pos.auth;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;

/**
 * Authenticates API callers. It caches the tokens, so that not every call reads them. An unknown
 * token causes a new read unless the cache is fresh: the token may be newer. Thread-safe.
 */
public final class TokenVerifier {
  /** How long a revoked token may still be accepted. */
  static final Duration KEPT = Duration.ofMinutes(3);

  /** The minimum time between two reads that unknown tokens cause. */
  static final Duration FRESH = Duration.ofSeconds(10);

  private static final String SCHEME = "Bearer ";

  private final Supplier<TokenStore> tokens;
  private final Clock clock;
  private CachedTokens kept = new CachedTokens(new BearerTokens(List.of()), Instant.MIN);

  public TokenVerifier(Supplier<TokenStore> tokens, Clock clock) {
    this.tokens = tokens;
    this.clock = clock;
  }

  /** The result of the check. */
  public enum Verdict {
    ACCEPTED,
    /** The call has no header {@code Authorization: Bearer ...}. */
    MISSING,
    WRONG
  }

  /**
   * Checks the Authorization header of a call.
   *
   * @param authorization empty without the header
   */
  public Verdict check(String authorization) {
    if (!authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      return Verdict.MISSING;
    }
    String presented = authorization.substring(SCHEME.length()).strip();
    return notOlderThan(KEPT).accept(presented) || notOlderThan(FRESH).accept(presented)
        ? Verdict.ACCEPTED
        : Verdict.WRONG;
  }

  private synchronized BearerTokens notOlderThan(Duration age) {
    Instant now = clock.instant();
    CachedTokens there = kept;
    if (there.at().plus(age).isBefore(now)) {
      there = new CachedTokens(tokens.get().read(), now);
      kept = there;
    }
    return there.tokens();
  }

  private record CachedTokens(BearerTokens tokens, Instant at) {}
}
