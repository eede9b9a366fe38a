// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.shopsync.sending;

import io.inventorybridge.shopsync.lease.AskedWork;
import io.inventorybridge.shopsync.lease.LeaseProtocol;
import io.inventorybridge.shopsync.lease.ShopLease;
import io.inventorybridge.shopsync.lease.WriteLease;
import io.inventorybridge.shopsync.outbox.IdempotencyKey;
import io.inventorybridge.shopsync.shop.OnlineShop;
import io.inventorybridge.shopsync.shop.ShopScope;
import io.inventorybridge.stock.ItemAtLocation;
import io.inventorybridge.stock.ShopLocationId;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * One run under the shop's lease: it tells whether the run may continue, and counts its work. Used
 * by one thread; a second one may renew the lease beside it.
 */
public final class SyncRun {
  /** After this many calls without an answer the run is aborted. */
  private static final int MOST_SILENT = 2;

  private final LeaseProtocol leases;
  private final InstantSource clock;
  private final String shop;
  private final String name;
  private final Instant deadline;
  private final ShopLease.KeepAlive renewing;
  private WriteLease lease;
  private boolean ended;
  private Optional<AbortReason> halt = Optional.empty();
  private Optional<Set<String>> granted = Optional.empty();
  private Optional<Set<ShopLocationId>> locationsOff = Optional.empty();
  private long chunks;
  private int silent;
  long calls;
  long confirmed;
  long uncertain;
  long parked;

  public SyncRun(
      ShopLease leases,
      WriteLease lease,
      InstantSource clock,
      String shop,
      String name,
      Instant end) {
    this.leases = new LeaseProtocol(leases);
    this.lease = lease;
    this.clock = clock;
    this.shop = shop;
    this.name = name;
    this.deadline = end;
    this.renewing = leases.keepAlive(this::renewBeside);
  }

  synchronized WriteLease lease() {
    return lease;
  }

  /** The id in the shop's history and in the outbox. */
  public String id() {
    return "%s-%d".formatted(name, lease.term());
  }

  public URI reference() {
    return URI.create("gid://inventory-bridge/" + name + "/" + lease.term());
  }

  /** The number of the next call. */
  public long nextChunk() {
    return ++chunks;
  }

  public UUID key(ItemAtLocation any, long chunk, int generation) {
    return IdempotencyKey.of(shop, id(), any.location(), chunk, generation);
  }

  /** Tells whether the run may continue. Renews the lease when it expires soon. */
  public synchronized boolean mayContinue() {
    Instant now = clock.instant();
    if (halt.isEmpty() && !now.isBefore(deadline)) {
      halt = Optional.of(new AbortReason.OutOfTime());
    }
    if (halt.isEmpty() && lease.until().isBefore(now.plus(LeaseProtocol.LEASE.dividedBy(2)))) {
      renew(now);
    }
    return halt.isEmpty();
  }

  private synchronized void renewBeside() {
    if (!ended && halt.isEmpty()) {
      renew(clock.instant());
    }
  }

  private void renew(Instant now) {
    leases
        .renew(lease, now)
        .ifPresentOrElse(
            renewed -> lease = renewed, () -> halt = Optional.of(new AbortReason.LeaseLost()));
  }

  /** Ends the run for this reason, if it does not end for another one already. */
  public synchronized void abort(AbortReason why) {
    if (halt.isEmpty()) {
      halt = Optional.of(why);
    }
  }

  /** The reason why the run was aborted; empty when it was completed. */
  public synchronized Optional<AbortReason> abortReason() {
    return halt;
  }

  void noteUnanswered() {
    silent++;
    if (silent >= MOST_SILENT) {
      abort(new AbortReason.Silent());
    }
  }

  /** The scopes that the shop grants: asked once and remembered. */
  public Set<String> granted(OnlineShop asked) {
    if (granted.isEmpty()) {
      granted = Optional.of(asked.permissions());
    }
    return granted.get();
  }

  public boolean mayReadOrders(OnlineShop asked) {
    return granted(asked).contains(ShopScope.READ_ORDERS.handle());
  }

  /** The locations that staff switched off: asked once and remembered. */
  public Set<ShopLocationId> locationsOff(OnlineShop asked) {
    if (locationsOff.isEmpty()) {
      locationsOff =
          Optional.of(
              asked.locations().stream()
                  .filter(location -> !location.active())
                  .map(OnlineShop.ShopLocation::location)
                  .collect(Collectors.toSet()));
    }
    return locationsOff.get();
  }

  /** The number of write requests, including repeated ones. */
  public long calls() {
    return calls;
  }

  /** The numbers that the shop has confirmed. */
  public long confirmed() {
    return confirmed;
  }

  /** The numbers whose outcome is unknown. */
  public long uncertain() {
    return uncertain;
  }

  /** The numbers that the shop refused. */
  public long parked() {
    return parked;
  }

  /**
   * Ends the run, unless other runs asked for work meanwhile. An aborted run ends in any case, and
   * leaves that work to the next one.
   *
   * @return the work to do before the run ends; empty when it has ended
   */
  public Optional<AskedWork> end() {
    if (mayContinue()) {
      synchronized (this) {
        if (leases.end(lease, clock.instant()) instanceof LeaseProtocol.WorkAgain again) {
          lease = again.lease();
          return Optional.of(again.work());
        }
        ended = true;
      }
    }
    release();
    return Optional.empty();
  }

  /** Releases the lease, whatever was asked for meanwhile; does nothing when the run has ended. */
  public void release() {
    renewing.close();
    synchronized (this) {
      if (!ended) {
        ended = true;
        leases.quit(lease);
      }
    }
  }
}
