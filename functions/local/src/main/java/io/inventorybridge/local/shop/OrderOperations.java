// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.shop;

import io.inventorybridge.local.shop.FakeShop.WantedItem;
import io.inventorybridge.local.shop.OrderState.Assigned;
import io.inventorybridge.local.shop.OrderState.AssignedLine;
import io.inventorybridge.local.shop.OrderState.Line;
import io.inventorybridge.local.shop.OrderState.Refund;
import io.inventorybridge.shopsync.shop.ShopRefund.RestockType;
import io.inventorybridge.stock.InventoryItemId;
import io.inventorybridge.stock.ItemAtLocation;
import io.inventorybridge.stock.ShopLocationId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The work of staff on orders: it creates, cancels, edits and refunds them. Each operation is
 * atomic.
 *
 * <p>Shopify documents the effects on stock in words, on <a
 * href="https://help.shopify.com/en/manual/products/inventory/managing-inventory-quantities/inventory-states">inventory
 * states</a> and <a
 * href="https://shopify.dev/docs/api/admin-graphql/latest/mutations/orderCreate">orderCreate</a>,
 * <a
 * href="https://shopify.dev/docs/api/admin-graphql/latest/mutations/refundCreate">refundCreate</a>
 * and <a
 * href="https://shopify.dev/docs/api/admin-graphql/latest/mutations/orderEditSetQuantity">orderEditSetQuantity</a>.
 * Guessed is: units removed without a restock leave committed and on hand.
 */
public final class OrderOperations {
  private static final String INVALID = "INVALID";
  private static final String NOT_FOUND = "NOT_FOUND";

  private final FakeShop shop;
  private final Map<String, EditSession> sessions = new HashMap<>();

  /** How an order that staff creates treats the stock. */
  public enum StockClaim {
    BYPASS,
    DECREMENT_IGNORING_POLICY,
    DECREMENT_OBEYING_POLICY
  }

  /**
   * Units of a line to refund.
   *
   * @param location of the restock; empty for the location of the units
   */
  public record RefundWish(
      String line, long units, RestockType type, Optional<ShopLocationId> location) {}

  /**
   * A changed line of an edit.
   *
   * @param restock true if removed units are available again
   * @param location of the restock or of the added units; empty for the location of the line
   */
  public record EditedLine(long quantity, boolean restock, Optional<ShopLocationId> location) {}

  /** A line that an edit adds. */
  public record AddedLine(
      String number, InventoryItemId item, long units, Optional<ShopLocationId> location) {}

  /** An edit that is not committed. It is lost when the process ends. */
  public record EditSession(
      String number, String order, Map<String, EditedLine> changed, List<AddedLine> added) {
    public EditSession {
      changed = Map.copyOf(changed);
      added = List.copyOf(added);
    }
  }

  OrderOperations(FakeShop shop) {
    this.shop = shop;
  }

  /** Creates an order; every line is assigned to one location. */
  public StaffOutcome<OrderState> orderCreate(List<WantedItem> wanted, StockClaim claim) {
    return shop.atomically(() -> create(wanted, claim));
  }

