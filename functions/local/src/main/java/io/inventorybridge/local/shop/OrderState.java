// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.shop;

import io.inventorybridge.shopsync.shop.ShopRefund.RestockType;
import io.inventorybridge.stock.InventoryItemId;
import io.inventorybridge.stock.ShopLocationId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A version of an order. It has no customer data. */
public record OrderState(
    String number,
    Instant createdAt,
    Instant updatedAt,
    Optional<Instant> cancelledAt,
    List<Line> lines,
    List<Assigned> assigned,
    List<Refund> refunds) {
  public OrderState {
    lines = List.copyOf(lines);
    assigned = List.copyOf(assigned);
    refunds = List.copyOf(refunds);
  }

  public record Line(
      String number, InventoryItemId item, long ordered, long current, long unfulfilled) {}

  /** A fulfillment order: the units that one location is to ship. */
  public record Assigned(
      String number,
      String order,
      ShopLocationId location,
      String status,
      Instant updatedAt,
      List<AssignedLine> lines) {
    public Assigned {
      lines = List.copyOf(lines);
    }
  }

  public record AssignedLine(
      String number, String line, InventoryItemId item, long total, long remaining) {}

  public record Refund(String number, Instant createdAt, List<RefundLine> lines) {
    public Refund {
      lines = List.copyOf(lines);
    }
  }

  public record RefundLine(
      String line,
      long quantity,
      RestockType type,
      boolean restocked,
      Optional<ShopLocationId> location) {}
}
