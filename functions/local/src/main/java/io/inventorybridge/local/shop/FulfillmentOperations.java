// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.shop;

import io.inventorybridge.local.shop.OrderState.Assigned;
import io.inventorybridge.local.shop.OrderState.AssignedLine;
import io.inventorybridge.local.shop.OrderState.Fulfillment;
import io.inventorybridge.local.shop.OrderState.Hold;
import io.inventorybridge.local.shop.OrderState.Line;
import io.inventorybridge.local.shop.OrderState.ShippedLine;
import io.inventorybridge.stock.ItemAtLocation;
import io.inventorybridge.stock.ShopLocationId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToLongFunction;

/**
 * The work of staff on fulfillment orders and shipments. Each operation is atomic.
 *
 * <p>The documented effects are those of <a
 * href="https://shopify.dev/docs/api/admin-graphql/latest/mutations/fulfillmentCancel">fulfillmentCancel</a>,
 * <a
 * href="https://shopify.dev/docs/api/admin-graphql/latest/mutations/fulfillmentOrderMove">fulfillmentOrderMove</a>,
 * <a
 * href="https://shopify.dev/docs/api/admin-graphql/latest/mutations/fulfillmentOrderSplit">fulfillmentOrderSplit</a>
 * and <a
 * href="https://shopify.dev/docs/api/admin-graphql/latest/mutations/fulfillmentOrderHold">fulfillmentOrderHold</a>.
 * Guessed are: a move takes its committed units along, and units of a cancelled shipment are
 * committed again.
 */
public record FulfillmentOperations(FakeShop shop) {
  private static final String UNKNOWN = "Fulfillment order does not exist.";

  /** Units of a line of a fulfillment order. */
  public record WorkUnits(String assignedLine, long units) {}

  /**
   * The outcome of a move.
   *
   * @param moved the fulfillment order at the new location
   * @param original the one that was moved, afterwards
   */
  public record MovedWork(Assigned moved, Assigned original) {}

  /** A split fulfillment order: what stayed, and the new one. */
  public record SplitWork(Assigned remaining, Assigned split) {}

  /**
   * Ships units of fulfillment orders of one order and one location.
   *
   * @param work the units by fulfillment order; an empty list for all that remain
   */
  public StaffOutcome<Fulfillment> fulfillmentCreate(Map<String, List<WorkUnits>> work) {
    return shop.atomically(() -> create(work));
  }

  private StaffOutcome<Fulfillment> create(Map<String, List<WorkUnits>> work) {
    Map<Assigned, List<WorkUnits>> wanted = new LinkedHashMap<>();
    Set<String> orders = new HashSet<>();
    Set<ShopLocationId> locations = new HashSet<>();
    for (Map.Entry<String, List<WorkUnits>> one : work.entrySet()) {
      Optional<Assigned> part = shop.orders().assigned(one.getKey());
      if (part.isEmpty()) {
        return StaffOutcome.refused("", "fulfillment", UNKNOWN);
      }
      if (!part.get().open() || part.get().hold().isPresent()) {
        return StaffOutcome.refused(
            "",
            "fulfillment",
            "Fulfillment order %s has an unfulfillable status= %s."
                .formatted(part.get().number(), part.get().status().toLowerCase(Locale.ROOT)));
      }
      List<WorkUnits> units = one.getValue().isEmpty() ? all(part.get()) : one.getValue();
      if (exceeds(part.get(), units)) {
        return StaffOutcome.refused(
            "", "fulfillment", "Invalid fulfillment order line item quantity requested.");
      }
      wanted.put(part.get(), units);
      orders.add(part.get().order());
      locations.add(part.get().location());
    }
    if (orders.size() != 1 || locations.size() != 1) {
      return StaffOutcome.refused(
          "",
          "fulfillment",
          "All fulfillment orders must belong to the same order and the same location.");
    }
    OrderChange change = new OrderChange(shop, shop.orders().existing(orders.iterator().next()));
    List<ShippedLine> shipped = new ArrayList<>();
    wanted.forEach(
        (part, units) -> {
          for (WorkUnits one : units) {
            ship(change, part, line(part, one.assignedLine()).orElseThrow(), one.units(), shipped);
          }
        });
    Fulfillment made = fulfillment(change, locations.iterator().next(), shipped);
    change.save();
    return StaffOutcome.done(made);
  }

  private static List<WorkUnits> all(Assigned part) {
    return part.lines().stream()
        .filter(it -> it.remaining() > 0)
        .map(it -> new WorkUnits(it.number(), it.remaining()))
        .toList();
  }

  // Tells whether a line is unknown, named twice, or has fewer units.
  private static boolean exceeds(Assigned part, List<WorkUnits> units) {
    Set<String> named = new HashSet<>();
    for (WorkUnits one : units) {
      Optional<AssignedLine> line = line(part, one.assignedLine());
      if (line.isEmpty()
          || one.units() <= 0
          || one.units() > line.get().remaining()
          || !named.add(one.assignedLine())) {
        return true;
      }
    }
    return units.isEmpty();
  }