  private StaffOutcome<OrderState> create(List<WantedItem> wanted, StockClaim claim) {
    if (wanted.isEmpty()) {
      return StaffOutcome.refused(INVALID, "lineItems", "Line items must have at least one line");
    }
    Map<InventoryItemId, Long> units = new HashMap<>();
    List<ShopLocationId> locations = new ArrayList<>();
    for (WantedItem one : wanted) {
      if (one.units() <= 0 || shop.find(one.item()).isEmpty()) {
        return StaffOutcome.refused(
            INVALID,
            "lineItems",
            "Item %s with quantity %d cannot be ordered; name an item of the shop and a quantity"
                    .formatted(one.item(), one.units())
                + " above 0");
      }
      long together = units.merge(one.item(), one.units(), Math::addExact);
      WantedItem all = new WantedItem(one.item(), together);
      Optional<ShopLocationId> location = new OrderSimulator(shop).offering(all);
      if (location.isEmpty() && claim == StockClaim.DECREMENT_OBEYING_POLICY) {
        return StaffOutcome.refused(
            "INVENTORY_CLAIM_FAILED", "lineItems", "Unable to reserve inventory");
      }
      location = location.or(() -> fallback(one.item()));
      if (location.isEmpty()) {
        return StaffOutcome.refused(INVALID, "lineItems", "The shop has no active location");
      }
      locations.add(location.get());
    }
    OrderChange change = OrderChange.ofNew(shop);
    for (int i = 0; i < wanted.size(); i++) {
      Line line = change.addLine(wanted.get(i).item(), claim != StockClaim.BYPASS);
      change.order(line.number(), wanted.get(i).units(), locations.get(i));
    }
    return StaffOutcome.done(change.save());
  }

  // A location that stocks the item, else any active one.
  private Optional<ShopLocationId> fallback(InventoryItemId item) {
    List<ShopLocationId> active =
        shop.locations().stream()
            .filter(FakeShop.FakeLocation::active)
            .map(FakeShop.FakeLocation::location)
            .toList();
    return active.stream()
        .filter(it -> shop.level(new ItemAtLocation(item, it)).isPresent())
        .findFirst()
        .or(() -> active.stream().findFirst());
  }

  /** Cancels an order; its units that were not shipped are restocked or not. */
  public StaffOutcome<OrderState> orderCancel(String order, boolean restock) {
    return shop.atomically(
        () -> {
          Optional<OrderState> found = shop.orders().find(order);
          if (found.isEmpty()) {
            return StaffOutcome.refused(NOT_FOUND, "orderId", "Order does not exist");
          }
          if (found.get().cancelledAt().isPresent()) {
            return StaffOutcome.refused(INVALID, "orderId", "Order has already been cancelled");
          }
          OrderChange change = new OrderChange(shop, found.get());
          change.cancelled();
          for (Assigned part : found.get().assigned()) {
            for (AssignedLine work : part.lines()) {
              Optional<ShopLocationId> location =
                  restock ? Optional.of(part.location()) : Optional.empty();
              change.refundLine(
                  work.line(),
                  work.remaining(),
                  restock ? RestockType.CANCEL : RestockType.NO_RESTOCK,
                  location);
              change.remove(part, work, work.remaining(), location);
            }
          }
          change.refunded();
          return StaffOutcome.done(change.save());
        });
  }

  /** Refunds units of lines. */
  public StaffOutcome<Refund> refundCreate(String order, List<RefundWish> wishes) {
    return shop.atomically(
        () -> {
          Optional<OrderState> found = shop.orders().find(order);
          if (found.isEmpty()) {
            return StaffOutcome.refused("", "orderId", "Order does not exist");
          }
          Map<String, Long> units = new HashMap<>();
          for (RefundWish wish : wishes) {
            long together = units.merge(wish.line() + wish.type(), wish.units(), Math::addExact);
            Optional<StaffOutcome<Refund>> wrong = refusal(found.get(), wish, together);
            if (wrong.isPresent()) {
              return wrong.get();
            }
          }
          OrderChange change = new OrderChange(shop, found.get());
          wishes.forEach(wish -> refund(change, wish));
          Optional<Refund> refund = change.refunded();
          if (refund.isEmpty()) {
            return StaffOutcome.refused("", "refundLineItems", "Refund must have line items");
          }
          change.save();
          return StaffOutcome.done(refund.get());
        });
  }

