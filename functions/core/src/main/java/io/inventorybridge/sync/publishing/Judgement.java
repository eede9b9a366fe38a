// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.sync.publishing;

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
   * A fall needs one reading. A rise needs two that both call for one, and the one that calls for
   * less counts: an order that the shop did not show us yet looks exactly like a rise.
   *
   * @param wait between the two readings
   */
  static Judgement of(
      PublishedPair record, Pool pool, Reckoning reading, Instant readAt, Duration wait) {
    long wanted = record.standing() instanceof Exact exact ? exact.pool() : pool.pool();
    long need = Math.subtractExact(wanted, reading.shown());
    if (need == 0 && record.standing() instanceof Exact) {
      return new Agrees();
    }
    if (!reading.settled()) {
      return new Unsettled();
    }
    Optional<Sighting> first = record.sighting();
    Sighting now = new Sighting(readAt, reading.shown(), reading.unexplained());
    boolean same = first.isPresent() && first.get().unexplained() == reading.unexplained();
    boolean second = same && !readAt.isBefore(first.get().at().plus(wait));
    if (reading.unexplained() != 0 && !second) {
      return same ? new Early(Reason.ORDERS_MISSING) : new Sighted(now, Reason.ORDERS_MISSING);
    }
    if (need == 0) {
      return new Shows();
    }
    if (need < 0) {
      return new Differs(reading.shown(), reason(record, Reason.LOWERED));
    }
    if (!same || first.get().shown() >= wanted) {
      return new Sighted(now, Reason.RISE_WAITS);
    }
    return second
        ? new Differs(Math.max(first.get().shown(), reading.shown()), reason(record, Reason.RAISED))
        : new Early(Reason.RISE_WAITS);
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
