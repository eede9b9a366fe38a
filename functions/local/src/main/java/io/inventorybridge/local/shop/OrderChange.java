// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.shop;

import io.inventorybridge.sync.shop.LocationId;
import io.inventorybridge.sync.shop.ShopRefund.RestockType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One change of an order; builds the next version of it. */
final class OrderChange {
  private final Sale before;
  private final Map<String, Long> shipped = new HashMap<>();
  private final Map<String, Long> released = new HashMap<>();
  private final Map<String, Long> givenBack = new HashMap<>();
  private final Map<String, Long> taken = new HashMap<>();
  private final List<Sale.RefundLine> refunded = new ArrayList<>();
  private final List<Sale.Refund> refunds = new ArrayList<>();
  private Optional<Instant> cancelledAt;

  OrderChange(Sale before) {
    this.before = before;
    this.cancelledAt = before.cancelledAt();
    refunds.addAll(before.refunds());
  }

  void shipped(Sale.AssignedLine line, long units) {
    shipped.merge(line.number(), units, Math::addExact);
    taken.merge(line.line(), units, Math::addExact);
  }

  /** Removes units from the order. */
  void released(
      Sale.AssignedLine line,
      long units,
      RestockType type,
      LocationId location,
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
        new Sale.RefundLine(
            line.line(),
            units,
            type,
            restocked,
            restocked ? Optional.of(location) : Optional.empty()));
  }

  void refunded(String number, Instant at) {
    if (!refunded.isEmpty()) {
      refunds.add(new Sale.Refund(number, at, refunded));
    }
  }

  void cancelled(Instant at) {
    cancelledAt = Optional.of(at);
  }

  Sale after(Instant at) {
    return new Sale(
        before.number(),
        before.createdAt(),
        at,
        cancelledAt,
        before.lines().stream().map(this::after).toList(),
        before.assigned().stream().map(part -> after(part, at)).toList(),
        refunds);
  }

  private Sale.Line after(Sale.Line line) {
    return new Sale.Line(
        line.number(),
        line.item(),
        line.ordered(),
        line.current() - givenBack.getOrDefault(line.number(), 0L),
        line.unfulfilled() - taken.getOrDefault(line.number(), 0L));
  }

  private Sale.Assigned after(Sale.Assigned part, Instant at) {
    List<Sale.AssignedLine> lines = part.lines().stream().map(this::after).toList();
    if (lines.equals(part.lines())) {
      return part;
    }
    boolean open = lines.stream().anyMatch(line -> line.remaining() > 0);
    String closed = cancelledAt.isPresent() ? "CANCELLED" : "CLOSED";
    return new Sale.Assigned(
        part.number(), part.order(), part.location(), open ? "OPEN" : closed, at, lines);
  }

  private Sale.AssignedLine after(Sale.AssignedLine line) {
    long gone = released.getOrDefault(line.number(), 0L);
    long left = line.remaining() - gone - shipped.getOrDefault(line.number(), 0L);
    return new Sale.AssignedLine(
        line.number(), line.line(), line.item(), line.total() - gone, left);
  }
}
