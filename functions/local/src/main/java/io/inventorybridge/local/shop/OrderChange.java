// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.shop;

import io.inventorybridge.shopsync.shop.ShopRefund.RestockType;
import io.inventorybridge.stock.ShopLocationId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One change of an order; builds the next version of it. */
final class OrderChange {
  private final OrderState before;
  private final Map<String, Long> shipped = new HashMap<>();
  private final Map<String, Long> released = new HashMap<>();
  private final Map<String, Long> givenBack = new HashMap<>();
  private final Map<String, Long> taken = new HashMap<>();
  private final List<OrderState.RefundLine> refunded = new ArrayList<>();
  private final List<OrderState.Refund> refunds = new ArrayList<>();
  private Optional<Instant> cancelledAt;

  OrderChange(OrderState before) {
    this.before = before;
    this.cancelledAt = before.cancelledAt();
    refunds.addAll(before.refunds());
  }

  void shipped(OrderState.AssignedLine line, long units) {
    shipped.merge(line.number(), units, Math::addExact);
    taken.merge(line.line(), units, Math::addExact);
  }

  /** Removes units from the order. */
  void released(
      OrderState.AssignedLine line,
      long units,
      RestockType type,
      ShopLocationId location,
      boolean shippedBefore) {
    if (units <= 0) {
      return;
    }
    boolean restocked = type != RestockType.NO_RESTOCK;
    givenBack.merge(line.line(), units, Math::addExact);
    if (!shippedBefore) {
      released.merge(line.number(), units, Math::addExact);
      taken.merge(line.line(), units, Math::addExact);
    }
    refunded.add(
        new OrderState.RefundLine(
            line.line(),
            units,
            type,
            restocked,
            restocked ? Optional.of(location) : Optional.empty()));
  }

  void refunded(String number, Instant at) {
    if (!refunded.isEmpty()) {
      refunds.add(new OrderState.Refund(number, at, refunded));
    }
  }

  void cancelled(Instant at) {
    cancelledAt = Optional.of(at);
  }

  OrderState after(Instant at) {
    return new OrderState(
        before.number(),
        before.createdAt(),
        at,
        cancelledAt,
        before.lines().stream().map(this::after).toList(),
        before.assigned().stream().map(part -> after(part, at)).toList(),
        refunds);
  }

  private OrderState.Line after(OrderState.Line line) {
    return new OrderState.Line(
        line.number(),
        line.item(),
        line.ordered(),
        line.current() - givenBack.getOrDefault(line.number(), 0L),
        line.unfulfilled() - taken.getOrDefault(line.number(), 0L));
  }

  private OrderState.Assigned after(OrderState.Assigned part, Instant at) {
    List<OrderState.AssignedLine> lines = part.lines().stream().map(this::after).toList();
    if (lines.equals(part.lines())) {
      return part;
    }
    boolean open = lines.stream().anyMatch(line -> line.remaining() > 0);
    String closed = cancelledAt.isPresent() ? "CANCELLED" : "CLOSED";
    return new OrderState.Assigned(
        part.number(), part.order(), part.location(), open ? "OPEN" : closed, at, lines);
  }

  private OrderState.AssignedLine after(OrderState.AssignedLine line) {
    long gone = released.getOrDefault(line.number(), 0L);
    long left = line.remaining() - gone - shipped.getOrDefault(line.number(), 0L);
    return new OrderState.AssignedLine(
        line.number(), line.line(), line.item(), line.total() - gone, left);
  }
}
