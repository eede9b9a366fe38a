// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.simulation.shop.life;

import io.inventorybridge.orders.ItemStatus;
import io.inventorybridge.orders.OrderStatus;
import io.inventorybridge.orders.OrderVersion;
import io.inventorybridge.orders.OrderVersion.ShopifyItem;
import io.inventorybridge.stock.CanonicalUpc;
import io.inventorybridge.stock.FacilityId;
import io.inventorybridge.stock.ItemAtLocation;
import io.inventorybridge.stock.StockQuantity;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** An order as the shop and its fulfillment see it. */
final class OnlineOrder {
  private static final Duration AT_LEAST = Duration.ofMinutes(10);

  final String number;
  final ItemAtLocation pair;
  final CanonicalUpc upc;
  long ordered;
  private Instant boughtAt;
  long open;
  long shipped;

  /** Of the shipped units, those that have not been refunded. */
  long kept;

  long restocked;
  Optional<FacilityId> store = Optional.empty();
  private final boolean saysWhere;
  private Optional<Instant> completedAt = Optional.empty();
  private long versions;

  /**
   * @param saysWhere true when the feed names the shop's location
   */
  OnlineOrder(
      String number,
      ItemAtLocation pair,
      CanonicalUpc upc,
      long ordered,
      Instant boughtAt,
      boolean saysWhere) {
    this.number = number;
    this.pair = pair;
    this.upc = upc;
    this.ordered = ordered;
    this.boughtAt = boughtAt;
    this.saysWhere = saysWhere;
    this.open = ordered;
  }

  /** An order is not shipped, and its units are not given up, within minutes. */
  boolean mayBeShipped(Instant now) {
    return !boughtAt.plus(AT_LEAST).isAfter(now);
  }

  /** Staff adds units by an edit. */
  void add(long units, Instant now) {
    ordered += units;
    open += units;
    boughtAt = now;
  }

  void ship(FacilityId from, Instant now) {
    store = Optional.of(from);
    shipped = open;
    kept = open;
    open = 0;
    completedAt = Optional.of(now);
  }

  /** The whole order as of now; each version is newer than the one before. */
  OrderVersion version(Instant now) {
    versions++;
    ItemStatus status =
        open > 0 ? ItemStatus.OPEN : shipped > 0 ? ItemStatus.COMPLETED : ItemStatus.CANCELLED;
    long quantity = open > 0 ? open : shipped;
    long missing = status == ItemStatus.CANCELLED ? ordered : ordered - quantity;
    boolean saysRestocked = missing != restocked || versions % 2 == 0;
    return new OrderVersion(
        "H" + number,
        Optional.of("SHOPIFY"),
        Optional.of(number),
        switch (status) {
          case OPEN -> OrderStatus.OPEN;
          case COMPLETED -> OrderStatus.COMPLETED;
          case CANCELLED -> OrderStatus.CANCELLED;
        },
        now.plusNanos(versions),
        status == ItemStatus.COMPLETED ? completedAt : Optional.empty(),
        Optional.empty(),
        List.of(
            new OrderVersion.Item(
                "1",
                Optional.of(upc),
                StockQuantity.of(quantity),
                store,
                status,
                status == ItemStatus.COMPLETED ? completedAt : Optional.empty(),
                Optional.empty(),
                new ShopifyItem(
                    Optional.of("gid://shopify/InventoryItem/" + pair.item()),
                    saysWhere ? Optional.of(pair.location().number()) : Optional.empty(),
                    Optional.of(StockQuantity.of(ordered)),
                    saysRestocked ? Optional.of(StockQuantity.of(restocked)) : Optional.empty()))));
  }
}
