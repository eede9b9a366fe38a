// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.shop;

import io.inventorybridge.local.shop.OrderState.Assigned;
import io.inventorybridge.local.shop.OrderState.AssignedLine;
import io.inventorybridge.local.shop.OrderState.Fulfillment;
import io.inventorybridge.local.shop.OrderState.Line;
import io.inventorybridge.local.shop.OrderState.Refund;
import io.inventorybridge.local.shop.OrderState.RefundLine;
import io.inventorybridge.local.shop.OrderState.Return;
import io.inventorybridge.shopsync.shop.ShopRefund.RestockType;
import io.inventorybridge.stock.InventoryItemId;
import io.inventorybridge.stock.ItemAtLocation;
import io.inventorybridge.stock.ShopLocationId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One change of an order together with its stock: builds the next version and moves the units. The
 * caller has checked the change. Called under the shop's monitor.
 */
final class OrderChange {
  private final FakeShop shop;
  private final OrderState before;
  private final Instant at;
  private final List<Line> lines;
  private final List<Assigned> assigned;
  private final List<Refund> refunds;
  private final List<Fulfillment> fulfillments;
  private final List<Return> returns;
  private final List<RefundLine> refunded = new ArrayList<>();
  private Optional<Instant> cancelledAt;

  OrderChange(FakeShop shop, OrderState before) {
    this.shop = shop;
    this.before = before;
    this.at = shop.now();
    this.lines = new ArrayList<>(before.lines());
    this.assigned = new ArrayList<>(before.assigned());
    this.refunds = new ArrayList<>(before.refunds());
    this.fulfillments = new ArrayList<>(before.fulfillments());
    this.returns = new ArrayList<>(before.returns());
    this.cancelledAt = before.cancelledAt();
  }

