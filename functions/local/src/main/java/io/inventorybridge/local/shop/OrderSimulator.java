// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.shop;

import io.inventorybridge.local.shop.FakeShop.Bought;
import io.inventorybridge.local.shop.FakeShop.Purchase;
import io.inventorybridge.local.shop.FakeShop.SoldOut;
import io.inventorybridge.local.shop.FakeShop.WantedItem;
import io.inventorybridge.local.shop.OrderState.Assigned;
import io.inventorybridge.local.shop.OrderState.AssignedLine;
import io.inventorybridge.stock.ItemAtLocation;
import io.inventorybridge.stock.ShopLocationId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Purchases of customers and shipments of whole orders. Called under the shop's monitor. */
record OrderSimulator(FakeShop shop) {
  Purchase buy(List<WantedItem> wanted) {
    Map<ShopLocationId, List<WantedItem>> from = new TreeMap<>();
    for (WantedItem one : wanted) {
      Optional<ShopLocationId> location = offering(one);
      if (location.isEmpty()) {
        return new SoldOut(one.item());
      }
      from.computeIfAbsent(location.get(), it -> new ArrayList<>()).add(one);
    }
    return new Bought(take(from));
  }

  Purchase buy(ItemAtLocation pair, long units) {
    WantedItem wanted = new WantedItem(pair.item(), units);
    return offers(pair, units)
        ? new Bought(take(Map.of(pair.location(), List.of(wanted))))
        : new SoldOut(pair.item());
  }

  /** The first location that may sell the units online; empty if none has them. */
  Optional<ShopLocationId> offering(WantedItem wanted) {
    return shop.locations().stream()
        .map(FakeShop.FakeLocation::location)
        .filter(place -> offers(new ItemAtLocation(wanted.item(), place), wanted.units()))
        .findFirst();
  }

  private boolean offers(ItemAtLocation pair, long units) {
    Optional<StockLevel> level = shop.level(pair);
    if (units <= 0 || level.isEmpty() || !level.get().active() || !sells(pair.location())) {
      return false;
    }
    return !shop.variant(pair.item()).tracked() || level.get().available() >= units;
  }

  private boolean sells(ShopLocationId location) {
    return shop.location(location)
        .filter(it -> it.active() && it.fulfillsOnlineOrders())
        .isPresent();
  }

  private String take(Map<ShopLocationId, List<WantedItem>> from) {
    OrderChange change = OrderChange.ofNew(shop);
    Map<ShopLocationId, List<WantedItem>> ordered = new LinkedHashMap<>(from);
    ordered.forEach(
        (location, wanted) -> {
          for (WantedItem one : wanted) {
            change.order(change.addLine(one.item(), true).number(), one.units(), location);
          }
        });
    return change.save().number();
  }

  void fulfill(String order) {
    OrderState sale = shop.orders().existing(order);
    FulfillmentOperations operations = new FulfillmentOperations(shop);
    for (Assigned part : sale.assigned()) {
      if (part.remaining() > 0) {
        operations.ship(part, part.lines(), AssignedLine::remaining);
      }
    }
  }

  void fulfill(String order, int line, long units) {
    OrderState sale = shop.orders().existing(order);
    FulfillmentOperations operations = new FulfillmentOperations(shop);
    long left = units;
    for (Assigned part : sale.assigned()) {
      for (AssignedLine work : part.lines()) {
        long now = Math.min(left, work.remaining());
        if (work.line().equals(sale.lines().get(line).number()) && now > 0) {
          operations.ship(part, List.of(work), it -> now);
          left -= now;
        }
      }
    }
  }
}
