// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.shopsync.lease;

import java.time.Instant;
import java.util.Optional;

/**
 * The state of the shop's lease.
 *
 * @param holder the run that took it last
 * @param term grows by one with every grant, so that grants are distinguishable
 * @param until the end of the lease; in the past when it is free
 * @param again the work that refused runs asked for; the holder looks at it before it releases
 * @param ticket the full sync that is next
 * @param revision 0 before the first write
 */
public record LeaseRecord(
    String holder,
    long term,
    Instant until,
    Optional<AskedWork> again,
    Optional<SyncTicket> ticket,
    long revision) {
  /** The lease that was never taken. */
  public static final LeaseRecord NONE =
      new LeaseRecord("", 0, Instant.EPOCH, Optional.empty(), Optional.empty(), 0);

  /**
   * The right to take the lease next.
   *
   * @param until a ticket that is not used by then blocks nobody
   */
  public record SyncTicket(String holder, Instant until) {}

  /** The state after a store has written it. */
  public LeaseRecord withRevision(long next) {
    return new LeaseRecord(holder, term, until, again, ticket, next);
  }

  WriteLease lease() {
    return new WriteLease(holder, term, until);
  }

  boolean isHeld(Instant now) {
    return until.isAfter(now);
  }

  /** The valid ticket of another run than this one. */
  Optional<SyncTicket> ticketOfAnother(String taker, Instant now) {
    return ticket.filter(it -> it.until().isAfter(now) && !it.holder().equals(taker));
  }

  LeaseRecord takenBy(String taker, Instant end) {
    return new LeaseRecord(
        taker,
        term + 1,
        end,
        Optional.empty(),
        ticket.filter(it -> !it.holder().equals(taker)),
        revision);
  }

  LeaseRecord until(Instant end) {
    return new LeaseRecord(holder, term, end, again, ticket, revision);
  }

  LeaseRecord askedFor(AskedWork work) {
    return new LeaseRecord(
        holder, term, until, Optional.of(again.map(work::and).orElse(work)), ticket, revision);
  }

  LeaseRecord withoutAgain() {
    return new LeaseRecord(holder, term, until, Optional.empty(), ticket, revision);
  }

  LeaseRecord with(SyncTicket next) {
    return new LeaseRecord(holder, term, until, again, Optional.of(next), revision);
  }
}
