// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.shopsync.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.inventorybridge.availability.SellableVersion;
import io.inventorybridge.shopsync.lease.AskedWork;
import io.inventorybridge.shopsync.lease.LeaseProtocol;
import io.inventorybridge.shopsync.lease.LeaseProtocol.Granted;
import io.inventorybridge.shopsync.lease.ShopLease;
import io.inventorybridge.shopsync.lease.WriteLease;
import io.inventorybridge.shopsync.outbox.CallOutbox.Stored;
import io.inventorybridge.shopsync.outbox.CallOutbox.VersionConflict;
import io.inventorybridge.shopsync.outbox.OutboxCall.Answered;
import io.inventorybridge.shopsync.outbox.OutboxCall.Entry;
import io.inventorybridge.shopsync.outbox.OutboxCall.Sent;
import io.inventorybridge.shopsync.shop.CallOutcome.Flag;
import io.inventorybridge.shopsync.shop.CallOutcome.Reason;
import io.inventorybridge.shopsync.shop.ShopCall;
import io.inventorybridge.stock.CanonicalUpc;
import io.inventorybridge.stock.InventoryItemId;
import io.inventorybridge.stock.ShopLocationId;
import io.inventorybridge.stock.StockQuantity;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The contract of every outbox. */
public abstract class CallOutboxContract {
  protected static final Instant NOON = Instant.parse("2026-11-25T12:00:00Z");
  private static final ShopLocationId HERE = new ShopLocationId("9");
  private static final InventoryItemId BOOT = new InventoryItemId("48100001");
  private static final InventoryItemId SANDAL = new InventoryItemId("48100002");
  private static final URI RUN = URI.create("gid://inventory-bridge/RecentSync/1");

  private LeaseProtocol leases;
  private CallOutbox outbox;
  private WriteLease lease;

  /** Both begin empty and are connected. */
  public record Ports(ShopLease leases, CallOutbox outbox) {}

  protected abstract Ports empty();

  @BeforeEach
  void open() {
    Ports ports = empty();
    leases = new LeaseProtocol(ports.leases());
    outbox = ports.outbox();
    lease = ((Granted) leases.take("one", AskedWork.CHANGES, NOON)).lease();
  }

  private static OutboxCall adjustment(String name, Instant at) {
    return OutboxCall.of(
        new ShopCall.Adjustment(
            IdempotencyKey.of(name),
            HERE,
            RUN,
            List.of(
                new ShopCall.Change(BOOT, StockQuantity.of(-2)),
                new ShopCall.Change(SANDAL, StockQuantity.of(3)))),
        "RecentSync-1",
        at,
        List.of(
            new Entry(
                BOOT,
                8,
                new SellableVersion("v8"),
                Optional.of(CanonicalUpc.of("2050000100017")),
                -2),
            new Entry(SANDAL, 3, new SellableVersion("v3"), Optional.empty(), 3)));
  }

  private static OutboxCall correction(String name) {
    return OutboxCall.of(
        new ShopCall.Correction(
            IdempotencyKey.of(name),
            HERE,
            RUN,
            List.of(
                new ShopCall.Target(BOOT, StockQuantity.of(7), Optional.of(StockQuantity.of(-1))))),
        "FullSync-2",
        NOON,
        List.of(new Entry(BOOT, 9, new SellableVersion("v"), Optional.empty(), 8)));
  }

  private OutboxCall kept(CallOutbox.OutboxOutcome outcome) {
    assertThat(outcome).isInstanceOf(Stored.class);
    return ((Stored) outcome).call();
  }

  @Test
  void aFrozenCallIsOpenAsItIs() {
    OutboxCall frozen = kept(outbox.add(adjustment("a", NOON), lease));
    assertThat(frozen.call()).isEqualTo(adjustment("a", NOON).call());
    assertThat(outbox.open()).containsExactly(frozen);
  }

  @Test
  void aCorrectionComesBackWithTheNumberThatWasRead() {
    OutboxCall frozen = kept(outbox.add(correction("c"), lease));
    assertThat(outbox.open()).containsExactly(frozen);
    assertThat(frozen.call()).isEqualTo(correction("c").call());
    assertThat(frozen.entries()).isEqualTo(correction("c").entries());
  }