  private static Optional<AssignedLine> line(Assigned part, String number) {
    return part.lines().stream().filter(it -> it.number().equals(number)).findFirst();
  }

  /** Ships without checks; the caller names remaining units only. */
  void ship(Assigned part, List<AssignedLine> lines, ToLongFunction<AssignedLine> units) {
    OrderChange change = new OrderChange(shop, shop.orders().existing(part.order()));
    List<ShippedLine> shipped = new ArrayList<>();
    lines.forEach(it -> ship(change, part, it, units.applyAsLong(it), shipped));
    fulfillment(change, part.location(), shipped);
    change.save();
  }

  private static void ship(
      OrderChange change, Assigned part, AssignedLine line, long units, List<ShippedLine> shipped) {
    if (units > 0) {
      change.ship(part, line, units);
      shipped.add(new ShippedLine(change.number(), line.number(), line.line(), line.item(), units));
    }
  }

  private static Fulfillment fulfillment(
      OrderChange change, ShopLocationId location, List<ShippedLine> shipped) {
    Fulfillment made =
        new Fulfillment(change.number(), change.at(), change.at(), false, location, shipped);
    change.fulfillments().add(made);
    return made;
  }

  /**
   * Cancels a shipment. A fulfillment order that was shipped entirely stays closed, and a new one
   * is opened; one that has units left gets these back.
   */
  public StaffOutcome<Fulfillment> fulfillmentCancel(String fulfillment) {
    return shop.atomically(
        () -> {
          Optional<Fulfillment> found = shop.orders().fulfillment(fulfillment);
          if (found.isEmpty()) {
            return StaffOutcome.refused("", "id", "Fulfillment not found.");
          }
          if (found.get().cancelled()) {
            return StaffOutcome.refused("", "id", "Fulfillment is already cancelled.");
          }
          Fulfillment before = found.get();
          OrderState sale = shop.orders().owner(fulfillment).orElseThrow();
          if (sale.cancelledAt().isPresent() || returned(sale, before)) {
            return StaffOutcome.refused(
                "", "id", "Fulfillment of a cancelled or returned order cannot be cancelled.");
          }
          OrderChange change = new OrderChange(shop, sale);
          List<AssignedLine> opened = new ArrayList<>();
          for (ShippedLine line : before.lines()) {
            Assigned part = partOf(sale, line.assignedLine());
            change.unship(line.line(), part.location(), line.quantity());
            if (change.part(part.number()).open()) {
              change.changeWork(line.assignedLine(), 0, line.quantity());
            } else {
              opened.add(change.assignedLine(change.line(line.line()), line.quantity()));
            }
          }
          if (!opened.isEmpty()) {
            change.open(before.location(), opened);
          }
          Fulfillment after =
              new Fulfillment(
                  before.number(),
                  before.createdAt(),
                  change.at(),
                  true,
                  before.location(),
                  before.lines());
          change.fulfillments().replaceAll(it -> it.number().equals(fulfillment) ? after : it);
          change.save();
          return StaffOutcome.done(after);
        });
  }

  // Units that were returned or refunded after the shipment are not shipped again.
  private static boolean returned(OrderState sale, Fulfillment shipment) {
    return shipment.lines().stream()
        .anyMatch(
            line ->
                sale.returns().stream()
                        .flatMap(it -> it.lines().stream())
                        .anyMatch(it -> it.shippedLine().equals(line.number()))
                    || sale.lines().stream()
                        .anyMatch(
                            it ->
                                it.number().equals(line.line())
                                    && it.current() - it.unfulfilled() < line.quantity()));
  }

  private static Assigned partOf(OrderState sale, String assignedLine) {
    return sale.assigned().stream()
        .filter(it -> line(it, assignedLine).isPresent())
        .findFirst()
        .orElseThrow();
  }

  /**
   * Assigns units to another location. Without shipped units and with all lines the fulfillment
   * order itself moves; else the units are in a new one.
   *
   * @param units the units to move; an empty list for all that remain
   */
  public StaffOutcome<MovedWork> fulfillmentOrderMove(
      String assigned, ShopLocationId location, List<WorkUnits> units) {
    return shop.atomically(
        () -> {
          Optional<Assigned> found = shop.orders().assigned(assigned);
          if (found.isEmpty()) {
            return StaffOutcome.refused("", "id", UNKNOWN);
          }
          Assigned part = found.get();
          List<WorkUnits> wanted = units.isEmpty() ? all(part) : units;
          if (!part.open()) {
            return StaffOutcome.refused(
                "", "id", "Cannot change location: the fulfillment order is closed.");
          }
          if (exceeds(part, wanted)) {
            return StaffOutcome.refused(
                "", "fulfillmentOrderLineItems", "The quantity of a line item is not valid.");
          }
          if (part.location().equals(location)
              || shop.location(location).filter(FakeShop.FakeLocation::active).isEmpty()) {
            return StaffOutcome.refused(
                "", "newLocationId", "The fulfillment order cannot be moved to this location.");
          }
          for (WorkUnits one : wanted) {
            AssignedLine line = line(part, one.assignedLine()).orElseThrow();
            if (shop.level(new ItemAtLocation(line.item(), location)).isEmpty()) {
              return StaffOutcome.refused(
                  "", "newLocationId", "The location never stocked item " + line.item() + ".");
            }
          }
          return StaffOutcome.done(move(part, location, wanted));
        });
  }

