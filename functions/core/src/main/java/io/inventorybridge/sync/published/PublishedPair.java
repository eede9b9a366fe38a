// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.sync.published;

import io.inventorybridge.stock.Upc;
import io.inventorybridge.sync.outbox.FrozenCall;
import io.inventorybridge.sync.pool.PoolVersion;
import io.inventorybridge.sync.shop.Answer.Flag;
import io.inventorybridge.sync.shop.Answer.Reason;
import io.inventorybridge.sync.shop.Pair;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * The known state of a pair in the shop.
 *
 * @param product the item's product when the state became known
 * @param sighting a first reading that waits for a second one
 * @param parked why its differences are not sent at present
 * @param activated true when we have made it sellable once
 * @param open the outbox call for the pair whose outcome is not known yet. Until it is known, the
 *     pair gets no other call and is not read
 * @param revision 0 before it is stored
 */
public record PublishedPair(
    Pair pair,
    Standing standing,
    Optional<Upc> product,
    Optional<Sighting> sighting,
    Optional<Parked> parked,
    boolean activated,
    Optional<UUID> open,
    long revision) {
  /** A pair that was never read. */
  public static PublishedPair unread(Pair pair) {
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
    return !(standing instanceof Exact) || sighting.isPresent();
  }

  /** The last confirmed state of the pair. */
  public Optional<Exact> last() {
    return switch (standing) {
      case Unread unread -> Optional.empty();
      case Exact exact -> Optional.of(exact);
      case Uncertain uncertain -> uncertain.last();
    };
  }

  /**
   * The state after a confirmed difference.
   *
   * @param sent when its call was sent for the last time
   */
  public PublishedPair moved(FrozenCall.Entry entry, Instant sent) {
    return new PublishedPair(
        pair,
        new Exact(entry.pool(), entry.version(), sent),
        entry.product(),
        sighting.map(it -> it.shifted(entry.effect())),
        Optional.empty(),
        activated,
        open,
        revision);
  }

  /** The state after a reading, corrected if necessary: the pair shows this target. */
  public PublishedPair exactly(Exact exact, Optional<Upc> now) {
    return new PublishedPair(
        pair, exact, now, Optional.empty(), Optional.empty(), activated, open, revision);
  }

  /**
   * The state after a correction to this target, by two readings or by one that must be repeated.
   *
   * @param sent when its call was sent for the last time
   */
  public PublishedPair corrected(FrozenCall.Entry entry, Instant sent) {
    return isToBeReadAgain()
        ? this
        : exactly(new Exact(entry.pool(), entry.version(), sent), entry.product());
  }

  /** Tells whether the pair is not confirmed after a correction. */
  private boolean isToBeReadAgain() {
    return !(standing instanceof Exact) && sighting.isPresent();
  }

  /** The state when nothing was written: the reading expected after the correction is dropped. */
  public PublishedPair notCorrected() {
    return seen(Optional.empty());
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
        revision);
  }

  public PublishedPair seen(Optional<Sighting> next) {
    return new PublishedPair(pair, standing, product, next, parked, activated, open, revision);
  }

  public PublishedPair parked(Optional<Parked> next) {
    return new PublishedPair(pair, standing, product, sighting, next, activated, open, revision);
  }

  public PublishedPair activatedNow() {
    return new PublishedPair(pair, standing, product, sighting, parked, true, open, revision);
  }

  /** The state with an open call before it is sent, or without it when its outcome is known. */
  public PublishedPair open(Optional<UUID> call) {
    return new PublishedPair(pair, standing, product, sighting, parked, activated, call, revision);
  }

  public PublishedPair revised(long next) {
    return new PublishedPair(pair, standing, product, sighting, parked, activated, open, next);
  }

  /** The sync state of a pair. */
  public sealed interface Standing {}

  /** The pair was never read. */
  public record Unread() implements Standing {}

  /**
   * The pair shows this target less the units that the shop counts in its orders.
   *
   * @param at when the call that confirmed it was sent, or the reading was decided
   */
  public record Exact(long pool, PoolVersion version, Instant at) implements Standing {}

  /**
   * The outcome of a call is unknown.
   *
   * @param last the confirmed state before, empty when the pair was never read
   * @param readableFrom from then on no request can still be in transit
   */
  public record Uncertain(Optional<Exact> last, Instant readableFrom) implements Standing {}

  /**
   * A first reading without an action.
   *
   * @param shown the target that the shop showed: the available units and those its orders had
   *     taken
   * @param unexplained units that the shop reports as committed without a returned order
   */
  public record Sighting(Instant at, long shown, long unexplained) {
    Sighting shifted(long effect) {
      return new Sighting(at, Math.addExact(shown, effect), unexplained);
    }
  }

  /** The shop refuses the pair. */
  public record Parked(Reason reason, String code, String message, Instant since) {
    public static Parked of(Flag flag, Instant now) {
      return new Parked(flag.reason(), flag.code(), flag.message(), now);
    }
  }
}
