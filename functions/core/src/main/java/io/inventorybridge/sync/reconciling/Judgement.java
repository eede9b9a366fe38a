// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.sync.reconciling;

import io.inventorybridge.sync.pool.Pool;
import io.inventorybridge.sync.published.PublishedPair;
import io.inventorybridge.sync.published.PublishedPair.Exact;
import io.inventorybridge.sync.published.PublishedPair.Sighting;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The decision about a pair that was read. */
sealed interface Judgement {
  /** One of its orders changed meanwhile; the pair must be read again. */
  record Unsettled() implements Judgement {}

  /** The pair shows its confirmed state. */
  record Agrees() implements Judgement {}

  /** The pair shows its target, which is confirmed now. */
  record Shows() implements Judgement {}

  /** This was the first reading; a second one is needed later. */
  record Sighted(Sighting first, Reason reason) implements Judgement {}

  /** A second reading is needed, but it is too early for it. */
  record Early(Reason reason) implements Judgement {}

  /**
   * The pair must show another number.
   *
   * @param shown the target it is assumed to show; the new number is the available quantity plus
   *     the difference between the target and this
   */
  record Differs(long shown, Reason reason) implements Judgement {}

  /**
   * The pair shows too much and must be lowered at once; then it must be read again.
   *
   * @param first the expected first reading after the correction
   */
  record Lowers(long shown, Sighting first, Reason reason) implements Judgement {}

  /**
   * Decides about a reading. A fall needs one reading. A rise needs two readings that both show it,
   * and the smaller rise counts: an order that the shop's index does not return yet looks exactly
   * like a rise.
   *
   * <p>Index lag may also be invisible: a sale and a shipment leave the committed units unchanged.
   * A pair is confirmed only by a second reading if the shop returns open orders for it, or counts
   * units of orders that it does not return. The orders returned at the second reading must also be
   * unchanged since the wait before the first one. Orders hidden at the first reading are visible
   * by then; two readings that miss different orders would look alike.
   *
   * @param wait between the two readings, longer than the lag of the shop's index
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
