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
 * What the shop is known to show of a pair.
 *
 * @param product what the item was when that became known
 * @param sighting an earlier reading that waits for a second one
 * @param parked why differences of it are not sent, for the time being
 * @param activated whether we have made it sellable once
 * @param open the call that has been frozen for it and of which it does not know yet what became:
 *     until it does, nothing else is frozen, and nobody reads it
 * @param revision 0 before it is kept
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
  /** Never read. */
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

  /** Whether somebody has to read the pair in the shop before anything else. */
  public boolean isToBeRead() {
    return !(standing instanceof Exact) || sighting.isPresent();
  }

  /** The last pool that the pair was known to show exactly. */
  public Optional<Exact> last() {
    return switch (standing) {
      case Unread unread -> Optional.empty();
      case Exact exact -> Optional.of(exact);
      case Uncertain uncertain -> uncertain.last();
    };
  }

  /**
   * A difference was confirmed.
   *
   * @param sent when its call was, for the last time
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

  /** The pair was read, and corrected where need was: it shows this pool. */
  public PublishedPair exactly(Exact exact, Optional<Upc> now) {
    return new PublishedPair(
        pair, exact, now, Optional.empty(), Optional.empty(), activated, open, revision);
  }

  /**
   * It was set to this pool: by two readings, or by one that has to be made again.
   *
   * @param sent when its call was, for the last time
   */
  public PublishedPair corrected(FrozenCall.Entry entry, Instant sent) {
    return isToBeReadAgain()
        ? this
        : exactly(new Exact(entry.pool(), entry.version(), sent), entry.product());
  }

  /** Whether a correction does not make it exact. */
  private boolean isToBeReadAgain() {
    return !(standing instanceof Exact) && sighting.isPresent();
  }

  /** Nothing was written; what was to be seen after it is not. */
  public PublishedPair notCorrected() {
    return seen(Optional.empty());
  }

  /** Nobody knows any more what it shows. */
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

  /** A call is about to be sent, or it is known what became of it. */
  public PublishedPair open(Optional<UUID> call) {
    return new PublishedPair(pair, standing, product, sighting, parked, activated, call, revision);
  }

  public PublishedPair revised(long next) {
    return new PublishedPair(pair, standing, product, sighting, parked, activated, open, next);
  }

  /** How much is known. */
  public sealed interface Standing {}

  /** Nothing is. */
  public record Unread() implements Standing {}

  /**
   * What it shows is this pool less what the shop counts in its orders.
   *
   * @param at when the call that made it so was sent, or the reading was judged
   */
  public record Exact(long pool, PoolVersion version, Instant at) implements Standing {}

  /**
   * A call may or may not stand.
   *
   * @param last what it showed before, empty when it was never read
   * @param readableFrom by then no request can be on its way any more
   */
  public record Uncertain(Optional<Exact> last, Instant readableFrom) implements Standing {}

  /**
   * A reading on which nothing was done.
   *
   * @param shown the pool that the shop showed: what was available and what its orders had taken
   * @param unexplained units that the shop calls committed and no order of it that we were shown
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