  @Test
  void aCallOfTheLargestSizeIsKept() {
    List<InventoryItemId> items =
        IntStream.rangeClosed(1, ShopCall.MOST_ENTRIES)
            .mapToObj(it -> new InventoryItemId(Long.toString(4_810_000_000_000L + it)))
            .toList();
    OutboxCall large =
        OutboxCall.of(
            new ShopCall.Adjustment(
                IdempotencyKey.of("large"),
                HERE,
                RUN,
                items.stream().map(it -> new ShopCall.Change(it, StockQuantity.of(1))).toList()),
            "RecentSync-1",
            NOON,
            items.stream()
                .map(
                    it ->
                        new Entry(
                            it,
                            1,
                            new SellableVersion("v".repeat(40)),
                            Optional.of(CanonicalUpc.of("2050000100017")),
                            1))
                .toList());
    OutboxCall frozen = kept(outbox.add(large, lease));
    assertThat(outbox.open()).containsExactly(frozen);
  }

  @Test
  void openCallsAreListedFromTheOldestOn() {
    OutboxCall second = kept(outbox.add(adjustment("b", NOON.plusMillis(5)), lease));
    OutboxCall first = kept(outbox.add(adjustment("a", NOON), lease));
    assertThat(outbox.open()).containsExactly(first, second);
  }

  @Test
  void aRunWithoutTheLeaseAddsNoCall() {
    leases.take("two", AskedWork.CHANGES, NOON.plusSeconds(300));
    assertThat(outbox.add(adjustment("a", NOON), lease)).isEqualTo(new VersionConflict());
    assertThat(outbox.open()).isEmpty();
  }

  @Test
  void anExpiredLeaseThatWasNotTakenStillFreezes() {
    leases.quit(lease);
    assertThat(outbox.add(adjustment("a", NOON), lease)).isInstanceOf(Stored.class);
  }

  @Test
  void aRenewedLeaseFreezes() {
    WriteLease renewed = leases.renew(lease, NOON.plusSeconds(900)).orElseThrow();
    assertThat(outbox.add(adjustment("a", NOON), renewed)).isInstanceOf(Stored.class);
  }

  @Test
  void aKeyIsFrozenOnce() {
    kept(outbox.add(adjustment("a", NOON), lease));
    assertThat(outbox.add(adjustment("a", NOON), lease)).isEqualTo(new VersionConflict());
  }

  @Test
  void everyStageComesBack() {
    OutboxCall frozen = kept(outbox.add(adjustment("a", NOON), lease));
    OutboxCall sent = kept(outbox.replace(frozen.sending(NOON.plusSeconds(1))));
    OutboxCall again = kept(outbox.replace(sent.sending(NOON.plusSeconds(9))));
    assertThat(again.stage()).isEqualTo(new Sent(NOON.plusSeconds(1), NOON.plusSeconds(9)));
    assertThat(outbox.open()).containsExactly(again);
    OutboxCall answered =
        kept(
            outbox.replace(
                again.at(
                    new Answered(
                        NOON.plusSeconds(9),
                        Set.of(BOOT),
                        List.of(
                            new Flag(
                                Optional.of(SANDAL), Reason.UNKNOWN_ITEM, "GONE", "It is gone."),
                            new Flag(Optional.empty(), Reason.OTHER, "", "")),
                        Set.of(SANDAL),
                        false))));
    assertThat(outbox.open()).containsExactly(answered);
  }

  @Test
  void anOlderRevisionNeitherReplacesNorCloses() {
    OutboxCall frozen = kept(outbox.add(adjustment("a", NOON), lease));
    OutboxCall sent = kept(outbox.replace(frozen.sending(NOON)));
    assertThat(outbox.replace(frozen.sending(NOON))).isEqualTo(new VersionConflict());
    assertThat(outbox.close(frozen)).isEqualTo(new VersionConflict());
    assertThat(outbox.open()).containsExactly(sent);
  }

  @Test
  void aClosedCallIsGone() {
    OutboxCall frozen = kept(outbox.add(adjustment("a", NOON), lease));
    assertThat(outbox.close(frozen)).isInstanceOf(Stored.class);
    assertThat(outbox.open()).isEmpty();
    assertThat(outbox.abandoned()).isEmpty();
    assertThat(outbox.close(frozen)).isEqualTo(new VersionConflict());
    assertThat(outbox.replace(frozen.sending(NOON))).isEqualTo(new VersionConflict());
  }

  @Test
  void anAbandonedCallIsRememberedAfterItIsClosed() {
    OutboxCall frozen = kept(outbox.add(adjustment("a", NOON), lease));
    OutboxCall abandoned =
        kept(
            outbox.replace(
                frozen.at(new Answered(NOON, Set.of(), List.of(), Set.of(BOOT, SANDAL), true))));
    assertThat(outbox.abandoned()).isEmpty();
    outbox.close(abandoned);
    assertThat(outbox.open()).isEmpty();
    assertThat(outbox.abandoned())
        .singleElement()
        .satisfies(it -> assertThat(it.call()).isEqualTo(frozen.call()));
  }
}
