// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.sync.mirror;

import static org.assertj.core.api.Assertions.assertThat;

import io.inventorybridge.ledger.Backoff;
import io.inventorybridge.sync.shop.InMemoryShop;
import io.inventorybridge.sync.shop.ItemId;
import io.inventorybridge.sync.shop.LocationId;
import io.inventorybridge.sync.shop.Pair;
import io.inventorybridge.sync.shop.ShopRefund.RestockType;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What keeps a mirror gives it back, and what a mirror counts is what the shop has taken. */
public abstract class KeptMirrorContract {
  private static final Pair PAIR = new Pair(new ItemId("48100001"), new LocationId("9"));

  private Instant now = Instant.parse("2026-11-25T12:00:00.5Z");
  private KeptMirror kept;
  private InMemoryShop shop;

  protected abstract KeptMirror empty();

  @BeforeEach
  void open() {
    kept = empty();
    shop = new InMemoryShop(() -> now);
    shop.open(PAIR.location());
    shop.offer(PAIR.item(), "2050000100017");
    shop.stock(PAIR, 30);
  }

  private OrderMirror read() {
    return new ReadingOrders(shop, kept, Backoff.NONE, () -> now).read();
  }

  private long taken() {
    return read().byPair(Optional.empty()).get(PAIR).stream()
        .mapToLong(it -> it.count().taken())
        .sum();
  }

  private long committed() {
    return read().byPair(Optional.empty()).get(PAIR).stream()
        .mapToLong(it -> it.count().committed())
        .sum();
  }

  @Test
  void nothingKeptIsAnEmptyMirror() {
    assertThat(kept.load()).isEqualTo(OrderMirror.EMPTY);
  }

  @Test
  void whatWasReadIsKeptAsItIs() {
    shop.fulfil(shop.buy(PAIR, 2));
    shop.cancel(shop.buy(PAIR, 3), true);
    shop.refund(shop.buy(PAIR, 4), 1, RestockType.NO_RESTOCK);
    OrderMirror read = read();
    assertThat(read.orders()).hasSize(3);
    assertThat(kept.load()).isEqualTo(read);
  }

  @Test
  void aMirrorCountsWhatTheShopHasTakenAndNotGivenBack() {
    String shipped = shop.buy(PAIR, 5);
    shop.fulfil(shipped);
    assertThat(taken()).isEqualTo(5);
    shop.refund(shipped, 2, RestockType.RETURN);
    assertThat(taken()).isEqualTo(3);
    shop.refund(shipped, 1, RestockType.NO_RESTOCK);
    assertThat(taken()).isEqualTo(3);
    String open = shop.buy(PAIR, 4);
    assertThat(taken()).isEqualTo(7);
    assertThat(committed()).isEqualTo(4);
    shop.refund(open, 1, RestockType.CANCEL);
    assertThat(taken()).isEqualTo(6);
    shop.refund(open, 1, RestockType.NO_RESTOCK);
    assertThat(taken()).isEqualTo(6);
    assertThat(committed()).isEqualTo(2);
    shop.cancel(open, true);
    assertThat(taken()).isEqualTo(4);
    assertThat(30 - taken()).isEqualTo(shop.shown(PAIR).available().units());
  }

  @Test
  void onlyWhatChangedIsAskedForAndWhatIsOldIsForgotten() {
    String old = shop.buy(PAIR, 2);
    read();
    now = now.plus(Duration.ofDays(40));
    shop.buy(PAIR, 1);
    assertThat(read().orders()).hasSize(2).containsKey(old);
    now = now.plus(Duration.ofDays(21));
    assertThat(read().orders()).hasSize(1).doesNotContainKey(old);
  }
}
