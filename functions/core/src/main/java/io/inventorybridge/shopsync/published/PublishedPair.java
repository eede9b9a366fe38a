// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.shopsync.published;

import io.inventorybridge.availability.SellableVersion;
import io.inventorybridge.shopsync.outbox.OutboxCall;
import io.inventorybridge.shopsync.shop.CallOutcome.Flag;
import io.inventorybridge.shopsync.shop.CallOutcome.Reason;
import io.inventorybridge.stock.CanonicalUpc;
import io.inventorybridge.stock.ItemAtLocation;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * The known state of a pair in the shop.
 *
 * @param product the item's product when the state became known
 * @param firstReading a first reading that waits for a second one
 * @param parked why its differences are not sent at present
 * @param activated true when we have made it sellable once
 * @param open the outbox call for the pair whose outcome is not known yet. Until it is known, the
 *     pair gets no other call and is not read
 * @param remarks what its readings found out besides
 * @param revision 0 before it is stored
 */
public record PublishedPair(
    ItemAtLocation pair,
    SyncState syncState,
    Optional<CanonicalUpc> product,
    Optional<FirstReading> firstReading,
    Optional<Parked> parked,
    boolean activated,
    Optional<UUID> open,
    PairRemarks remarks,
    long revision) {
  /** A pair without remarks. */
  public PublishedPair(
      ItemAtLocation pair,
      SyncState syncState,
      Optional<CanonicalUpc> product,
      Optional<FirstReading> firstReading,
      Optional<Parked> parked,
      boolean activated,
      Optional<UUID> open,
      long revision) {
    this(
        pair,
        syncState,
        product,
        firstReading,
        parked,
        activated,
        open,
        PairRemarks.NONE,
        revision);
  }

  /** A pair that was never read. */
  public static PublishedPair unread(ItemAtLocation pair) {
    return new PublishedPair(
        pair,
        new Unread(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        false,
        Optional.empty(),
        0);
  }

  /** Tells whether the pair must be read in the shop first. */
  public boolean isToBeRead() {
    return !(syncState instanceof Confirmed)
        || firstReading.isPresent()
        || remarks.isAcceptanceAsked();
  }

  /** The last confirmed state of the pair. */
  public Optional<Confirmed> last() {
    return switch (syncState) {
      case Unread unread -> Optional.empty();
      case Confirmed exact -> Optional.of(exact);
      case Uncertain uncertain -> uncertain.last();
    };
  }

  /**
   * The state after a confirmed difference.
   *
   * @param sent when its call was sent for the last time
   */
  public PublishedPair adjusted(OutboxCall.Entry entry, Instant sent) {
    return new PublishedPair(
        pair,
        new Confirmed(entry.target(), entry.version(), sent),
        entry.product(),
        firstReading.map(it -> it.shifted(entry.effect())),
        Optional.empty(),
        activated,
        open,
        remarks,
        revision);
  }

  /** The state after a reading, corrected if necessary: the pair shows this target. */
  public PublishedPair confirmed(Confirmed exact, Optional<CanonicalUpc> now) {
    return new PublishedPair(
        pair, exact, now, Optional.empty(), Optional.empty(), activated, open, remarks, revision);
  }

  /**
   * The state after a correction to this target, by two readings or by one that must be repeated.
   *
   * @param sent when its call was sent for the last time
   */
  public PublishedPair corrected(OutboxCall.Entry entry, Instant sent) {
    return isToBeReadAgain()
        ? this
        : confirmed(new Confirmed(entry.target(), entry.version(), sent), entry.product());
  }

  /** Tells whether the pair is not confirmed after a correction. */
  private boolean isToBeReadAgain() {
    return !(syncState instanceof Confirmed) && firstReading.isPresent();
  }

  /** The state when nothing was written: the reading expected after the correction is dropped. */
  public PublishedPair notCorrected() {
    return withFirstReading(Optional.empty());
  }

  /** The state when the shown quantity is unknown. */
  public PublishedPair uncertain(Instant readableFrom) {
    return new PublishedPair(
        pair,
        new Uncertain(last(), readableFrom),
        product,
        Optional.empty(),
        parked,
        activated,
        open,
        remarks,
        revision);
  }

  public PublishedPair withFirstReading(Optional<FirstReading> next) {
    return new PublishedPair(
        pair, syncState, product, next, parked, activated, open, remarks, revision);
  }

  public PublishedPair parked(Optional<Parked> next) {
    return new PublishedPair(
        pair, syncState, product, firstReading, next, activated, open, remarks, revision);
  }

  public PublishedPair with(PairRemarks next) {
    return new PublishedPair(
        pair, syncState, product, firstReading, parked, activated, open, next, revision);
  }

  public PublishedPair withActivation() {
    return new PublishedPair(
        pair, syncState, product, firstReading, parked, true, open, remarks, revision);
  }

  /** The state with an open call before it is sent, or without it when its outcome is known. */
  public PublishedPair open(Optional<UUID> call) {
    return new PublishedPair(
        pair, syncState, product, firstReading, parked, activated, call, remarks, revision);
  }

  public PublishedPair withRevision(long next) {
    return new PublishedPair(
        pair, syncState, product, firstReading, parked, activated, open, remarks, next);
  }

  /** The sync state of a pair. */
  public sealed interface SyncState {}

  /** The pair was never read. */
  public record Unread() implements SyncState {}

  /**
   * The pair shows this target less the units that the shop counts in its orders.
   *
   * @param at when the call that confirmed it was sent, or the reading was decided
   */
  public record Confirmed(long target, SellableVersion version, Instant at) implements SyncState {}

  /**
   * The outcome of a call is unknown.
   *
   * @param last the confirmed state before, empty when the pair was never read
   * @param readableFrom from then on no request can still be in transit
   */
  public record Uncertain(Optional<Confirmed> last, Instant readableFrom) implements SyncState {}

  /**
   * A first reading without an action.
   *
   * @param shown the target that the shop showed: the available units and those its orders had
   *     taken
   * @param unexplained units that the shop reports as committed without a returned order
   */
  public record FirstReading(Instant at, long shown, long unexplained) {
    FirstReading shifted(long effect) {
      return new FirstReading(at, Math.addExact(shown, effect), unexplained);
    }
  }

  /** The shop refuses the pair. */
  public record Parked(Reason reason, String code, String message, Instant since) {
    public static Parked of(Flag flag, Instant now) {
      return new Parked(flag.reason(), flag.code(), flag.message(), now);
    }
  }
}
