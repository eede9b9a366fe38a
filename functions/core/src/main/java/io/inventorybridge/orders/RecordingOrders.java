// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.orders;

import io.inventorybridge.ledger.LedgerWriter;
import io.inventorybridge.ledger.OrderFootprint;
import io.inventorybridge.masterdata.facilities.FacilityKinds;
import io.inventorybridge.stock.FacilityId;
import io.inventorybridge.support.concurrent.BackoffPolicy;
import io.inventorybridge.support.concurrent.BoundedParallelism;
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

  private final OrderRepository orders;
  private final FacilityOrderIndex byFacility;
  private final LedgerWriter entries;
  private final Supplier<? extends FacilityKinds> inForce;
  private final ShopLocationResolver shop;
  private final BoundedParallelism boundedParallelism;
  private final BackoffPolicy backoff;

  /**
   * @param inForce reads the active facilities
   * @param boundedParallelism the parallelism over orders
   */
  public RecordingOrders(
      OrderRepository orders,
      FacilityOrderIndex byFacility,
      LedgerWriter entries,
      Supplier<? extends FacilityKinds> inForce,
      ShopLocationResolver shop,
      BoundedParallelism boundedParallelism,
      BackoffPolicy backoff) {
    this.orders = orders;
    this.byFacility = byFacility;
    this.entries = entries;
    this.inForce = inForce;
    this.shop = shop;
    this.boundedParallelism = boundedParallelism;
    this.backoff = backoff;
  }

  /** Records versions of one or several orders; gives the results in the same order. */
  public List<Recorded> record(Collection<OrderVersion> versions, AcknowledgmentPolicy policy) {
    FacilityKinds stores = inForce.get();
    List<Recorded> recorded =
        boundedParallelism.each(
            List.copyOf(versions),
            version -> {
              Recorded one =
                  store(version.orderId(), history -> history.with(version, policy, shop));
              projectOrder(one.history(), stores);
              return one;
            });
    reprojectUntilCurrent(recorded.stream().map(Recorded::history).toList(), stores);
    return recorded;
  }

  /** Tells whether orders must state the location from which the shop took their items. */
  ShopLocationResolver.Locations locations() {
    return shop.locations();
  }

  /**
   * Records that Retail Pro knows the order, as a fact independent of its versions: before, between
   * or after them.
   */
  public Recorded declareKnown(String orderId, Instant at) {
    FacilityKinds stores = inForce.get();
    Recorded declared = store(orderId, history -> history.declaredKnown(at));
    projectOrder(declared.history(), stores);
    reprojectUntilCurrent(List.of(declared.history()), stores);
    return declared;
  }

  /** Projects every key of the orders with the active facilities. */
  public void project(Collection<String> orderIds) {
    FacilityKinds stores = inForce.get();
    List<OrderHistory> histories = boundedParallelism.each(List.copyOf(orderIds), this::current);
    boundedParallelism.each(histories, history -> projectOrder(history, stores));
    reprojectUntilCurrent(histories, stores);
  }

  private void reprojectUntilCurrent(List<OrderHistory> histories, FacilityKinds projectedBy) {
    Set<FacilityId> named = new TreeSet<>();
    histories.forEach(history -> named.addAll(history.facilities()));
    FacilityKinds by = projectedBy;
    for (FacilityKinds now = inForce.get(); differ(named, by, now); now = inForce.get()) {
      FacilityKinds stores = now;
      boundedParallelism.each(histories, history -> projectOrder(history, stores));
      by = now;
    }
  }

  private static boolean differ(Set<FacilityId> named, FacilityKinds by, FacilityKinds now) {
    return named.stream().anyMatch(facility -> by.kindOf(facility) != now.kindOf(facility));
  }

  private OrderHistory projectOrder(OrderHistory history, FacilityKinds stores) {
    String orderId = history.orderId();
    for (OrderFootprint product : history.products()) {
      entries.applyOrder(product, () -> current(orderId).snapshot(product.upc(), stores));
    }
    return history;
  }

  private Recorded store(String orderId, UnaryOperator<OrderHistory> adding) {
    for (int attempt = 1; attempt <= MOST_ATTEMPTS; attempt++) {
      OrderRepository.StoredOrder kept =
          orders.find(orderId).orElse(new OrderRepository.StoredOrder(OrderHistory.of(orderId), 0));
      OrderHistory history = adding.apply(kept.history());
      if (history.equals(kept.history())) {
        return new NothingNew(history);
      }
      Set<FacilityId> names = new TreeSet<>(history.facilities());
      names.removeAll(kept.history().facilities());
      if (!names.isEmpty()) {
        byFacility.add(orderId, names);
      }
      if (orders.store(history, kept.revision()) instanceof OrderRepository.Stored) {
        return new NewFacts(history);
      }
      backoff.pause(attempt);
    }
    throw new IllegalStateException(
        "order %s was written by others during all of %d attempts"
            .formatted(orderId, MOST_ATTEMPTS));
  }

  private OrderHistory current(String orderId) {
    return orders
        .find(orderId)
        .map(OrderRepository.StoredOrder::history)
        .orElse(OrderHistory.of(orderId));
  }

  /** The result of recording a version. */
  public sealed interface Recorded {
    OrderHistory history();
  }

  /** The version added facts. */
  public record NewFacts(OrderHistory history) implements Recorded {}

  /** All facts of the version were known. */
  public record NothingNew(OrderHistory history) implements Recorded {}
}
