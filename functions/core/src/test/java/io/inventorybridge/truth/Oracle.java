// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.truth;

import io.inventorybridge.facilities.Stores;
import io.inventorybridge.orders.ItemStatus;
import io.inventorybridge.orders.KnownPolicy;
import io.inventorybridge.orders.OrderVersion;
import io.inventorybridge.orders.OrderVersion.Item;
import io.inventorybridge.orders.OrderVersion.Stamp;
import io.inventorybridge.stock.Baseline;
import io.inventorybridge.stock.FacilityId;
import io.inventorybridge.stock.Movement;
import io.inventorybridge.stock.StockKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The equation of the truth model folded over the set of facts: written for itself, from the prose,
 * without a line of the ledger. It knows nothing of steps, order of arrival or repetition.
 */
final class Oracle {
  /** A delivery as a fact: what it said, and whether it states every key of its stores. */
  record Delivery(Baseline.Rank rank, Map<StockKey, Long> rows, boolean initial) {
    Optional<Long> says(StockKey key) {
      if (rows.containsKey(key)) {
        return Optional.of(rows.get(key));
      }
      boolean itsStore =
          rows.keySet().stream().anyMatch(row -> row.facility().equals(key.facility()));
      return initial && itsStore ? Optional.of(0L) : Optional.empty();
    }
  }

  final Set<OrderVersion> versions = new HashSet<>();
  final Map<String, Movement> movements = new HashMap<>();
  final List<Delivery> deliveries = new ArrayList<>();
  final Map<String, Set<Instant>> declaredKnown = new HashMap<>();

  /** The kinds of facilities, as the newest list of them says. */
  Stores stores = facility -> Stores.Kind.STORE;

  private final KnownPolicy policy;

  Oracle(KnownPolicy policy) {
    this.policy = policy;
  }

  long onHand(StockKey key) {
    Optional<Delivery> newest =
        deliveries.stream()
            .filter(delivery -> delivery.says(key).isPresent())
            .max(Comparator.comparing(Delivery::rank));
    Instant snapshot = newest.map(d -> d.rank().snapshot()).orElse(Instant.MIN);
    return newest.flatMap(d -> d.says(key)).orElse(0L)
        + movements.values().stream()
            .filter(movement -> movement.key().equals(key))
            .filter(movement -> movement.effective().isAfter(snapshot))
            .mapToLong(movement -> movement.units().units())
            .sum()
        - unknown(key, snapshot);
  }

  long reserved(StockKey key) {
    return newestVersions().values().stream()
        .flatMap(version -> version.items().stream())
        .filter(
            item -> item.status() == ItemStatus.OPEN && item.upc().equals(Optional.of(key.upc())))
        .filter(item -> holder(item).equals(key.facility()))
        .mapToLong(item -> item.quantity().units())
        .sum();
  }

  long unknown(StockKey key, Instant snapshot) {
    long total = 0;
    for (String order : newestVersions().keySet()) {
      Set<String> lines = new HashSet<>();
      of(order).forEach(version -> version.items().forEach(item -> lines.add(item.seqId())));
      for (String line : lines) {
        total += unknown(order, line, key, snapshot);
      }
    }
    return total;
  }

  private record Listing(Stamp stamp, Item item, OrderVersion version) {}

  private long unknown(String order, String line, StockKey key, Instant snapshot) {
    List<Listing> listings = new ArrayList<>();
    for (OrderVersion version : of(order)) {
      version.items().stream()
          .filter(item -> item.seqId().equals(line))
          .forEach(item -> listings.add(new Listing(version.stamp(), item, version)));
    }
    Listing newest = listings.stream().max(Comparator.comparing(Listing::stamp)).orElseThrow();
    if (newest.item().status() != ItemStatus.COMPLETED || !isAt(newest.item(), key)) {
      return 0;
    }
    Optional<Stamp> opened =
        listings.stream()
            .filter(listing -> listing.item().status() != ItemStatus.COMPLETED)
            .map(Listing::stamp)
            .max(Comparator.naturalOrder());
    long known =
        listings.stream()
            .filter(listing -> listing.item().status() == ItemStatus.COMPLETED)
            .filter(listing -> isAt(listing.item(), key))
            .filter(listing -> opened.map(at -> listing.stamp().compareTo(at) > 0).orElse(true))
            .filter(
                listing ->
                    policy
                            .knownFrom(listing.version(), listing.item())
                            .filter(since -> !since.isAfter(snapshot))
                            .isPresent()
                        || declaredKnown.getOrDefault(order, Set.of()).stream()
                            .filter(at -> !at.isAfter(snapshot))
                            .anyMatch(at -> covers(at, listing, opened)))
            .mapToLong(listing -> listing.item().quantity().units())
            .max()
            .orElse(0);
    return Math.max(0, newest.item().quantity().units() - known);
  }

  // A declaration covers what was completed by then and not open since.
  private static boolean covers(Instant declared, Listing listing, Optional<Stamp> opened) {
    Instant completed = listing.item().completedAt().orElse(listing.version().lastUpdated());
    return !completed.isAfter(declared)
        && !opened.map(Stamp::lastUpdated).orElse(Instant.MIN).isAfter(declared);
  }

  private static boolean isAt(Item item, StockKey key) {
    return item.upc().equals(Optional.of(key.upc()))
        && item.facility().equals(Optional.of(key.facility()));
  }

  private FacilityId holder(Item item) {
    return item.facility()
        .filter(facility -> stores.kindOf(facility) == Stores.Kind.STORE)
        .orElse(FacilityId.QUEUE);
  }

  private List<OrderVersion> of(String order) {
    return versions.stream().filter(version -> version.orderId().equals(order)).toList();
  }

  private Map<String, OrderVersion> newestVersions() {
    Map<String, OrderVersion> newest = new HashMap<>();
    for (OrderVersion version : versions) {
      newest.merge(
          version.orderId(), version, (a, b) -> a.stamp().compareTo(b.stamp()) >= 0 ? a : b);
    }
    return newest;
  }
}