  /** Assigns the remaining units to another location; shipped ones stay where they were shipped. */
  static void relocate(OrderChange change, Assigned part, ShopLocationId location) {
    List<WorkUnits> units = all(part);
    if (whole(part, units)) {
      change.replace(part.withLocation(location, change.at()));
    } else if (!units.isEmpty()) {
      cut(change, part, location, units);
    }
  }

  private MovedWork move(Assigned part, ShopLocationId location, List<WorkUnits> units) {
    OrderChange change = new OrderChange(shop, shop.orders().existing(part.order()));
    for (WorkUnits one : units) {
      Line line = change.line(line(part, one.assignedLine()).orElseThrow().line());
      change.moveCommitted(line, part.location(), location, one.units());
    }
    Assigned moved;
    if (whole(part, units)) {
      moved = part.withLocation(location, change.at());
      change.replace(moved);
    } else {
      moved = cut(change, part, location, units);
    }
    change.save();
    return new MovedWork(moved, change.part(part.number()));
  }

  private static boolean whole(Assigned part, List<WorkUnits> units) {
    return units.stream().mapToLong(WorkUnits::units).sum()
        == part.lines().stream().mapToLong(AssignedLine::total).sum();
  }

  // Moves units into a new fulfillment order.
  private static Assigned cut(
      OrderChange change, Assigned part, ShopLocationId location, List<WorkUnits> units) {
    List<AssignedLine> lines = new ArrayList<>();
    for (WorkUnits one : units) {
      AssignedLine line = line(part, one.assignedLine()).orElseThrow();
      change.changeWork(one.assignedLine(), -one.units(), -one.units());
      lines.add(change.assignedLine(change.line(line.line()), one.units()));
    }
    return change.open(location, lines);
  }

  /** Puts units into a fulfillment order of their own, at the same location. */
  public StaffOutcome<SplitWork> fulfillmentOrderSplit(String assigned, List<WorkUnits> units) {
    return shop.atomically(
        () -> {
          Optional<Assigned> found = shop.orders().assigned(assigned);
          if (found.isEmpty() || !found.get().open()) {
            return StaffOutcome.refused(
                "FULFILLMENT_ORDER_NOT_FOUND", "fulfillmentOrderSplits", UNKNOWN);
          }
          if (units.isEmpty()) {
            return StaffOutcome.refused(
                "NO_LINE_ITEMS_PROVIDED_TO_SPLIT",
                "fulfillmentOrderSplits",
                "No line items were provided to split.");
          }
          Assigned part = found.get();
          if (exceeds(part, units)
              || units.stream().mapToLong(WorkUnits::units).sum() == part.remaining()) {
            return StaffOutcome.refused(
                "INVALID_LINE_ITEM_QUANTITY",
                "fulfillmentOrderSplits",
                "The fulfillment order line item quantity is invalid.");
          }
          OrderChange change = new OrderChange(shop, shop.orders().existing(part.order()));
          Assigned split = cut(change, part, part.location(), units);
          change.save();
          return StaffOutcome.done(new SplitWork(change.part(assigned), split));
        });
  }

  /** Holds a fulfillment order; it cannot be shipped until the hold is released. */
  public StaffOutcome<Assigned> fulfillmentOrderHold(String assigned, String reason) {
    return shop.atomically(
        () -> {
          Optional<Assigned> found = shop.orders().assigned(assigned);
          if (found.isEmpty() || !found.get().open()) {
            return StaffOutcome.refused("FULFILLMENT_ORDER_NOT_FOUND", "id", UNKNOWN);
          }
          if (found.get().hold().isPresent()) {
            return StaffOutcome.refused(
                "DUPLICATE_FULFILLMENT_HOLD_HANDLE", "id", "The fulfillment order is on hold.");
          }
          return StaffOutcome.done(
              hold(
                  found.get(),
                  Optional.of(new Hold(Long.toString(shop.nextNumber()), reason)),
                  Assigned.ON_HOLD));
        });
  }

  public StaffOutcome<Assigned> fulfillmentOrderReleaseHold(String assigned) {
    return shop.atomically(
        () -> {
          Optional<Assigned> found = shop.orders().assigned(assigned);
          if (found.isEmpty() || found.get().hold().isEmpty()) {
            return StaffOutcome.refused("FULFILLMENT_ORDER_NOT_FOUND", "id", UNKNOWN);
          }
          boolean begun = found.get().lines().stream().anyMatch(it -> it.remaining() < it.total());
          return StaffOutcome.done(
              hold(found.get(), Optional.empty(), begun ? Assigned.IN_PROGRESS : Assigned.OPEN));
        });
  }

  private Assigned hold(Assigned part, Optional<Hold> hold, String status) {
    OrderChange change = new OrderChange(shop, shop.orders().existing(part.order()));
    Assigned held = part.withHold(hold, status, change.at());
    change.replace(held);
    change.save();
    return held;
  }
}
