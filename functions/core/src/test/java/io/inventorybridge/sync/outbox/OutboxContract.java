// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.sync.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.inventorybridge.stock.Quantity;
import io.inventorybridge.stock.Upc;
import io.inventorybridge.sync.lease.Lease;
import io.inventorybridge.sync.lease.ShopLease;
import io.inventorybridge.sync.lease.ShopLease.Granted;
import io.inventorybridge.sync.outbox.FrozenCall.Answered;
import io.inventorybridge.sync.outbox.FrozenCall.Entry;
import io.inventorybridge.sync.outbox.FrozenCall.Sent;
import io.inventorybridge.sync.outbox.Outbox.Kept;
import io.inventorybridge.sync.outbox.Outbox.Overtaken;
import io.inventorybridge.sync.pool.PoolVersion;
import io.inventorybridge.sync.shop.Answer.Flag;
import io.inventorybridge.sync.shop.Answer.Reason;
import io.inventorybridge.sync.shop.Call;
import io.inventorybridge.sync.shop.ItemId;
import io.inventorybridge.sync.shop.LocationId;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The contract of every outbox. */
public abstract class OutboxContract {
  protected static final Instant NOON = Instant.parse("2026-11-25T12:00:00Z");
  private static final LocationId HERE = new LocationId("9");
  private static final ItemId BOOT = new ItemId("48100001");
  private static final ItemId SANDAL = new ItemId("48100002");
  private static final URI RUN = URI.create("gid://inventory-bridge/RecentSync/1");

  private ShopLease leases;
  private Outbox outbox;
  private Lease lease;

  /** Both begin empty and are connected. */
  public record Ports(ShopLease leases, Outbox outbox) {}

  protected abstract Ports empty();

  @BeforeEach
  void open() {
    Ports ports = empty();
    leases = ports.leases();
    outbox = ports.outbox();
    lease = ((Granted) leases.take("one", NOON, NOON.plusSeconds(300))).lease();
  }

  private static FrozenCall adjustment(String name, Instant at) {
    return FrozenCall.of(
        new Call.Adjustment(
            CallKey.of(name),
            HERE,
            RUN,
            List.of(
                new Call.Change(BOOT, Quantity.of(-2)), new Call.Change(SANDAL, Quantity.of(3)))),
        "RecentSync-1",
        at,
        List.of(
            new Entry(BOOT, 8, new PoolVersion("v8"), Optional.of(Upc.of("2050000100017")), -2),
            new Entry(SANDAL, 3, new PoolVersion("v3"), Optional.empty(), 3)));
  }

  private static FrozenCall correction(String name) {
    return FrozenCall.of(
        new Call.Correction(
            CallKey.of(name),
            HERE,
            RUN,
            List.of(new Call.Target(BOOT, Quantity.of(7), Optional.of(Quantity.of(-1))))),
        "FullSync-2",
        NOON,
        List.of(new Entry(BOOT, 9, new PoolVersion("v"), Optional.empty(), 8)));
  }

  private FrozenCall kept(Outbox.Outcome outcome) {
    assertThat(outcome).isInstanceOf(Kept.class);
    return ((Kept) outcome).call();
  }

  @Test
  void aFrozenCallIsOpenAsItIs() {
    FrozenCall frozen = kept(outbox.freeze(adjustment("a", NOON), lease));
    assertThat(frozen.call()).isEqualTo(adjustment("a", NOON).call());
    assertThat(outbox.open()).containsExactly(frozen);
  }

  @Test
  void aCorrectionComesBackWithTheNumberThatWasRead() {
    FrozenCall frozen = kept(outbox.freeze(correction("c"), lease));
    assertThat(outbox.open()).containsExactly(frozen);
    assertThat(frozen.call()).isEqualTo(correction("c").call());
    assertThat(frozen.entries()).isEqualTo(correction("c").entries());
  }

