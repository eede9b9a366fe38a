// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.sync.reconciling;

import io.inventorybridge.sync.pool.Pool;
import io.inventorybridge.sync.published.PublishedPair;
import io.inventorybridge.sync.published.PublishedPair.Exact;
import io.inventorybridge.sync.published.PublishedPair.Sighting;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What is to be done about a pair that was read. */
sealed interface Judgement {
  /** An order of it changed meanwhile: to be read again. */
  record Unsettled() implements Judgement {}

  /** It shows what it was known to show. */
  record Agrees() implements Judgement {}

  /** It shows its pool, which is now known. */
  record Shows() implements Judgement {}

  /** A second reading is needed, a while from now; this is the first. */
  record Sighted(Sighting first, Reason reason) implements Judgement {}

  /** A second reading is needed, and it is too early for it. */
  record Early(Reason reason) implements Judgement {}

  /**
   * It has to show another number.
   *
   * @param shown what it is taken to show: the pool then is what is available now and the
   *     difference to this
   */
  record Differs(long shown, Reason reason) implements Judgement {}

  /**
   * It shows too much and has to show less at once; what it shows then has to be read again.
   *
   * @param first the reading as it will be of what is left
   */
  record Lowers(long shown, Sighting first, Reason reason) implements Judgement {}

  /**
   * A fall needs one reading. A rise needs two that both call for one, and the one that calls for
   * less counts: an order that the shop did not show us yet looks exactly like a rise.
   *
   * <p>What the shop's index does not show yet may also look like nothing: a sale and a shipment
   * leave the committed units as they were. So a pair of which the shop shows open orders, and one
   * with units of orders that it does not show, becomes exact only by a second reading; and only
   * when the orders that are there by then, had nothing changed since the wait before the first
   * one. Whatever was hidden then shows by now: two readings that miss different orders look alike.
   *
   * @param wait between the two readings, longer than the shop's index lags behind
   */
  static Judgement of(
      PublishedPair record, Pool pool, Reckoning reading, Instant readAt, Duration wait) {
    boolean isExact = record.standing() instanceof Exact;
    long wanted = record.standing() instanceof Exact exact ? exact.pool() : pool.pool();
    if (wanted == reading.shown() && isExact) {
      return new Agrees();
    }
    if (!reading.settled()) {
      return new Unsettled();
    }
    Optional<Sighting> first = record.sighting();
    Sighting now = new Sighting(readAt, reading.shown(), reading.unexplained());
    boolean same = first.filter(it -> isOfTheSame(it, reading, wait)).isPresent();
    boolean second = same && !readAt.isBefore(first.get().at().plus(wait));
    if (reading.unexplained() != 0 && !second) {
      return same ? new Early(Reason.ORDERS_MISSING) : new Sighted(now, Reason.ORDERS_MISSING);
    }
    long most = second ? Math.max(first.get().shown(), reading.shown()) : reading.shown();
    long shown = isExact ? reading.shown() : most;
    boolean isKnown = isExact || second || reading.open() == 0;
    if (shown > wanted) {
      Reason reason = reason(record, Reason.LOWERED);
      return isKnown
          ? new Differs(shown, reason)
          : new Lowers(shown, new Sighting(readAt, wanted, reading.unexplained()), reason);
    }
    if (shown == wanted && isKnown) {
      return new Shows();
    }
    Reason waits = shown == wanted ? Reason.OPEN_ORDERS : Reason.RISE_WAITS;
    if (!same || (isExact && first.get().shown() >= wanted)) {
      return new Sighted(now, waits);
    }
    return second ? new Differs(most, reason(record, Reason.RAISED)) : new Early(waits);
  }

  private static boolean isOfTheSame(Sighting first, Reckoning reading, Duration wait) {
    return first.unexplained() == reading.unexplained()
        && !reading.changedAt().isAfter(first.at().minus(wait));
  }

  private static Reason reason(PublishedPair record, Reason ofExact) {
    return switch (record.standing()) {
      case PublishedPair.Unread unread -> Reason.FIRST_PUBLISHED;
      case Exact exact -> ofExact;
      case PublishedPair.Uncertain uncertain ->
          uncertain.last().isPresent() ? Reason.MADE_CERTAIN : Reason.FIRST_PUBLISHED;
    };
  }
}
