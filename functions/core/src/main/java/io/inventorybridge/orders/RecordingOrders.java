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
 * Records order versions. It writes the index by facility first, then the order, then, for each
 * product, the keys and counters it affects or ever affected. After a crash the same version, sent
 * again, completes the work; so does a version that adds nothing.
 *
 * <p>Facilities may change meanwhile. Orders are projected with the facilities active at the
 * beginning, and again if others are active at the end. So a change activated before the end is
 * seen here. {@link ProjectingOrders} follows a later change and finds everything written here.
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
   * @param inForce reads the active facilities
   * @param lanes the parallelism over orders
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

  /** Records versions of one or several orders; gives the results in the same order. */
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

  /** Tells whether orders must state the location from which the shop took their items. */
  ShopPlaces.Locations locations() {
    return shop.locations();
  }

  /**
   * Records that Retail Pro knows the order, as a fact independent of its versions: before, between
   * or after them.
   */
  public Recorded declareKnown(String orderId, Instant at) {
    Stores stores = inForce.get();
    Recorded declared = store(orderId, history -> history.declaredKnown(at));
    take(declared.history(), stores);
    untilInForce(List.of(declared.history()), stores);
    return declared;
  }

  /** Projects every key of the orders with the active facilities. */
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

  /** The result of recording a version. */
  public sealed interface Recorded {
    OrderHistory history();
  }

  /** The version added facts. */
  public record NewFacts(OrderHistory history) implements Recorded {}

  /** All facts of the version were known. */
  public record KnownBefore(OrderHistory history) implements Recorded {}
}
