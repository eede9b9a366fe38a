// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.access;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;

/**
 * Tells who may call, and keeps the tokens for a while, so that not every call asks for them. A
 * token that is not among them is looked for again where they are not quite fresh: it may be newer.
 * Thread-safe.
 */
public final class CheckingToken {
  /** So long a token that was taken back may still be accepted. */
  static final Duration KEPT = Duration.ofMinutes(3);

  /** So often, at most, wrong tokens make us ask again. */
  static final Duration FRESH = Duration.ofSeconds(10);

  private static final String SCHEME = "Bearer ";

  private final Supplier<Tokens> tokens;
  private final Clock clock;
  private Read kept = new Read(new BearerTokens(List.of()), Instant.MIN);

  public CheckingToken(Supplier<Tokens> tokens, Clock clock) {
    this.tokens = tokens;
    this.clock = clock;
  }

  /** What the check says. */
  public enum Verdict {
    ACCEPTED,
    /** No header {@code Authorization: Bearer ...}. */
    MISSING,
    WRONG
  }

  /**
   * Judges the Authorization header of a call.
   *
   * @param authorization empty when there is none
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
    Read there = kept;
    if (there.at().plus(age).isBefore(now)) {
      there = new Read(tokens.get().read(), now);
      kept = there;
    }
    return there.tokens();
  }

  private record Read(BearerTokens tokens, Instant at) {}
}
