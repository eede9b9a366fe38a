// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.shop;

import io.inventorybridge.local.shop.FakeShop.Bought;
import io.inventorybridge.local.shop.FakeShop.Purchase;
import io.inventorybridge.local.shop.FakeShop.SoldOut;
import io.inventorybridge.local.shop.FakeShop.WantedItem;
import io.inventorybridge.shopsync.shop.ShopRefund.RestockType;
import io.inventorybridge.stock.ItemAtLocation;
import io.inventorybridge.stock.ShopLocationId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The stock movements of purchases, shipments, cancellations and refunds. Called under the shop's
 * monitor.
 *
 * <p>Shopify documents these effects only in words, so they are guessed. A cancellation or refund
 * of unshipped units without restocking takes them out of on hand. With restocking it also lowers
 * the total of the fulfillment order.
 */
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

  private Optional<ShopLocationId> offering(WantedItem wanted) {
    return shop.locations().stream()
        .map(FakeShop.FakeLocation::location)
        .filter(place -> offers(new ItemAtLocation(wanted.item(), place), wanted.units()))
        .findFirst();
  }

  private boolean offers(ItemAtLocation pair, long units) {
    Optional<StockLevel> level = shop.level(pair);
    if (units <= 0 || level.isEmpty() || !level.get().active()) {
      return false;
    }
    return !shop.variant(pair.item()).tracked() || level.get().available() >= units;
  }

  private String take(Map<ShopLocationId, List<WantedItem>> from) {
    Instant at = shop.now();
    String order = Long.toString(shop.nextNumber());
    List<OrderState.Line> lines = new ArrayList<>();
    List<OrderState.Assigned> assigned = new ArrayList<>();
    from.forEach(
        (location, wanted) -> {
          List<OrderState.AssignedLine> here = new ArrayList<>();
          for (WantedItem one : wanted) {
            ItemAtLocation pair = new ItemAtLocation(one.item(), location);
            commit(pair, one.units(), at);
            String line = Long.toString(shop.nextNumber());
            lines.add(new OrderState.Line(line, one.item(), one.units(), one.units(), one.units()));
            here.add(
                new OrderState.AssignedLine(
                    Long.toString(shop.nextNumber()), line, one.item(), one.units(), one.units()));
          }
          assigned.add(
              new OrderState.Assigned(
                  Long.toString(shop.nextNumber()), order, location, "OPEN", at, here));
        });
    shop.orders().put(new OrderState(order, at, at, Optional.empty(), lines, assigned, List.of()));
    return order;
  }

  // A sale moves units from available to committed.
  private void commit(ItemAtLocation pair, long units, Instant at) {
    shop.put(pair, shop.existing(pair).plusAvailable(-units, at).plusCommitted(units, at));
  }

  void fulfill(String order) {
    Instant at = shop.now();
    shop.orders()
        .change(
            order,
            at,
            (change, sale) -> {
              for (OrderState.Assigned part : sale.assigned()) {
                for (OrderState.AssignedLine line : part.lines()) {
                  ship(change, part.location(), line, line.remaining(), at);
                }
              }
            });
  }

  void fulfill(String order, int line, long units) {
    Instant at = shop.now();
    shop.orders()
        .change(
            order,
            at,
            (change, sale) -> {
              long left = units;
              for (OrderState.Assigned part : sale.assigned()) {
                for (OrderState.AssignedLine here : part.lines()) {
                  if (here.line().equals(sale.lines().get(line).number())) {
                    long now = Math.min(left, here.remaining());
                    ship(change, part.location(), here, now, at);
                    left -= now;
                  }
                }
              }
            });
  }

  // Shipped units leave committed and on hand.
  private void ship(
      OrderChange change,
      ShopLocationId from,
      OrderState.AssignedLine line,
      long units,
      Instant at) {
    if (units > 0) {
      ItemAtLocation pair = new ItemAtLocation(line.item(), from);
      shop.level(pair).ifPresent(level -> shop.put(pair, level.plusCommitted(-units, at)));
      change.shipped(line, units);
    }
  }

  void cancel(String order, boolean restock) {
    Instant at = shop.now();
    shop.orders()
        .change(
            order,
            at,
            (change, sale) -> {
              for (int line = 0; line < sale.lines().size(); line++) {
                long units = sale.lines().get(line).unfulfilled();
                release(
                    change,
                    sale,
                    line,
                    units,
                    restock ? RestockType.CANCEL : RestockType.NO_RESTOCK,
                    at);
              }
              change.cancelled(at);
              change.refunded(Long.toString(shop.nextNumber()), at);
            });
  }

  void refund(String order, int line, long units, RestockType type) {
    Instant at = shop.now();
    shop.orders()
        .change(
            order,
            at,
            (change, sale) -> {
              release(
                  change, sale, line, Math.min(units, sale.lines().get(line).current()), type, at);
              change.refunded(Long.toString(shop.nextNumber()), at);
            });
  }

  private void release(
      OrderChange change, OrderState sale, int index, long units, RestockType type, Instant at) {
    OrderState.Line line = sale.lines().get(index);
    long left = units;
    for (OrderState.Assigned part : sale.assigned()) {
      for (OrderState.AssignedLine here : part.lines()) {
        if (here.line().equals(line.number())) {
          ItemAtLocation pair = new ItemAtLocation(here.item(), part.location());
          if (type != RestockType.RETURN) {
            long unshipped = Math.min(left, here.remaining());
            move(pair, unshipped, type, at);
            change.released(here, unshipped, type, part.location(), false);
            left -= unshipped;
          }
          if (type != RestockType.CANCEL) {
            long shipped = Math.min(left, here.total() - here.remaining());
            if (type == RestockType.RETURN) {
              move(pair, shipped, type, at);
            }
            change.released(here, shipped, type, part.location(), true);
            left -= shipped;
          }
        }
      }
    }
  }

  private void move(ItemAtLocation pair, long units, RestockType type, Instant at) {
    shop.level(pair)
        .ifPresent(
            level -> {
              StockLevel moved =
                  type == RestockType.RETURN ? level : level.plusCommitted(-units, at);
              shop.put(
                  pair, type == RestockType.NO_RESTOCK ? moved : moved.plusAvailable(units, at));
            });
  }
}