  @Test
  void aCallOfTheLargestSizeIsKept() {
    List<ItemId> items =
        IntStream.rangeClosed(1, Call.MOST_ENTRIES)
            .mapToObj(it -> new ItemId(Long.toString(4_810_000_000_000L + it)))
            .toList();
    FrozenCall large =
        FrozenCall.of(
            new Call.Adjustment(
                CallKey.of("large"),
                HERE,
                RUN,
                items.stream().map(it -> new Call.Change(it, Quantity.of(1))).toList()),
            "RecentSync-1",
            NOON,
            items.stream()
                .map(
                    it ->
                        new Entry(
                            it,
                            1,
                            new PoolVersion("v".repeat(40)),
                            Optional.of(Upc.of("2050000100017")),
                            1))
                .toList());
    FrozenCall frozen = kept(outbox.freeze(large, lease));
    assertThat(outbox.open()).containsExactly(frozen);
  }

  @Test
  void openCallsAreListedFromTheOldestOn() {
    FrozenCall second = kept(outbox.freeze(adjustment("b", NOON.plusMillis(5)), lease));
    FrozenCall first = kept(outbox.freeze(adjustment("a", NOON), lease));
    assertThat(outbox.open()).containsExactly(first, second);
  }

  @Test
  void whoHasLostTheLeaseFreezesNothing() {
    leases.take("two", NOON.plusSeconds(300), NOON.plusSeconds(600));
    assertThat(outbox.freeze(adjustment("a", NOON), lease)).isEqualTo(new Overtaken());
    assertThat(outbox.open()).isEmpty();
  }

  @Test
  void anExpiredLeaseThatWasNotTakenStillFreezes() {
    leases.release(lease);
    assertThat(outbox.freeze(adjustment("a", NOON), lease)).isInstanceOf(Kept.class);
  }

  @Test
  void aRenewedLeaseFreezes() {
    Lease renewed = ((Granted) leases.renew(lease, NOON.plusSeconds(900))).lease();
    assertThat(outbox.freeze(adjustment("a", NOON), renewed)).isInstanceOf(Kept.class);
  }

  @Test
  void aKeyIsFrozenOnce() {
    kept(outbox.freeze(adjustment("a", NOON), lease));
    assertThat(outbox.freeze(adjustment("a", NOON), lease)).isEqualTo(new Overtaken());
  }

  @Test
  void everyStageComesBack() {
    FrozenCall frozen = kept(outbox.freeze(adjustment("a", NOON), lease));
    FrozenCall sent = kept(outbox.replace(frozen.sending(NOON.plusSeconds(1))));
    FrozenCall again = kept(outbox.replace(sent.sending(NOON.plusSeconds(9))));
    assertThat(again.stage()).isEqualTo(new Sent(NOON.plusSeconds(1), NOON.plusSeconds(9)));
    assertThat(outbox.open()).containsExactly(again);
    FrozenCall answered =
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
    FrozenCall frozen = kept(outbox.freeze(adjustment("a", NOON), lease));
    FrozenCall sent = kept(outbox.replace(frozen.sending(NOON)));
    assertThat(outbox.replace(frozen.sending(NOON))).isEqualTo(new Overtaken());
    assertThat(outbox.close(frozen)).isEqualTo(new Overtaken());
    assertThat(outbox.open()).containsExactly(sent);
  }

  @Test
  void aClosedCallIsGone() {
    FrozenCall frozen = kept(outbox.freeze(adjustment("a", NOON), lease));
    assertThat(outbox.close(frozen)).isInstanceOf(Kept.class);
    assertThat(outbox.open()).isEmpty();
    assertThat(outbox.abandoned()).isEmpty();
    assertThat(outbox.close(frozen)).isEqualTo(new Overtaken());
    assertThat(outbox.replace(frozen.sending(NOON))).isEqualTo(new Overtaken());
  }

  @Test
  void anAbandonedCallIsRememberedAfterItIsClosed() {
    FrozenCall frozen = kept(outbox.freeze(adjustment("a", NOON), lease));
    FrozenCall abandoned =
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
