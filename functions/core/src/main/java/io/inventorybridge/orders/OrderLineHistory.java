// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.orders;

import io.inventorybridge.ledger.OrderFacts;
import io.inventorybridge.ledger.counter.CounterPart;
import io.inventorybridge.orders.OrderVersion.Item;
import io.inventorybridge.orders.OrderVersion.Stamp;
import io.inventorybridge.stock.StockKey;
import io.inventorybridge.stock.StockQuantity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.stream.Stream;

/**
 * The history of one order line over all versions.
 *
 * @param stamp of the newest version that lists it
 * @param item as in that version
 * @param opened the newest version in which it was not completed. Earlier shipments, and Retail
 *     Pro's knowledge of them, are forgotten; that is the safe side
 * @param completed the shipments with their times; without completedAt, the version's lastUpdated
 * @param known the shipments that Retail Pro knew, with the time since when
 * @param largest the largest quantity of any version
 * @param at the item and location from which the shop took its units
 */
public record OrderLineHistory(
    Stamp stamp,
    Item item,
    Optional<Stamp> opened,
    List<LineShipment> completed,
    List<LineShipment> known,
    StockQuantity largest,
    ShopifyLineRef at) {
  public OrderLineHistory {
    completed = List.copyOf(completed);
    known = List.copyOf(known);
  }

  static OrderLineHistory first(Stamp stamp, Item item) {
    return new OrderLineHistory(
        stamp,
        item,
        Optional.empty(),
        List.of(),
        List.of(),
        item.quantity(),
        ShopifyLineRef.NOT_SAID);
  }

  OrderLineHistory with(Stamp version, Item listed, Optional<Instant> knownFrom) {
    boolean shipped = listed.status() == ItemStatus.COMPLETED && listed.upc().isPresent();
    boolean newer = version.compareTo(stamp) > 0;
    Optional<Stamp> openedAfter =
        listed.status() == ItemStatus.COMPLETED
                || opened.filter(there -> there.compareTo(version) >= 0).isPresent()
            ? opened
            : Optional.of(version);
    Optional<Instant> completedAt =
        shipped
            ? Optional.of(listed.completedAt().orElse(version.lastUpdated()))
            : Optional.empty();
    return new OrderLineHistory(
        newer ? version : stamp,
        newer ? listed : item,
        openedAfter,
        more(completed, completedAt, listed, version, openedAfter),
        more(known, knownFrom.filter(since -> shipped), listed, version, openedAfter),
        listed.quantity().compareTo(largest) > 0 ? listed.quantity() : largest,
        at.with(version, listed.shopify()));
  }

  OrderLineHistory at(ShopifyLineRef place) {
    return new OrderLineHistory(stamp, item, opened, completed, known, largest, place);
  }

  Optional<OrderHistory.CounterRef> counterRef() {
    return at.counter().map(counter -> new OrderHistory.CounterRef(counter, item.upc()));
  }

  /**
   * The units that Shopify took and gave back. By default it took the largest quantity of any
   * version, and gave back the units that were removed from the order.
   */
  CounterPart.Line counted(boolean isListed) {
    StockQuantity taken = item.shopify().taken().orElse(largest);
    boolean cancelled =
        item.status() == ItemStatus.CANCELLED || (item.status() == ItemStatus.OPEN && !isListed);
    StockQuantity less = cancelled ? taken : taken.minus(item.quantity());
    StockQuantity missing = less.units() < 0 ? StockQuantity.ZERO : less;
    // The restocked units of a version are outdated if a later version does not list the line.
    StockQuantity restocked =
        cancelled && !isListed ? taken : item.shopify().restocked().orElse(missing);
    return new CounterPart.Line(
        item.factId(), taken, restocked, item.status() == ItemStatus.COMPLETED);
  }

  private static List<LineShipment> more(
      List<LineShipment> there,
      Optional<Instant> since,
      Item listed,
      Stamp version,
      Optional<Stamp> opened) {
    List<LineShipment> after = new ArrayList<>(there);
    if (since.isPresent() && listed.upc().isPresent()) {
      LineShipment more =
          new LineShipment(
              listed.upc().get(), listed.facility(), since.get(), listed.quantity(), version);
      if (after.stream().noneMatch(shipment -> shipment.covers(more))) {
        after.removeIf(more::covers);
        after.add(more);
      }
    }
    after.removeIf(
        shipment -> opened.filter(at -> at.compareTo(shipment.version()) >= 0).isPresent());
    Collections.sort(after);
    return after;
  }

  List<OrderFacts.KnownSince> knownAt(StockKey key, SortedSet<Instant> declared) {
    Stream<OrderFacts.KnownSince> byPolicy =
        known.stream()
            .filter(shipment -> shipment.isFrom(key))
            .map(shipment -> new OrderFacts.KnownSince(shipment.since(), shipment.units()));
    Stream<OrderFacts.KnownSince> byOperator =
        completed.stream()
            .filter(shipment -> shipment.isFrom(key))
            .flatMap(
                shipment ->
                    declared.stream()
                        .filter(at -> covers(at, shipment))
                        .limit(1)
                        .map(at -> new OrderFacts.KnownSince(at, shipment.units())));
    return Stream.concat(byPolicy, byOperator).toList();
  }

  // Units that were open after the declaration were shipped after it, regardless of their
  // completedAt.
  private boolean covers(Instant declared, LineShipment shipment) {
    return !shipment.since().isAfter(declared)
        && opened.filter(open -> open.lastUpdated().isAfter(declared)).isEmpty();
  }
}
