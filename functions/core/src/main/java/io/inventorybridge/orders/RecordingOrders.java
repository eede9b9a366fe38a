// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.orders;

import io.inventorybridge.ledger.LedgerWriter;
import io.inventorybridge.ledger.OrderFootprint;
import io.inventorybridge.masterdata.facilities.FacilityKinds;
import io.inventorybridge.stock.FacilityId;
import io.inventorybridge.support.concurrent.BackoffPolicy;
import io.inventorybridge.support.concurrent.BoundedParallelism;
import io.inventorybridge.support.records.BadRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
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

  /**
   * Records versions of one or several orders; gives the results in the same order. An order whose
   * stored records cannot be used does not stop the others.
   */
  public List<VersionOutcome> record(
      Collection<OrderVersion> versions, AcknowledgmentPolicy policy) {
    FacilityKinds stores = inForce.get();
    List<VersionOutcome> outcomes =
        boundedParallelism.each(
            List.copyOf(versions),
            version ->
                attempt(
                    version.orderId(),
                    () -> {
                      Recorded one =
                          store(version.orderId(), history -> history.with(version, policy, shop));
                      projectOrder(one.history(), stores);
                      return one;
                    }));
    Map<String, Unrecordable> failed =
        reprojectUntilCurrent(
            outcomes.stream()
                .filter(Recorded.class::isInstance)
                .map(one -> ((Recorded) one).history())
                .toList(),
            stores);
    return outcomes.stream()
        .map(
            one ->
                one instanceof Recorded done && failed.containsKey(done.history().orderId())
                    ? failed.get(done.history().orderId())
                    : one)
        .toList();
  }

  // Failures that repetition cannot heal. Any other failure ends the call, which is repeated.
  private static VersionOutcome attempt(String orderId, Supplier<? extends VersionOutcome> work) {
    try {
      return work.get();
    } catch (BadRecord e) {
      return new Unrecordable(orderId, e.sentence());
    } catch (ArithmeticException e) {
      return new Unrecordable(
          orderId, "the units of order %s are too many to be added".formatted(orderId));
    }
  }

  /** Tells whether orders must state the location from which the shop took their items. */
  ShopLocationResolver.Locations locations() {
    return shop.locations();
  }

  /**
   * Records that Retail Pro knows the order, as a fact independent of its versions: before, between
   * or after them.
   *
   * @param notYetReceived also declares an order without a received version; otherwise its id may
   *     be a mistake, and nothing is recorded
   */
  public DeclarationOutcome declareKnown(String orderId, Instant at, boolean notYetReceived) {
    if (!notYetReceived && current(orderId).newest().isEmpty()) {
      return new NotReceived();
    }
    FacilityKinds stores = inForce.get();
    Recorded declared = store(orderId, history -> history.declaredKnown(at));
    projectOrder(declared.history(), stores);
    for (Unrecordable failed :
        reprojectUntilCurrent(List.of(declared.history()), stores).values()) {
      throw new BadRecord(failed.sentence());
    }
    return declared;
  }

  /**
   * Projects every key of the orders with the active facilities.
   *
   * @return the orders whose stored records cannot be used; they do not stop the others
   */
  public List<Unrecordable> project(Collection<String> orderIds) {
    FacilityKinds stores = inForce.get();
    List<VersionOutcome> outcomes =
        boundedParallelism.each(
            List.copyOf(orderIds),
            orderId ->
                attempt(orderId, () -> new NothingNew(projectOrder(current(orderId), stores))));
    List<OrderHistory> histories = new ArrayList<>();
    Map<String, Unrecordable> failed = new TreeMap<>();
    for (VersionOutcome outcome : outcomes) {
      switch (outcome) {
        case Recorded done -> histories.add(done.history());
        case Unrecordable not -> failed.put(not.orderId(), not);
      }
    }
    failed.putAll(reprojectUntilCurrent(histories, stores));
    return List.copyOf(failed.values());
  }

  private Map<String, Unrecordable> reprojectUntilCurrent(
      List<OrderHistory> histories, FacilityKinds projectedBy) {
    Set<FacilityId> named = new TreeSet<>();
    histories.forEach(history -> named.addAll(history.facilities()));
    Map<String, Unrecordable> failed = new TreeMap<>();
    FacilityKinds by = projectedBy;
    for (FacilityKinds now = inForce.get(); differ(named, by, now); now = inForce.get()) {
      FacilityKinds stores = now;
      boundedParallelism
          .each(
              histories,
              history ->
                  attempt(history.orderId(), () -> new NothingNew(projectOrder(history, stores))))
          .forEach(
              outcome -> {
                if (outcome instanceof Unrecordable not) {
                  failed.put(not.orderId(), not);
                }
              });
      by = now;
    }
    return failed;
  }

  private static boolean differ(Set<FacilityId> named, FacilityKinds by, FacilityKinds now) {
    return named.stream().anyMatch(facility -> by.kindOf(facility) != now.kindOf(facility));
  }

  private OrderHistory projectOrder(OrderHistory history, FacilityKinds stores) {
    AtomicReference<OrderRepository.StoredOrder> latest =
        new AtomicReference<>(
            new OrderRepository.StoredOrder(OrderHistory.of(history.orderId()), 0));
    for (OrderFootprint product : history.products()) {
      entries.applyOrder(
          product,
          () -> latest.updateAndGet(orders::refresh).history().snapshot(product.upc(), stores));
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
      switch (orders.store(history, kept.revision())) {
        case OrderRepository.Stored stored -> {
          return new NewFacts(history);
        }
        case OrderRepository.VersionConflict conflict -> backoff.pause(attempt);
        case OrderRepository.TooLarge large ->
            throw new BadRecord(
                "the history of order %s has %,d bytes, more than %,d; split the order"
                    .formatted(orderId, large.bytes(), large.most()));
      }
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

  /** The result of a declaration. */
  public sealed interface DeclarationOutcome {}

  /** No version of the order was received; nothing was recorded. */
  public record NotReceived() implements DeclarationOutcome {}

  /** The result of recording a version. */
  public sealed interface VersionOutcome {}

  /**
   * A stored record of the order cannot be used, so the version is not recorded or not projected.
   *
   * @param sentence names the record
   */
  public record Unrecordable(String orderId, String sentence) implements VersionOutcome {}

  /** The version is recorded and projected. */
  public sealed interface Recorded extends VersionOutcome, DeclarationOutcome {
    OrderHistory history();
  }

  /** The version added facts. */
  public record NewFacts(OrderHistory history) implements Recorded {}

  /** All facts of the version were known. */
  public record NothingNew(OrderHistory history) implements Recorded {}
}