  private Optional<StaffOutcome<Refund>> refusal(OrderState sale, RefundWish wish, long units) {
    Optional<Line> line =
        sale.lines().stream().filter(it -> it.number().equals(wish.line())).findFirst();
    if (line.isEmpty()) {
      return Optional.of(StaffOutcome.refused("", "refundLineItems", "Line item does not exist"));
    }
    Line there = line.get();
    long most =
        switch (wish.type()) {
          case CANCEL -> Math.min(there.current(), there.unfulfilled());
          case RETURN -> there.current() - there.unfulfilled();
          default -> there.current();
        };
    if (wish.units() <= 0 || units > most) {
      return Optional.of(
          StaffOutcome.refused(
              "",
              "refundLineItems",
              "Refund line item quantity %d cannot refund more items than the %d that are there"
                  .formatted(units, most)));
    }
    return wish.location().filter(it -> shop.location(it).isEmpty()).isPresent()
        ? Optional.of(StaffOutcome.refused("", "refundLineItems", "Location does not exist"))
        : Optional.empty();
  }

  private static void refund(OrderChange change, RefundWish wish) {
    long left = wish.units();
    boolean restock = wish.type() != RestockType.NO_RESTOCK;
    if (wish.type() != RestockType.RETURN) {
      for (Assigned part : change.assigned()) {
        for (AssignedLine work : part.lines()) {
          long now = Math.min(left, work.remaining());
          if (work.line().equals(wish.line()) && now > 0) {
            Optional<ShopLocationId> location =
                restock ? Optional.of(wish.location().orElse(part.location())) : Optional.empty();
            change.remove(part, work, now, location);
            change.refundLine(wish.line(), now, wish.type(), location);
            left -= now;
          }
        }
      }
    }
    if (left > 0) {
      Optional<ShopLocationId> location =
          restock ? wish.location().or(() -> shippedFrom(change, wish.line())) : Optional.empty();
      change.giveBack(wish.line(), left, location);
      change.refundLine(wish.line(), left, wish.type(), location);
    }
  }

  // The first location that shipped units of the line.
  private static Optional<ShopLocationId> shippedFrom(OrderChange change, String line) {
    return change.assigned().stream()
        .filter(
            part ->
                part.lines().stream()
                    .anyMatch(it -> it.line().equals(line) && it.total() > it.remaining()))
        .map(Assigned::location)
        .findFirst();
  }

  /** Begins an edit; it changes nothing until it is committed. */
  public StaffOutcome<EditSession> orderEditBegin(String order) {
    return shop.atomically(
        () -> {
          Optional<OrderState> found = shop.orders().find(order);
          if (found.isEmpty() || found.get().cancelledAt().isPresent()) {
            return StaffOutcome.refused("", "id", "The order cannot be edited");
          }
          return StaffOutcome.done(
              kept(new EditSession(Long.toString(shop.nextNumber()), order, Map.of(), List.of())));
        });
  }

  /** Sets the current quantity of a line in an edit. Shipped units cannot be removed. */
  public StaffOutcome<EditSession> orderEditSetQuantity(
      String session, String line, EditedLine changed) {
    return shop.atomically(
        () -> {
          Optional<EditSession> found = editSession(session);
          if (found.isEmpty()) {
            return StaffOutcome.refused("", "id", "The edit does not exist; begin it first");
          }
          EditSession edit = found.get();
          List<AddedLine> added = new ArrayList<>(edit.added());
          for (int i = 0; i < added.size(); i++) {
            AddedLine one = added.get(i);
            if (one.number().equals(line)) {
              added.set(i, new AddedLine(line, one.item(), changed.quantity(), one.location()));
              return StaffOutcome.done(
                  kept(new EditSession(session, edit.order(), edit.changed(), added)));
            }
          }
          Optional<Line> there =
              shop.orders().existing(edit.order()).lines().stream()
                  .filter(it -> it.number().equals(line))
                  .findFirst();
          if (there.isEmpty()) {
            return StaffOutcome.refused("", "lineItemId", "The line item does not exist");
          }
          long least = there.get().current() - there.get().unfulfilled();
          if (changed.quantity() < Math.max(0, least)) {
            return StaffOutcome.refused(
                "",
                "quantity",
                "Quantity %d is below the %d units that were shipped"
                    .formatted(changed.quantity(), least));
          }
          Map<String, EditedLine> all = new LinkedHashMap<>(edit.changed());
          all.put(line, changed);
          return StaffOutcome.done(kept(new EditSession(session, edit.order(), all, added)));
        });
  }