  /** A change that creates an order. */
  static OrderChange ofNew(FakeShop shop) {
    Instant at = shop.now();
    return new OrderChange(
        shop,
        new OrderState(
            Long.toString(shop.nextNumber()),
            at,
            at,
            Optional.empty(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of()));
  }

  Instant at() {
    return at;
  }

  List<Assigned> assigned() {
    return List.copyOf(assigned);
  }

  List<Fulfillment> fulfillments() {
    return fulfillments;
  }

  List<Return> returns() {
    return returns;
  }

  Line line(String number) {
    return lines.stream().filter(it -> it.number().equals(number)).findFirst().orElseThrow();
  }

  /** Stores the new version. */
  OrderState save() {
    OrderState after =
        new OrderState(
            before.number(),
            before.createdAt(),
            at,
            cancelledAt,
            lines,
            assigned,
            refunds,
            fulfillments,
            returns);
    shop.orders().put(after);
    return after;
  }

  /** Adds a line without units. */
  Line addLine(InventoryItemId item, boolean claimed) {
    Line line = new Line(number(), item, 0, 0, 0, claimed);
    lines.add(line);
    return line;
  }

  /** Adds units to a line, to be shipped by a location, and takes them from available. */
  void order(String line, long units, ShopLocationId location) {
    Line now = change(line, units, units, units);
    assign(now, units, location);
    if (now.claimed()) {
      commit(new ItemAtLocation(now.item(), location), units);
    }
  }

  // Adds units to the open fulfillment order of the location, or to a new one.
  private void assign(Line line, long units, ShopLocationId location) {
    for (int i = 0; i < assigned.size(); i++) {
      Assigned part = assigned.get(i);
      if (part.open() && part.location().equals(location)) {
        List<AssignedLine> changed = new ArrayList<>(part.lines());
        boolean there = false;
        for (int j = 0; j < changed.size(); j++) {
          if (changed.get(j).line().equals(line.number())) {
            changed.set(j, changed.get(j).plus(units, units));
            there = true;
          }
        }
        if (!there) {
          changed.add(assignedLine(line, units));
        }
        assigned.set(i, part.withLines(changed, part.status(), at));
        return;
      }
    }
    open(location, List.of(assignedLine(line, units)));
  }

  AssignedLine assignedLine(Line line, long units) {
    return new AssignedLine(number(), line.number(), line.item(), units, units);
  }

  /** Opens a fulfillment order. */
  Assigned open(ShopLocationId location, List<AssignedLine> work) {
    Assigned part =
        new Assigned(
            number(), before.number(), location, Assigned.OPEN, at, work, Optional.empty());
    assigned.add(part);
    return part;
  }

  void replace(Assigned part) {
    assigned.replaceAll(it -> it.number().equals(part.number()) ? part : it);
  }

  Assigned part(String number) {
    return assigned.stream().filter(it -> it.number().equals(number)).findFirst().orElseThrow();
  }

  /** Shipped units leave committed and on hand. */
  void ship(Assigned part, AssignedLine work, long units) {
    if (units > 0) {
      changeWork(work.number(), 0, -units);
      Line line = change(work.line(), 0, 0, -units);
      if (line.claimed()) {
        add(new ItemAtLocation(work.item(), part.location()), 0, -units);
      }
    }
  }

  /** Units of a cancelled shipment are committed again. */
  void unship(String line, ShopLocationId location, long units) {
    Line now = change(line, 0, 0, units);
    if (now.claimed()) {
      add(new ItemAtLocation(now.item(), location), 0, units);
    }
  }

  /**
   * Takes units that were not shipped out of the order. Without a location they leave on hand; that
   * is guessed, Shopify documents only that they are not restocked.
   */
  void remove(Assigned part, AssignedLine work, long units, Optional<ShopLocationId> restock) {
    if (units <= 0) {
      return;
    }
    changeWork(work.number(), -units, -units);
    Line line = change(work.line(), 0, -units, -units);
    if (line.claimed()) {
      add(new ItemAtLocation(work.item(), part.location()), 0, -units);
      restock.ifPresent(it -> add(new ItemAtLocation(work.item(), it), units, 0));
    }
  }

  /** Takes shipped units out of the order. */
  void giveBack(String line, long units, Optional<ShopLocationId> restock) {
    Line now = change(line, 0, -units, 0);
    restock.ifPresent(it -> add(new ItemAtLocation(now.item(), it), units, 0));
  }

  /** Returned units are available at a location; the line keeps its quantities. */
  void restock(InventoryItemId item, ShopLocationId location, long units) {
    add(new ItemAtLocation(item, location), units, 0);
  }

  void current(String line, long difference) {
    change(line, 0, difference, 0);
  }

  /** Notes a line of the refund of this change. */
  void refundLine(String line, long units, RestockType type, Optional<ShopLocationId> location) {
    if (units > 0) {
      refunded.add(new RefundLine(line, units, type, location.isPresent(), location));
    }
  }

  /** Adds the refund of the noted lines; empty if there are none. */
  Optional<Refund> refunded() {
    if (refunded.isEmpty()) {
      return Optional.empty();
    }
    Refund refund = new Refund(number(), at, refunded);
    refunds.add(refund);
    return Optional.of(refund);
  }

  void cancelled() {
    cancelledAt = Optional.of(at);
  }

  /** Moves committed units of a line to another location. */
  void moveCommitted(Line line, ShopLocationId from, ShopLocationId to, long units) {
    if (line.claimed()) {
      add(new ItemAtLocation(line.item(), from), units, -units);
      commit(new ItemAtLocation(line.item(), to), units);
    }
  }

  String number() {
    return Long.toString(shop.nextNumber());
  }

  // A sale moves units from available to committed.
  private void commit(ItemAtLocation pair, long units) {
    add(pair, -units, units);
  }

  private void add(ItemAtLocation pair, long available, long committed) {
    StockLevel level = shop.level(pair).orElseGet(() -> shop.emptyLevel(true));
    shop.put(pair, level.plusAvailable(available, at).plusCommitted(committed, at));
  }

  private Line change(String number, long ordered, long current, long unfulfilled) {
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).number().equals(number)) {
        Line changed = lines.get(i).plus(ordered, current, unfulfilled);
        lines.set(i, changed);
        return changed;
      }
    }
    throw new IllegalArgumentException(
        "order " + before.number() + " does not have the line " + number);
  }

  /** Changes the units of a line of a fulfillment order, and its status with them. */
  void changeWork(String number, long total, long remaining) {
    for (int i = 0; i < assigned.size(); i++) {
      Assigned part = assigned.get(i);
      for (int j = 0; j < part.lines().size(); j++) {
        if (part.lines().get(j).number().equals(number)) {
          List<AssignedLine> changed = new ArrayList<>(part.lines());
          changed.set(j, changed.get(j).plus(total, remaining));
          assigned.set(i, part.withLines(changed, status(part, changed), at));
          return;
        }
      }
    }
    throw new IllegalArgumentException(
        "order " + before.number() + " does not have the fulfillment order line " + number);
  }

  private String status(Assigned part, List<AssignedLine> work) {
    if (work.stream().allMatch(it -> it.remaining() == 0)) {
      return cancelledAt.isPresent() ? Assigned.CANCELLED : Assigned.CLOSED;
    }
    if (part.hold().isPresent()) {
      return Assigned.ON_HOLD;
    }
    return work.stream().anyMatch(it -> it.remaining() < it.total())
        ? Assigned.IN_PROGRESS
        : Assigned.OPEN;
  }
}
