// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.shopsync.reconciling;

import io.inventorybridge.availability.SellableTarget;
import io.inventorybridge.shopsync.published.PublishedPair;
import io.inventorybridge.shopsync.published.PublishedPair.Confirmed;
import io.inventorybridge.shopsync.published.PublishedPair.FirstReading;
import io.inventorybridge.shopsync.published.StandingReason;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The decision about a pair that was read. */
sealed interface ReconcileDecision {
  /** One of its orders changed meanwhile; the pair must be read again. */
  record Unsettled() implements ReconcileDecision {}

  /** The pair shows its confirmed state. */
  record Agrees() implements ReconcileDecision {}

  /** The pair shows its target, which is confirmed now. */
  record Shows() implements ReconcileDecision {}

  /** This was the first reading; a second one is needed later. */
  record ReadOnce(FirstReading first, DiscrepancyReason reason) implements ReconcileDecision {}

  /** A second reading is needed, but it is too early for it. */
  record TooEarly(DiscrepancyReason reason) implements ReconcileDecision {}

  /**
   * The pair must show another number.
   *
   * @param shown the target it is assumed to show; the new number is the available quantity plus
   *     the difference between the target and this
   */
  record Differs(long shown, DiscrepancyReason reason) implements ReconcileDecision {}

  /**
   * The pair shows too much and must be lowered at once; then it must be read again.
   *
   * @param first the expected first reading after the correction
   */
  record Lowers(long shown, FirstReading first, DiscrepancyReason reason)
      implements ReconcileDecision {}

  /** The shown number cannot be read exactly, so it is not raised. */
  record Unreadable() implements ReconcileDecision {}

  /**
   * The conditions of a decision.
   *
   * @param riseWait between the two readings, longer than the lag of the shop's index
   * @param mayRaise false without a scope on which the reading depends
   * @param keepsOffSale true when set-aside units stay off sale
   */
  record DecisionRules(Duration riseWait, boolean mayRaise, boolean keepsOffSale) {}

  /**
   * Decides about a reading. A fall needs one reading. A rise needs two readings that both show it,
   * and the smaller rise counts: an order that the shop's index does not return yet looks exactly
   * like a rise. It goes at most to the units that are left for the shop, and needs a reading that
   * is exact.
   *
   * <p>Index lag may also be invisible: a sale and a shipment leave the committed units unchanged.
   * A pair is confirmed only by a second reading if the shop returns open orders for it, or counts
   * units of orders that it does not return. The orders returned at the second reading must also be
   * unchanged since the wait before the first one. Orders hidden at the first reading are visible
   * by then; two readings that miss different orders would look alike.
   */
  static ReconcileDecision of(
      PublishedPair record,
      SellableTarget sellableTarget,
      LevelComparison reading,
      Instant readAt,
      DecisionRules rules) {
    boolean isExact = record.syncState() instanceof Confirmed;
    long wanted =
        record.syncState() instanceof Confirmed exact ? exact.target() : sellableTarget.units();
    boolean isExplained =
        reading.unexplained() <= 0
            || record.remarks().since().containsKey(StandingReason.UNEXPLAINED);
    if (wanted == reading.shown() && isExact && reading.isExact() && isExplained) {
      return new Agrees();
    }
    if (!reading.settled()) {
      return new Unsettled();
    }
    Duration wait = rules.riseWait();
    Optional<FirstReading> first = record.firstReading();
    FirstReading now = new FirstReading(readAt, reading.shown(), reading.unexplained());
    boolean same = first.filter(it -> isOfTheSame(it, reading, wait)).isPresent();
    boolean second = same && !readAt.isBefore(first.get().at().plus(wait));
    if (reading.unexplained() != 0 && !second) {
      return same
          ? new TooEarly(DiscrepancyReason.ORDERS_MISSING)
          : new ReadOnce(now, DiscrepancyReason.ORDERS_MISSING);
    }
    long most = second ? Math.max(first.get().shown(), reading.shown()) : reading.shown();
    long shown = !reading.isExact() ? reading.surelyShown() : isExact ? reading.shown() : most;
    boolean isKnown = isExact || second || reading.open() == 0;
    if (shown > wanted) {
      DiscrepancyReason reason = reason(record, DiscrepancyReason.LOWERED);
      return isKnown
          ? new Differs(shown, reason)
          : new Lowers(shown, new FirstReading(readAt, wanted, reading.unexplained()), reason);
    }
    if (shown == wanted && isKnown && reading.isExact()) {
      return new Shows();
    }
    if (!reading.isExact() || (!rules.mayRaise() && shown < wanted)) {
      return new Unreadable();
    }
    DiscrepancyReason waits =
        shown == wanted ? DiscrepancyReason.OPEN_ORDERS : DiscrepancyReason.RISE_WAITS;
    if (!same || (isExact && first.get().shown() >= wanted)) {
      return new ReadOnce(now, waits);
    }
    return second ? rise(record, sellableTarget, reading, most, rules) : new TooEarly(waits);
  }

  // Units that the shop gave back and of which we do not know yet are not given once more.
  private static ReconcileDecision rise(
      PublishedPair record,
      SellableTarget sellableTarget,
      LevelComparison reading,
      long shown,
      DecisionRules rules) {
    long rise = Math.subtractExact(sellableTarget.units(), shown);
    long left =
        Math.subtractExact(
            reading.most(sellableTarget.online(), rules.keepsOffSale()), reading.available());
    if (rise > 0 && left <= 0) {
      return new Shows();
    }
    return new Differs(
        rise > left ? Math.subtractExact(sellableTarget.units(), left) : shown,
        reason(record, DiscrepancyReason.RAISED));
  }

  private static boolean isOfTheSame(FirstReading first, LevelComparison reading, Duration wait) {
    return first.unexplained() == reading.unexplained()
        && !reading.changedAt().isAfter(first.at().minus(wait));
  }

  private static DiscrepancyReason reason(PublishedPair record, DiscrepancyReason ofExact) {
    return switch (record.syncState()) {
      case PublishedPair.Unread unread -> DiscrepancyReason.FIRST_PUBLISHED;
      case Confirmed exact -> ofExact;
      case PublishedPair.Uncertain uncertain ->
          uncertain.last().isPresent()
              ? DiscrepancyReason.MADE_CERTAIN
              : DiscrepancyReason.FIRST_PUBLISHED;
    };
  }
}
