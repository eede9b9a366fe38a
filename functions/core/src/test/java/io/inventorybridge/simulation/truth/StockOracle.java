// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.simulation.truth;

import io.inventorybridge.masterdata.facilities.FacilityKinds;
import io.inventorybridge.orders.AcknowledgmentPolicy;
import io.inventorybridge.orders.ItemStatus;
import io.inventorybridge.orders.OrderStatus;
import io.inventorybridge.orders.OrderVersion;
import io.inventorybridge.orders.OrderVersion.Item;
import io.inventorybridge.orders.OrderVersion.Stamp;
import io.inventorybridge.stock.FacilityId;
import io.inventorybridge.stock.StockBaseline;
import io.inventorybridge.stock.StockKey;
import io.inventorybridge.stock.StockMovement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The equation of the truth model folded over the set of facts. It is written independently, from
 * the prose, without code of the ledger. It knows neither steps nor order of arrival nor
 * repetition.
 */
public final class StockOracle {
  /**
   * A delivery as a fact.
   *
   * @param stores whose every key it states, omitted keys as 0; empty for a delta, and for an
   *     initial load with an unusable row that may be of any key
   * @param named the keys that its unusable rows name: it is not silent about them, and states no
   *     quantity
   */
  public record Delivery(
      StockBaseline.Rank rank,
      Map<StockKey, Long> rows,
      Set<FacilityId> stores,
      Set<StockKey> named) {
    Delivery(
        StockBaseline.Rank rank, Map<StockKey, Long> rows, boolean initial, Set<StockKey> named) {
      this(
          rank,
          rows,
          initial
              ? rows.keySet().stream().map(StockKey::facility).collect(Collectors.toSet())
              : Set.of(),
          named);
    }

    Optional<Long> says(StockKey key) {
      Long row = rows.get(key);
      return row != null || !stores.contains(key.facility()) || named.contains(key)
          ? Optional.ofNullable(row)
          : Optional.of(0L);
    }
  }

  public final Set<OrderVersion> versions = new HashSet<>();
  public final Map<String, StockMovement> movements = new HashMap<>();
  public final List<Delivery> deliveries = new ArrayList<>();

  /** The deliveries that were undone. */
  public final Set<String> voids = new HashSet<>();

  public final Map<String, Set<Instant>> declaredKnown = new HashMap<>();

  /** The kinds of facilities in the newest list. */
  public FacilityKinds stores = facility -> FacilityKinds.FacilityKind.STORE;

  private final AcknowledgmentPolicy policy;

  public StockOracle(AcknowledgmentPolicy policy) {
    this.policy = policy;
  }

  /** The newest delivery that states the key and is not void. */
  public Optional<Delivery> newest(StockKey key) {
    return deliveries.stream()
        .filter(delivery -> delivery.says(key).isPresent())
        .filter(delivery -> !voids.contains(delivery.rank().delivery()))
        .max(Comparator.comparing(Delivery::rank));
  }

  public long onHand(StockKey key) {
    Optional<Delivery> newest = newest(key);
    Instant snapshot = newest.map(d -> d.rank().snapshot()).orElse(Instant.MIN);
    return newest.flatMap(d -> d.says(key)).orElse(0L)
        + movements.values().stream()
            .filter(movement -> movement.key().equals(key))
            .filter(movement -> movement.effective().isAfter(snapshot))
            .mapToLong(movement -> movement.units().units())
            .sum()
        - unknown(key, snapshot);
  }

  public long reserved(StockKey key) {
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
                    knownFrom(listing.version(), listing.item())
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

  // The time from which Retail Pro knew a completed item according to this version.
  private Optional<Instant> knownFrom(OrderVersion version, Item item) {
    Optional<Instant> whole = Optional.empty();
    if (version.status() == OrderStatus.COMPLETED) {
      Instant latest = version.completedAt().orElse(version.lastUpdated());
      for (Item other : version.items()) {
        Instant at = other.completedAt().orElse(Instant.MIN);
        latest = other.status() == ItemStatus.COMPLETED && at.isAfter(latest) ? at : latest;
      }
      whole = Optional.of(latest);
    }
    return switch (policy) {
      case AcknowledgmentPolicy.OrderCompleted completed -> whole;
      case AcknowledgmentPolicy.Acknowledged told -> {
        if (item.reportedAt().isPresent()) {
          yield item.reportedAt();
        }
        if (version.reportedAt().isPresent()) {
          Instant itself = item.completedAt().orElse(Instant.MIN);
          yield version.reportedAt().filter(reported -> !itself.isAfter(reported));
        }
        Instant cutOver = told.knownBefore().orElse(Instant.MIN);
        yield whole.filter(at -> !at.isAfter(cutOver));
      }
    };
  }

  // A declaration covers items that were completed by then and not open since.
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
        .filter(facility -> stores.kindOf(facility) == FacilityKinds.FacilityKind.STORE)
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
