// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.shop;

import io.inventorybridge.local.shop.OrderState.Disposition;
import io.inventorybridge.local.shop.OrderState.DispositionType;
import io.inventorybridge.local.shop.OrderState.Return;
import io.inventorybridge.local.shop.OrderState.ReturnedLine;
import io.inventorybridge.local.shop.OrderState.ShippedLine;
import io.inventorybridge.stock.ShopLocationId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Returns of shipped units. Each operation is atomic.
 *
 * <p>A return has one reverse fulfillment order with its lines. Only a disposition {@code RESTOCKED}
 * changes the stock: it makes the units available at its location, as <a
 * href="https://shopify.dev/docs/apps/build/orders-fulfillment/returns-apps/manage-reverse-fulfillment-orders">the
 * guide to reverse fulfillment orders</a> says. Guessed is: a processed return lowers the current
 * quantity of its line, a disposition alone does not.
 */
public record ReturnOperations(FakeShop shop) {
  private static final String NOT_FOUND = "NOT_FOUND";
  private static final String INVALID = "INVALID";

  /** Units of a line of a shipment. */
  public record ReturnWish(String shippedLine, long units) {}

  /**
   * The disposition of units.
   *
   * @param returnedLine the line of the reverse fulfillment order
   * @param location required to restock; may differ from the one that shipped
   */
  public record DisposalWish(
      String returnedLine, DispositionType type, long units, Optional<ShopLocationId> location) {}

  /** Units to process with their dispositions. */
  public record ProcessWish(String returnedLine, long units, List<DisposalWish> dispositions) {
    public ProcessWish {
      dispositions = List.copyOf(dispositions);
    }
  }

  /** Opens a return. */
  public StaffOutcome<Return> returnCreate(String order, List<ReturnWish> wishes) {
    return shop.atomically(
        () -> {
          Optional<OrderState> sale = shop.orders().find(order);
          if (sale.isEmpty() || wishes.isEmpty()) {
            return StaffOutcome.refused(NOT_FOUND, "orderId", "Order not found.");
          }
          Map<String, Long> units = new HashMap<>();
          List<ReturnedLine> lines = new ArrayList<>();
          for (ReturnWish wish : wishes) {
            Optional<ShippedLine> shipped = shipped(sale.get(), wish.shippedLine());
            if (shipped.isEmpty()) {
              return StaffOutcome.refused(
                  NOT_FOUND, "returnLineItems", "Fulfillment line item not found.");
            }
            long together = units.merge(wish.shippedLine(), wish.units(), Math::addExact);
            if (wish.units() <= 0 || together > returnable(sale.get(), shipped.get())) {
              return StaffOutcome.refused(
                  INVALID, "returnLineItems", "Return line item has an invalid quantity.");
            }
            lines.add(
                new ReturnedLine(
                    Long.toString(shop.nextNumber()),
                    wish.shippedLine(),
                    shipped.get().line(),
                    shipped.get().item(),
                    wish.units(),
                    0,
                    List.of()));
          }
          OrderChange change = new OrderChange(shop, sale.get());
          Return made = new Return(change.number(), change.at(), false, lines);
          change.returns().add(made);
          change.save();
          return StaffOutcome.done(made);
        });
  }

  private static Optional<ShippedLine> shipped(OrderState sale, String number) {
    return sale.fulfillments().stream()
        .filter(it -> !it.cancelled())
        .flatMap(it -> it.lines().stream())
        .filter(it -> it.number().equals(number))
        .findFirst();
  }

  private static long returnable(OrderState sale, ShippedLine line) {
    long returned =
        sale.returns().stream()
            .flatMap(it -> it.lines().stream())
            .filter(it -> it.shippedLine().equals(line.number()))
            .mapToLong(ReturnedLine::quantity)
            .sum();
    return line.quantity() - returned;
  }

  /** Disposes units of the lines of one return, or of several returns of one order. */
  public StaffOutcome<List<ReturnedLine>> reverseFulfillmentOrderDispose(
      List<DisposalWish> wishes) {
    return shop.atomically(
        () -> {
          if (wishes.isEmpty()) {
            return StaffOutcome.refused(INVALID, "dispositionInputs", "Nothing is disposed.");
          }
          Optional<OrderState> sale = shop.orders().owner(wishes.getFirst().returnedLine());
          Optional<StaffOutcome<List<ReturnedLine>>> wrong = refusal(sale, wishes);
          if (wrong.isPresent()) {
            return wrong.get();
          }
          OrderChange change = new OrderChange(shop, sale.orElseThrow());
          wishes.forEach(it -> dispose(change, it));
          close(change);
          OrderState after = change.save();
          return StaffOutcome.done(
              wishes.stream().map(it -> line(after, it.returnedLine()).orElseThrow()).toList());
        });
  }

