// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.simulation.shop.life;

import io.inventorybridge.local.shop.FakeShop;
import io.inventorybridge.local.shop.FulfillmentOperations.WorkUnits;
import io.inventorybridge.local.shop.OrderOperations;
import io.inventorybridge.local.shop.OrderState;
import io.inventorybridge.local.shop.OrderState.DispositionType;
import io.inventorybridge.local.shop.ReturnOperations;
import io.inventorybridge.local.simulation.shop.books.RetailerBooks;
import io.inventorybridge.local.simulation.shop.trouble.DirectShop;
import io.inventorybridge.local.simulation.shop.trouble.FaultCounts;
import io.inventorybridge.local.simulation.shop.trouble.PublishingFault;
import io.inventorybridge.local.simulation.shop.trouble.SimulatedTime;
import io.inventorybridge.shopsync.shop.ShopRefund.RestockType;
import io.inventorybridge.shopsync.shop.ShopScope;
import io.inventorybridge.stock.ItemAtLocation;
import io.inventorybridge.stock.ShopLocationId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;

/**
 * A member of staff who does anything that the shop's admin allows, at any moment: with orders,
 * shipments, returns, states, levels, locations, and with the app's scopes.
 */
public final class RandomStaff {
  private static final List<ShopScope> SCOPES =
      List.of(
          ShopScope.READ_MERCHANT_MANAGED_FULFILLMENT_ORDERS,
          ShopScope.READ_RETURNS,
          ShopScope.READ_ALL_ORDERS);
  private static final int LONGEST = 3 * 3_600;

  private final ShopLife life;
  private final RetailerBooks retailerBooks;
  private final DirectShop shop;
  private final FakeShop fake;
  private final ShopTally tally;
  private final SimulatedTime moments;
  private final FaultCounts faults;
  private final Random random;
  private boolean still;

  public RandomStaff(
      ShopLife life,
      RetailerBooks retailerBooks,
      DirectShop shop,
      ShopTally tally,
      SimulatedTime moments,
      FaultCounts faults,
      Random random) {
    this.life = life;
    this.retailerBooks = retailerBooks;
    this.shop = shop;
    this.fake = shop.fake;
    this.tally = tally;
    this.moments = moments;
    this.faults = faults;
    this.random = random;
  }

  /** Works for so long. */
  public void work(Duration length) {
    for (int n = 20 + random.nextInt(60); n > 0; n--) {
      moments.in(Duration.ofSeconds(random.nextLong(length.toSeconds())), this::happen);
    }
  }

  /** Ends the work: everything is switched on and granted again. */
  public void stop() {
    still = true;
    for (ShopLocationId location : retailerBooks.locations) {
      switchOn(location);
    }
    retailerBooks.pairs().forEach(this::stockAgain);
    for (ShopScope scope : SCOPES) {
      shop.grant(scope, DirectShop.USUAL.contains(scope.handle()));
    }
    life.all().forEach(order -> release(life.state(order)));
  }

  private void happen() {
    if (still) {
      return;
    }
    switch (random.nextInt(17)) {
      case 0 -> edit(1 + random.nextInt(2), false);
      case 1 -> edit(-1 - random.nextInt(2), true);
      case 2 -> edit(-1 - random.nextInt(2), false);
      case 3 -> refund();
      case 4 -> openReturn();
      case 5, 6 -> dispose();
      case 7 -> cancelShipment();
      case 8 -> moveWork();
      case 9 -> splitWork();
      case 10 -> holdWork();
      case 11 -> shipPart();
      case 12 -> life.setAside(random);
      case 13 -> switchLevel();
      case 14 -> switchLocation();
      case 15 -> editStock();
      default -> scope();
    }
  }

  private <T> Optional<T> any(List<T> list) {
    return list.isEmpty() ? Optional.empty() : Optional.of(list.get(random.nextInt(list.size())));
  }

  private List<OnlineOrder> old() {
    return life.all().stream().filter(it -> it.mayBeShipped(moments.instant())).toList();
  }

  private Optional<ShopLocationId> anyLocation() {
    return any(retailerBooks.locations);
  }

  private void edit(int more, boolean restock) {
    any(more > 0 ? life.all() : old())
        .ifPresent(
            order -> {
              OrderState now = life.state(order);
              OrderState.Line line = now.lines().get(random.nextInt(now.lines().size()));
              long units = Math.max(line.current() - line.unfulfilled(), line.current() + more);
              if (now.cancelledAt().isPresent() || units == line.current()) {
                return;
              }
              faults.note(
                  more > 0
                      ? PublishingFault.ORDER_EDITED
                      : restock ? PublishingFault.EDITED_DOWN : PublishingFault.EDITED_DOWN_ONLY);
              life.act(order, () -> life.edit(order.number, line.number(), units, restock));
              if (more > 0) {
                order.enlarged(moments.instant());
              }
            });
  }

