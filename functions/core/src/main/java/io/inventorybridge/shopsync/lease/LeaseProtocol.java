// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.shopsync.lease;

import io.inventorybridge.shopsync.lease.LeaseRecord.SyncTicket;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The rules of the shop's lease: one run at a time writes to the shop, and no request is forgotten.
 *
 * <ul>
 *   <li>A lease expires, so that a dead run blocks others for a minute at most. Every write is
 *       conditional and detects a run that continues after its lease expired.
 *   <li>A recent sync that does not get the lease notes its work in the record. The holder looks at
 *       it before it releases, in one conditional write, and works once more.
 *   <li>A full sync that does not get the lease leaves a ticket. As long as the ticket is valid, no
 *       other run gets the lease, so that many recent syncs do not keep a full sync out.
 * </ul>
 */
public final class LeaseProtocol {
  /** The longest time for which a dead run blocks others. */
  public static final Duration LEASE = Duration.ofSeconds(60);

  /** The longest time for which a full sync that does not come back blocks others. */
  public static final Duration TICKET = Duration.ofSeconds(60);

  private final ShopLease store;

  public LeaseProtocol(ShopLease store) {
    this.store = store;
  }

  /** The result of a lease request. */
  public sealed interface LeaseGrant {}

  /**
   * The run has the lease.
   *
   * @param work its own work and that of runs that were refused before
   */
  public record Granted(WriteLease lease, AskedWork work) implements LeaseGrant {}

  /** Another run has the lease or comes first. */
  public record Held(String holder, Instant until, long term) implements LeaseGrant {}

  /** The result of the end of a run. */
  public sealed interface LeaseEnd {}

  /** The lease is free, or another run has taken it. */
  public record Released() implements LeaseEnd {}

  /** The run still has the lease, and this work to do. */
  public record WorkAgain(WriteLease lease, AskedWork work) implements LeaseEnd {}

  /** Requests the lease for a recent sync; a refused one leaves its work to the holder. */
  public LeaseGrant take(String holder, AskedWork work, Instant now) {
    while (true) {
      LeaseRecord seen = store.read();
      Optional<Held> other = other(seen, holder, now);
      LeaseRecord next =
          other.isPresent() ? seen.askedFor(work) : seen.takenBy(holder, now.plus(LEASE));
      // Work that is noted already is noted for this run as well: the holder has not looked yet.
      if (next.equals(seen) || store.replace(seen, next)) {
        return other
            .<LeaseGrant>map(held -> held)
            .orElseGet(() -> new Granted(next.lease(), seen.again().map(work::and).orElse(work)));
      }
    }
  }

  /** Requests the lease for a full sync; a refused one is next for a while. */
  public LeaseGrant takeByTicket(String holder, Instant now) {
    while (true) {
      LeaseRecord seen = store.read();
      Optional<Held> other = other(seen, holder, now);
      LeaseRecord next =
          other.isEmpty()
              ? seen.takenBy(holder, now.plus(LEASE))
              : seen.ticketOfAnother(holder, now).isPresent()
                  ? seen
                  : seen.with(new SyncTicket(holder, now.plus(TICKET)));
      if (next.equals(seen) || store.replace(seen, next)) {
        return other
            .<LeaseGrant>map(held -> held)
            .orElseGet(() -> new Granted(next.lease(), seen.again().orElse(AskedWork.CHANGES)));
      }
    }
  }

  private static Optional<Held> other(LeaseRecord seen, String taker, Instant now) {
    Optional<SyncTicket> first = seen.ticketOfAnother(taker, now);
    if (seen.isHeld(now)) {
      Instant until =
          first.map(SyncTicket::until).filter(seen.until()::isBefore).orElse(seen.until());
      return Optional.of(new Held(seen.holder(), until, seen.term()));
    }
    return first.map(ticket -> new Held(ticket.holder(), ticket.until(), seen.term()));
  }

  /**
   * Tells whether a live run has seen the work of a refused one, or will see it: another run took
   * the lease since, the work is taken over, or the holder has renewed the lease.
   */
  public boolean isTakenOver(Held refused) {
    LeaseRecord seen = store.read();
    return seen.term() != refused.term()
        || seen.again().isEmpty()
        || seen.until().isAfter(refused.until());
  }

  /**
   * Extends a lease, also an expired one that no other run has taken since.
   *
   * @return empty if another run has taken it
   */
  public Optional<WriteLease> renew(WriteLease lease, Instant now) {
    while (true) {
      LeaseRecord seen = store.read();
      if (seen.term() != lease.term()) {
        return Optional.empty();
      }
      LeaseRecord next = seen.until(now.plus(LEASE));
      if (store.replace(seen, next)) {
        return Optional.of(next.lease());
      }
    }
  }

  /**
   * Ends a run, unless there is work that refused runs asked for. A full sync with a ticket comes
   * before that work.
   */
  public LeaseEnd end(WriteLease lease, Instant now) {
    while (true) {
      LeaseRecord seen = store.read();
      if (seen.term() != lease.term()) {
        return new Released();
      }
      Optional<AskedWork> again =
          seen.ticketOfAnother(lease.holder(), now).isPresent() ? Optional.empty() : seen.again();
      LeaseRecord next =
          again.isPresent()
              ? seen.withoutAgain().until(now.plus(LEASE))
              : seen.until(Instant.EPOCH);
      if (store.replace(seen, next)) {
        return again
            .<LeaseEnd>map(work -> new WorkAgain(next.lease(), work))
            .orElseGet(Released::new);
      }
    }
  }

  /** Releases a lease at once and leaves the work of refused runs to the next run. */
  public void quit(WriteLease lease) {
    LeaseRecord seen = store.read();
    while (seen.term() == lease.term() && !store.replace(seen, seen.until(Instant.EPOCH))) {
      seen = store.read();
    }
  }
}
