// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.shopsync.mirror;

import static org.assertj.core.api.Assertions.assertThat;

import io.inventorybridge.shopsync.bulk.BulkQueryRunner;
import io.inventorybridge.shopsync.bulk.InMemoryBulkQueryStore;
import io.inventorybridge.shopsync.shop.InMemoryOnlineShop;
import io.inventorybridge.shopsync.shop.OnlineShop;
import io.inventorybridge.shopsync.shop.ShopRefund.RestockType;
import io.inventorybridge.stock.InventoryItemId;
import io.inventorybridge.stock.ItemAtLocation;
import io.inventorybridge.stock.ShopLocationId;
import io.inventorybridge.support.concurrent.BackoffPolicy;
import io.inventorybridge.support.concurrent.BoundedParallelism;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The contract of every store of the mirror: it returns the stored mirror, whose counts equal the
 * units the shop has taken.
 */
public abstract class OrderMirrorStoreContract {
  private static final ItemAtLocation PAIR =
      new ItemAtLocation(new InventoryItemId("48100001"), new ShopLocationId("9"));

  private Instant now = Instant.parse("2026-11-25T12:00:00.5Z");
  private OrderMirrorStore kept;
  private InMemoryOnlineShop shop;

  protected abstract OrderMirrorStore empty();

  private final InMemoryBulkQueryStore queries = new InMemoryBulkQueryStore();

  @BeforeEach
  void open() {
    kept = empty();
    shop = new InMemoryOnlineShop(() -> now);
    shop.open(PAIR.location());
    shop.offer(PAIR.item(), "2050000100017");
    shop.stock(PAIR, 30);
  }

  private BulkQueryRunner bulk(OnlineShop asked) {
    return new BulkQueryRunner(asked, queries, BackoffPolicy.NONE, () -> now);
  }

  private OrderMirror read() {
    return ((RefreshingOrderMirror.UpToDate)
            new RefreshingOrderMirror(shop, kept, BoundedParallelism.ONE, bulk(shop), () -> now)
                .read(() -> true))
        .mirror();
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
  void aStoredMirrorIsReadBackUnchanged() {
    shop.fulfill(shop.buy(PAIR, 2));
    shop.cancel(shop.buy(PAIR, 3), true);
    shop.refund(shop.buy(PAIR, 4), 1, RestockType.NO_RESTOCK);
    OrderMirror read = read();
    assertThat(read.orders()).hasSize(3);
    assertThat(kept.load()).isEqualTo(read);
  }

  @Test
  void aMirrorCountsWhatTheShopHasTakenAndNotGivenBack() {
    String shipped = shop.buy(PAIR, 5);
    shop.fulfill(shipped);
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

  @Test
  void aReadingThatBreaksOffKeepsWhatItHasReadAndTheNextGoesOn() {
    String last = "";
    for (int order = 0; order < 200; order++) {
      last = shop.buy(PAIR, 1);
      shop.refund(last, 1, RestockType.CANCEL);
      shop.stock(PAIR, 30);
    }
    now = now.plus(Duration.ofHours(1));
    List<String> asked = new ArrayList<>();
    OnlineShop heard = heard(asked);
    RefreshingOrderMirror reading =
        new RefreshingOrderMirror(heard, kept, BoundedParallelism.ONE, bulk(heard), () -> now);
    assertThat(reading.read(() -> asked.size() < 50))
        .isEqualTo(new RefreshingOrderMirror.Aborted());
    assertThat(kept.load().readFrom()).isEmpty();
    assertThat(asked).hasSizeBetween(50, 150);
    assertThat(reading.read(() -> true)).isInstanceOf(RefreshingOrderMirror.UpToDate.class);
    assertThat(asked).as("each order's refunds, once").hasSize(200).doesNotHaveDuplicates();
    assertThat(kept.load().orders()).hasSize(200).containsKey(last);
    assertThat(taken()).isZero();
  }

  // The shop, which records the orders whose refunds are requested.
  private OnlineShop heard(List<String> orders) {
    return (OnlineShop)
        Proxy.newProxyInstance(
            OnlineShop.class.getClassLoader(),
            new Class<?>[] {OnlineShop.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("refunds")) {
                orders.add((String) arguments[0]);
              }
              return method.invoke(shop, arguments);
            });
  }
}
