// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.shopsync.published;

import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The findings about a pair besides its number.
 *
 * @param since the standing states of the pair, each with its beginning
 * @param acceptance an operator's word that the shop shows the right number
 */
public record PairRemarks(Map<StandingReason, Instant> since, Optional<Acceptance> acceptance) {
  public static final PairRemarks NONE = new PairRemarks(Map.of(), Optional.empty());

  public PairRemarks {
    since = since.isEmpty() ? Map.of() : Collections.unmodifiableMap(new EnumMap<>(since));
  }

  /** An operator's word that the shop shows the right number. */
  public sealed interface Acceptance {}

  /** The next reading accepts the number that it finds. */
  public record Asked(Instant at) implements Acceptance {}

  /**
   * The number was accepted with these orders as they were.
   *
   * @param orders Shopify's numbers of the orders that did not tell how many units they have taken,
   *     each with its last change
   * @param taken the units that they have taken in all, by the accepted number
   */
  public record Accepted(Map<String, Instant> orders, long taken) implements Acceptance {
    public Accepted {
      orders = Collections.unmodifiableMap(new TreeMap<>(orders));
    }
  }

  /** Tells whether nothing is remarked. */
  public boolean isEmpty() {
    return equals(NONE);
  }

  /** Tells whether the next reading is to accept what it finds. */
  public boolean isAcceptanceAsked() {
    return acceptance.filter(Asked.class::isInstance).isPresent();
  }

  /** The remarks with exactly these states; one that lasts keeps its beginning. */
  public PairRemarks standing(Map<StandingReason, Instant> now) {
    Map<StandingReason, Instant> next = new EnumMap<>(StandingReason.class);
    now.forEach(
        (reason, begin) -> next.put(reason, earlier(since.getOrDefault(reason, begin), begin)));
    return new PairRemarks(next, acceptance);
  }

  /** The remarks with one more state, which keeps its beginning. */
  public PairRemarks and(StandingReason reason, Instant now) {
    Map<StandingReason, Instant> next = new EnumMap<>(StandingReason.class);
    next.putAll(since);
    next.putIfAbsent(reason, now);
    return new PairRemarks(next, acceptance);
  }

  private static Instant earlier(Instant begun, Instant now) {
    return now.isBefore(begun) ? now : begun;
  }

  public PairRemarks with(Optional<Acceptance> next) {
    return new PairRemarks(since, next);
  }
}