  private <T> Optional<StaffOutcome<T>> refusal(
      Optional<OrderState> sale, List<DisposalWish> wishes) {
    Map<String, Long> units = new HashMap<>();
    for (DisposalWish wish : wishes) {
      Optional<ReturnedLine> line = sale.flatMap(it -> line(it, wish.returnedLine()));
      if (line.isEmpty()) {
        return Optional.of(
            StaffOutcome.refused(
                NOT_FOUND,
                "dispositionInputs",
                "Reverse fulfillment order line item does not exist."));
      }
      long together = units.merge(wish.returnedLine(), wish.units(), Math::addExact);
      if (wish.units() <= 0 || together > line.get().quantity() - line.get().disposed()) {
        return Optional.of(
            StaffOutcome.refused(
                INVALID, "dispositionInputs", "Quantity exceeds what is not disposed yet."));
      }
      if (wish.type() == DispositionType.RESTOCKED
          && wish.location().flatMap(shop::location).isEmpty()) {
        return Optional.of(
            StaffOutcome.refused(
                INVALID, "dispositionInputs", "A location is required to restock."));
      }
    }
    return Optional.empty();
  }

  private void dispose(OrderChange change, DisposalWish wish) {
    Disposition made =
        new Disposition(change.number(), change.at(), wish.type(), wish.units(), wish.location());
    replace(
        change,
        wish.returnedLine(),
        before -> {
          List<Disposition> all = new ArrayList<>(before.dispositions());
          all.add(made);
          return new ReturnedLine(
              before.number(),
              before.shippedLine(),
              before.line(),
              before.item(),
              before.quantity(),
              before.processed(),
              all);
        });
    if (wish.type() == DispositionType.RESTOCKED) {
      ReturnedLine line =
          change.returns().stream()
              .flatMap(it -> it.lines().stream())
              .filter(it -> it.number().equals(wish.returnedLine()))
              .findFirst()
              .orElseThrow();
      change.restock(line.item(), wish.location().orElseThrow(), wish.units());
    }
  }

  private interface LineChange {
    ReturnedLine apply(ReturnedLine before);
  }

  private static void replace(OrderChange change, String number, LineChange changed) {
    change
        .returns()
        .replaceAll(
            it ->
                new Return(
                    it.number(),
                    it.createdAt(),
                    it.closed(),
                    it.lines().stream()
                        .map(line -> line.number().equals(number) ? changed.apply(line) : line)
                        .toList()));
  }

  // A return is closed when all its units are disposed.
  private static void close(OrderChange change) {
    change
        .returns()
        .replaceAll(
            it ->
                new Return(
                    it.number(),
                    it.createdAt(),
                    it.lines().stream().allMatch(line -> line.disposed() == line.quantity()),
                    it.lines()));
  }

  /** Processes units of a return together with their dispositions. */
  public StaffOutcome<Return> returnProcess(String number, List<ProcessWish> wishes) {
    return shop.atomically(
        () -> {
          Optional<OrderState> sale = shop.orders().owner(number);
          Optional<Return> found = shop.orders().returned(number);
          if (found.isEmpty()) {
            return StaffOutcome.refused(NOT_FOUND, "returnId", "Return not found.");
          }
          List<DisposalWish> dispositions =
              wishes.stream().flatMap(it -> it.dispositions().stream()).toList();
          for (ProcessWish wish : wishes) {
            Optional<ReturnedLine> line =
                found.get().lines().stream()
                    .filter(it -> it.number().equals(wish.returnedLine()))
                    .findFirst();
            if (line.isEmpty()
                || wish.units() <= 0
                || wish.units() > line.get().quantity() - line.get().processed()) {
              return StaffOutcome.refused(
                  INVALID, "returnLineItems", "Return line item has an invalid quantity.");
            }
          }
          Optional<StaffOutcome<Return>> wrong = refusal(sale, dispositions);
          if (wrong.isPresent()) {
            return wrong.get();
          }
          OrderChange change = new OrderChange(shop, sale.orElseThrow());
          dispositions.forEach(it -> dispose(change, it));
          for (ProcessWish wish : wishes) {
            replace(change, wish.returnedLine(), before -> processed(change, before, wish));
          }
          close(change);
          change.save();
          return StaffOutcome.done(shop.orders().returned(number).orElseThrow());
        });
  }

  private static ReturnedLine processed(
      OrderChange change, ReturnedLine before, ProcessWish wish) {
    long most = change.line(before.line()).current() - change.line(before.line()).unfulfilled();
    change.current(before.line(), -Math.min(wish.units(), most));
    return new ReturnedLine(
        before.number(),
        before.shippedLine(),
        before.line(),
        before.item(),
        before.quantity(),
        before.processed() + wish.units(),
        before.dispositions());
  }

  private static Optional<ReturnedLine> line(OrderState sale, String number) {
    return sale.returns().stream()
        .flatMap(it -> it.lines().stream())
        .filter(it -> it.number().equals(number))
        .findFirst();
  }
}