  /** Adds a line in an edit. */
  public StaffOutcome<EditSession> orderEditAddVariant(
      String session, InventoryItemId item, long units, Optional<ShopLocationId> location) {
    return shop.atomically(
        () -> {
          Optional<EditSession> found = editSession(session);
          if (found.isEmpty()) {
            return StaffOutcome.refused("", "id", "The edit does not exist; begin it first");
          }
          if (shop.find(item).isEmpty() || units <= 0) {
            return StaffOutcome.refused("", "variantId", "The variant cannot be added");
          }
          List<AddedLine> added = new ArrayList<>(found.get().added());
          added.add(new AddedLine(Long.toString(shop.nextNumber()), item, units, location));
          return StaffOutcome.done(
              kept(new EditSession(session, found.get().order(), found.get().changed(), added)));
        });
  }

  /** Commits an edit: its changes of the order and of the stock happen now. */
  public StaffOutcome<OrderState> orderEditCommit(String session) {
    return shop.atomically(
        () -> {
          Optional<EditSession> found = editSession(session);
          if (found.isEmpty()) {
            return StaffOutcome.refused("", "id", "The edit does not exist; begin it first");
          }
          EditSession edit = found.get();
          OrderState sale = shop.orders().existing(edit.order());
          for (Map.Entry<String, EditedLine> one : edit.changed().entrySet()) {
            Line line =
                sale.lines().stream()
                    .filter(it -> it.number().equals(one.getKey()))
                    .findFirst()
                    .orElseThrow();
            if (one.getValue().quantity() < line.current() - line.unfulfilled()
                || sale.cancelledAt().isPresent()) {
              return StaffOutcome.refused(
                  "", "id", "The order changed since the edit began; begin it again");
            }
          }
          sessions.remove(session);
          OrderChange change = new OrderChange(shop, sale);
          edit.changed().forEach((line, changed) -> edit(change, line, changed));
          for (AddedLine one : edit.added()) {
            if (one.units() > 0) {
              ShopLocationId location =
                  one.location()
                      .or(
                          () ->
                              new OrderSimulator(shop)
                                  .offering(new WantedItem(one.item(), one.units())))
                      .or(() -> fallback(one.item()))
                      .orElseThrow();
              change.order(change.addLine(one.item(), true).number(), one.units(), location);
            }
          }
          return StaffOutcome.done(change.save());
        });
  }

  private void edit(OrderChange change, String number, EditedLine changed) {
    Line line = change.line(number);
    long more = changed.quantity() - line.current();
    if (more > 0) {
      ShopLocationId location =
          changed
              .location()
              .or(() -> assignedTo(change, number))
              .or(() -> fallback(line.item()))
              .orElseThrow();
      change.order(number, more, location);
      return;
    }
    long left = -more;
    for (Assigned part : change.assigned()) {
      for (AssignedLine work : part.lines()) {
        long now = Math.min(left, work.remaining());
        if (work.line().equals(number) && now > 0) {
          change.remove(
              part,
              work,
              now,
              changed.restock()
                  ? Optional.of(changed.location().orElse(part.location()))
                  : Optional.empty());
          left -= now;
        }
      }
    }
  }

  private static Optional<ShopLocationId> assignedTo(OrderChange change, String line) {
    return change.assigned().stream()
        .filter(Assigned::open)
        .filter(part -> part.lines().stream().anyMatch(it -> it.line().equals(line)))
        .map(Assigned::location)
        .findFirst();
  }

  /** The edit with this number; empty if it was committed or never begun. */
  public Optional<EditSession> editSession(String number) {
    return Optional.ofNullable(sessions.get(number));
  }

  private EditSession kept(EditSession edit) {
    sessions.put(edit.number(), edit);
    return edit;
  }
}