  private void refund() {
    any(old())
        .ifPresent(
            order -> {
              OrderState.Line line = any(life.state(order).lines()).orElseThrow();
              RestockType type =
                  any(List.of(RestockType.NO_RESTOCK, RestockType.CANCEL, RestockType.RETURN))
                      .orElseThrow();
              Optional<ShopLocationId> at =
                  type == RestockType.RETURN && random.nextBoolean()
                      ? anyLocation()
                      : Optional.empty();
              faults.note(PublishingFault.REFUNDED_BY_STAFF);
              life.act(
                  order,
                  () ->
                      fake.orderOperations()
                          .refundCreate(
                              order.number,
                              List.of(
                                  new OrderOperations.RefundWish(
                                      line.number(), 1 + random.nextInt(2), type, at))));
            });
  }

  private void openReturn() {
    any(life.all())
        .ifPresent(
            order ->
                any(life.state(order).fulfillments().stream()
                        .filter(it -> !it.cancelled())
                        .flatMap(it -> it.lines().stream())
                        .toList())
                    .ifPresent(
                        line -> {
                          faults.note(PublishingFault.RETURNED);
                          life.act(
                              order,
                              () ->
                                  fake.returnOperations()
                                      .returnCreate(
                                          order.number,
                                          List.of(
                                              new ReturnOperations.ReturnWish(
                                                  line.number(), 1 + random.nextInt(2)))));
                        }));
  }

  private void dispose() {
    List<OnlineOrder> some =
        life.all().stream()
            .filter(it -> life.state(it).returns().stream().anyMatch(back -> !back.closed()))
            .toList();
    any(some)
        .ifPresent(
            order -> {
              OrderState.Return returned =
                  any(life.state(order).returns().stream().filter(it -> !it.closed()).toList())
                      .orElseThrow();
              OrderState.ReturnedLine line = any(returned.lines()).orElseThrow();
              DispositionType type = any(List.of(DispositionType.values())).orElseThrow();
              ReturnOperations.DisposalWish wish =
                  new ReturnOperations.DisposalWish(line.number(), type, 1, anyLocation());
              faults.note(PublishingFault.DISPOSED);
              life.act(
                  order,
                  () -> {
                    if (random.nextBoolean()) {
                      fake.returnOperations().reverseFulfillmentOrderDispose(List.of(wish));
                    } else {
                      fake.returnOperations()
                          .returnProcess(
                              returned.number(),
                              List.of(
                                  new ReturnOperations.ProcessWish(
                                      line.number(), 1, List.of(wish))));
                    }
                  });
            });
  }

  private void cancelShipment() {
    any(old())
        .ifPresent(
            order ->
                any(life.state(order).fulfillments())
                    .ifPresent(
                        shipment -> {
                          faults.note(PublishingFault.SHIPMENT_CANCELLED);
                          life.act(
                              order,
                              () ->
                                  fake.fulfillmentOperations()
                                      .fulfillmentCancel(shipment.number()));
                        }));
  }

  private Optional<OrderState.Assigned> work(OnlineOrder order) {
    return any(
        life.state(order).assigned().stream()
            .filter(it -> it.open() && it.remaining() > 0)
            .toList());
  }

  private void moveWork() {
    any(life.withOpen())
        .ifPresent(
            order ->
                work(order)
                    .ifPresent(
                        part -> {
                          faults.note(PublishingFault.WORK_MOVED);
                          ShopLocationId to = anyLocation().orElseThrow();
                          List<WorkUnits> units =
                              random.nextBoolean() ? List.of() : List.of(some(part));
                          life.act(
                              order,
                              () ->
                                  fake.fulfillmentOperations()
                                      .fulfillmentOrderMove(part.number(), to, units));
                        }));
  }

  private WorkUnits some(OrderState.Assigned part) {
    OrderState.AssignedLine line =
        any(part.lines().stream().filter(it -> it.remaining() > 0).toList()).orElseThrow();
    return new WorkUnits(line.number(), 1);
  }

  private void splitWork() {
    any(life.withOpen())
        .ifPresent(
            order ->
                work(order)
                    .ifPresent(
                        part -> {
                          faults.note(PublishingFault.WORK_SPLIT);
                          life.act(
                              order,
                              () ->
                                  fake.fulfillmentOperations()
                                      .fulfillmentOrderSplit(part.number(), List.of(some(part))));
                        }));
  }

  private void holdWork() {
    any(life.withOpen())
        .ifPresent(
            order ->
                work(order)
                    .ifPresent(
                        part -> {
                          faults.note(PublishingFault.WORK_HELD);
                          life.act(
                              order,
                              () ->
                                  fake.fulfillmentOperations()
                                      .fulfillmentOrderHold(part.number(), "OTHER"));
                          moments.in(
                              Duration.ofSeconds(random.nextInt(LONGEST)),
                              () -> release(life.state(order)));
                        }));
  }

