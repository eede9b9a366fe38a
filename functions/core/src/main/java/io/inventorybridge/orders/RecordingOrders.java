// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.orders;

import io.inventorybridge.facilities.Stores;
import io.inventorybridge.ledger.Backoff;
import io.inventorybridge.ledger.Lanes;
import io.inventorybridge.ledger.OrderOnProduct;
import io.inventorybridge.ledger.PostingEntries;
import io.inventorybridge.stock.FacilityId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * Takes in versions of orders: first who names which facility, then the order, then product by
 * product the keys and counters it touches or ever touched. A crash in between is finished by the
 * same version coming again; so is a version that adds nothing.
 *
 * <p>Facilities may change meanwhile. Orders are projected by those in force at the beginning, and
 * again when at the end others are: so a change that came into force before the end is seen here,
 * and one that came later is followed by {@link ProjectingOrders}, which finds all that was written
 * here.
 */
public final class RecordingOrders {
  private static final int MOST_ATTEMPTS = 1_000;

  private final Orders orders;
  private final OrdersByFacility byFacility;
  private final PostingEntries entries;
  private final Supplier<? extends Stores> inForce;
  private final ShopPlaces shop;
  private final Lanes lanes;
  private final Backoff backoff;

  /**
   * @param inForce gives the facilities in force at the moment it is asked
   * @param lanes how many orders are written at a time
   */
  public RecordingOrders(
      Orders orders,
      OrdersByFacility byFacility,
      PostingEntries entries,
      Supplier<? extends Stores> inForce,
      ShopPlaces shop,
      Lanes lanes,
      Backoff backoff) {
    this.orders = orders;
    this.byFacility = byFacility;
    this.entries = entries;
    this.inForce = inForce;
    this.shop = shop;
    this.lanes = lanes;
    this.backoff = backoff;
  }

  /** Takes in versions, of one order or of many; gives how, in the same order. */
  public List<Recorded> record(Collection<OrderVersion> versions, KnownPolicy policy) {
    Stores stores = inForce.get();
    List<Recorded> recorded =
        lanes.each(
            List.copyOf(versions),
            version -> {
              Recorded one =
                  store(version.orderId(), history -> history.with(version, policy, shop));
              take(one.history(), stores);
              return one;
            });
    untilInForce(recorded.stream().map(Recorded::history).toList(), stores);
    return recorded;
  }

  /** Whether orders have to say at which of its locations the shop took their items. */
  ShopPlaces.Locations locations() {
    return shop.locations();
  }

  /**
   * Takes in that Retail Pro knows the order, as a fact beside its versions: before them, after
   * them, or between.
   */
  public Recorded declareKnown(String orderId, Instant at) {
    Stores stores = inForce.get();
    Recorded declared = store(orderId, history -> history.declaredKnown(at));
    take(declared.history(), stores);
    untilInForce(List.of(declared.history()), stores);
    return declared;
  }

  /** Brings every key of the orders to what these say by the facilities in force. */
  public void project(Collection<String> orderIds) {
    Stores stores = inForce.get();
    List<OrderHistory> histories = lanes.each(List.copyOf(orderIds), this::current);
    lanes.each(histories, history -> take(history, stores));
    untilInForce(histories, stores);
  }

  private void untilInForce(List<OrderHistory> histories, Stores projectedBy) {
    Set<FacilityId> named = new TreeSet<>();
    histories.forEach(history -> named.addAll(history.facilities()));
    Stores by = projectedBy;
    for (Stores now = inForce.get(); differ(named, by, now); now = inForce.get()) {
      Stores stores = now;
      lanes.each(histories, history -> take(history, stores));
      by = now;
    }
  }

  private static boolean differ(Set<FacilityId> named, Stores by, Stores now) {
    return named.stream().anyMatch(facility -> by.kindOf(facility) != now.kindOf(facility));
  }

  private OrderHistory take(OrderHistory history, Stores stores) {
    String orderId = history.orderId();
    for (OrderOnProduct product : history.products()) {
      entries.take(product, () -> current(orderId).saying(product.upc(), stores));
    }
    return history;
  }

  private Recorded store(String orderId, UnaryOperator<OrderHistory> adding) {
    for (int attempt = 1; attempt <= MOST_ATTEMPTS; attempt++) {
      Orders.Kept kept = orders.find(orderId).orElse(new Orders.Kept(OrderHistory.of(orderId), 0));
      OrderHistory history = adding.apply(kept.history());
      if (history.equals(kept.history())) {
        return new KnownBefore(history);
      }
      Set<FacilityId> names = new TreeSet<>(history.facilities());
      names.removeAll(kept.history().facilities());
      if (!names.isEmpty()) {
        byFacility.add(orderId, names);
      }
      if (orders.store(history, kept.revision()) instanceof Orders.Stored) {
        return new NewFacts(history);
      }
      backoff.pause(attempt);
    }
    throw new IllegalStateException(
        "order %s was written by others during all of %d attempts"
            .formatted(orderId, MOST_ATTEMPTS));
  }

  private OrderHistory current(String orderId) {
    return orders.find(orderId).map(Orders.Kept::history).orElse(OrderHistory.of(orderId));
  }

  /** How a version was taken in. */
  public sealed interface Recorded {
    OrderHistory history();
  }

  /** Something new was said. */
  public record NewFacts(OrderHistory history) implements Recorded {}

  /** Everything that was said was known. */
  public record KnownBefore(OrderHistory history) implements Recorded {}
}
