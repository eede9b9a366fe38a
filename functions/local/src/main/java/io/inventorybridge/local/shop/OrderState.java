// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.shop;

import io.inventorybridge.shopsync.shop.ShopRefund.RestockType;
import io.inventorybridge.stock.InventoryItemId;
import io.inventorybridge.stock.ShopLocationId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A version of an order. It has no customer data. Every number in it is unique in the shop. */
public record OrderState(
    String number,
    Instant createdAt,
    Instant updatedAt,
    Optional<Instant> cancelledAt,
    List<Line> lines,
    List<Assigned> assigned,
    List<Refund> refunds,
    List<Fulfillment> fulfillments,
    List<Return> returns) {
  public OrderState {
    lines = List.copyOf(lines);
    assigned = List.copyOf(assigned);
    refunds = List.copyOf(refunds);
    fulfillments = List.copyOf(fulfillments);
    returns = List.copyOf(returns);
  }

  /**
   * A line.
   *
   * @param ordered units bought, with those removed later
   * @param current without removed and refunded units
   * @param unfulfilled still to be shipped
   * @param claimed false if the order left the stock alone
   */
  public record Line(
      String number,
      InventoryItemId item,
      long ordered,
      long current,
      long unfulfilled,
      boolean claimed) {
    Line plus(long moreOrdered, long moreCurrent, long moreUnfulfilled) {
      return new Line(
          number,
          item,
          ordered + moreOrdered,
          current + moreCurrent,
          unfulfilled + moreUnfulfilled,
          claimed);
    }
  }

  /**
   * A fulfillment order: the units that one location is to ship.
   *
   * @param hold the hold on it, if there is one
   */
  public record Assigned(
      String number,
      String order,
      ShopLocationId location,
      String status,
      Instant updatedAt,
      List<AssignedLine> lines,
      Optional<Hold> hold) {
    public static final String OPEN = "OPEN";
    public static final String IN_PROGRESS = "IN_PROGRESS";
    public static final String ON_HOLD = "ON_HOLD";
    public static final String CLOSED = "CLOSED";
    public static final String CANCELLED = "CANCELLED";

    public Assigned {
      lines = List.copyOf(lines);
    }

    /** Tells whether work is left. */
    public boolean open() {
      return status.equals(OPEN) || status.equals(IN_PROGRESS) || status.equals(ON_HOLD);
    }

    public long remaining() {
      return lines.stream().mapToLong(AssignedLine::remaining).sum();
    }

    Assigned withLines(List<AssignedLine> changed, String newStatus, Instant at) {
      return new Assigned(number, order, location, newStatus, at, changed, hold);
    }

    Assigned withLocation(ShopLocationId changed, Instant at) {
      return new Assigned(number, order, changed, status, at, lines, hold);
    }

    Assigned withHold(Optional<Hold> changed, String newStatus, Instant at) {
      return new Assigned(number, order, location, newStatus, at, lines, changed);
    }
  }

  public record AssignedLine(
      String number, String line, InventoryItemId item, long total, long remaining) {
    AssignedLine plus(long moreTotal, long moreRemaining) {
      return new AssignedLine(number, line, item, total + moreTotal, remaining + moreRemaining);
    }
  }

  /** A reason to ship later. */
  public record Hold(String number, String reason) {}

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

  /** A shipment. */
  public record Fulfillment(
      String number,
      Instant createdAt,
      Instant updatedAt,
      boolean cancelled,
      ShopLocationId location,
      List<ShippedLine> lines) {
    public Fulfillment {
      lines = List.copyOf(lines);
    }
  }

  /**
   * Shipped units.
   *
   * @param assignedLine the line of the fulfillment order
   * @param line the line of the order
   */
  public record ShippedLine(
      String number, String assignedLine, String line, InventoryItemId item, long quantity) {}

  /** A return with the work of taking the units back. */
  public record Return(String number, Instant createdAt, boolean closed, List<ReturnedLine> lines) {
    public Return {
      lines = List.copyOf(lines);
    }

    /** The number of its reverse fulfillment order. */
    public String reverseOrder() {
      return number;
    }
  }

  /**
   * Units of a return; the line of the return and of its reverse fulfillment order.
   *
   * @param shippedLine the line of the shipment
   * @param processed units processed by the return
   */
  public record ReturnedLine(
      String number,
      String shippedLine,
      String line,
      InventoryItemId item,
      long quantity,
      long processed,
      List<Disposition> dispositions) {
    public ReturnedLine {
      dispositions = List.copyOf(dispositions);
    }

    public long disposed() {
      return dispositions.stream().mapToLong(Disposition::quantity).sum();
    }
  }

  /** The end of returned units. */
  public record Disposition(
      String number,
      Instant createdAt,
      DispositionType type,
      long quantity,
      Optional<ShopLocationId> location) {}

  /** The kinds of dispositions; only one puts units back into stock. */
  public enum DispositionType {
    RESTOCKED,
    NOT_RESTOCKED,
    PROCESSING_REQUIRED,
    MISSING
  }
}