  private void release(OrderState order) {
    for (OrderState.Assigned part : order.assigned()) {
      if (part.hold().isPresent()) {
        life.find(order.number())
            .ifPresent(
                known ->
                    life.act(
                        known,
                        () ->
                            fake.fulfillmentOperations()
                                .fulfillmentOrderReleaseHold(part.number())));
      }
    }
  }

  private void shipPart() {
    any(old())
        .ifPresent(
            order ->
                work(order)
                    .ifPresent(
                        part -> {
                          faults.note(PublishingFault.SHIPPED_PARTLY);
                          life.act(
                              order,
                              () ->
                                  fake.fulfillmentOperations()
                                      .fulfillmentCreate(
                                          Map.of(part.number(), List.of(some(part)))));
                        }));
  }

  private void switchLevel() {
    ItemAtLocation pair = any(retailerBooks.pairs()).orElseThrow();
    if (shop.shown(pair).active()) {
      fake.stockOperations().inventoryDeactivate(pair);
      if (!shop.shown(pair).active()) {
        faults.note(PublishingFault.LEVEL_OFF);
        moments.in(Duration.ofSeconds(random.nextInt(LONGEST)), () -> stockAgain(pair));
      }
    }
  }

  private void stockAgain(ItemAtLocation pair) {
    if (fake.level(pair).isPresent() && fake.isActive(pair.location())) {
      fake.stockOperations().inventoryActivate(pair, OptionalLong.empty(), OptionalLong.empty());
    }
  }

  private void switchLocation() {
    ShopLocationId location = anyLocation().orElseThrow();
    Optional<ShopLocationId> other =
        retailerBooks.locations.stream().filter(it -> !it.equals(location)).findFirst();
    if (other.filter(fake::isActive).isEmpty() || !fake.isActive(location)) {
      return;
    }
    List<Relocated> before = shownNow();
    List<OrderState> orders = fake.orders().all();
    fake.locationOperations().locationDeactivate(location, other);
    if (fake.isActive(location)) {
      return;
    }
    faults.note(PublishingFault.LOCATION_OFF);
    for (OrderState order : orders) {
      life.find(order.number()).ifPresent(it -> relocated(it, order, location, other.get()));
    }
    before.forEach(
        it -> tally.foreign(it.pair(), tally.shown(it.pair()) - it.shown(), moments.instant()));
    moments.in(Duration.ofSeconds(random.nextInt(LONGEST)), () -> switchOn(location));
  }

  /** The units that a pair showed before a location was switched off. */
  private record Relocated(ItemAtLocation pair, long shown) {}

  private List<Relocated> shownNow() {
    List<Relocated> shown = new ArrayList<>();
    retailerBooks.pairs().forEach(pair -> shown.add(new Relocated(pair, tally.shown(pair))));
    return shown;
  }

  // The committed units of an order went along.
  private void relocated(
      OnlineOrder order, OrderState before, ShopLocationId from, ShopLocationId to) {
    boolean isMoved = false;
    for (OrderState.Assigned part : before.assigned()) {
      if (part.open() && part.location().equals(from)) {
        isMoved = true;
        for (OrderState.AssignedLine line : part.lines()) {
          tally.take(before.number(), new ItemAtLocation(line.item(), from), -line.remaining());
          tally.take(before.number(), new ItemAtLocation(line.item(), to), line.remaining());
        }
      }
    }
    if (isMoved) {
      life.changed(order);
    }
  }

  private void switchOn(ShopLocationId location) {
    if (!fake.isActive(location)) {
      fake.locationOperations().locationActivate(location);
    }
  }

  private void editStock() {
    ItemAtLocation pair = any(retailerBooks.pairs()).orElseThrow();
    long units = random.nextInt(7) - 3L;
    if (units != 0 && fake.level(pair).isPresent() && fake.isActive(pair.location())) {
      faults.note(PublishingFault.STOCK_EDITED);
      fake.edit(pair, units);
      tally.foreign(pair, units, moments.instant());
      moments.changed();
    }
  }

  private void scope() {
    ShopScope scope = any(SCOPES).orElseThrow();
    boolean isGranted = shop.permissions().contains(scope.handle());
    faults.note(isGranted ? PublishingFault.SCOPE_REVOKED : PublishingFault.SCOPE_GRANTED);
    shop.grant(scope, !isGranted);
    if (DirectShop.USUAL.contains(scope.handle())) {
      moments.in(Duration.ofSeconds(random.nextInt(LONGEST)), () -> shop.grant(scope, true));
    }
  }
}
