// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.orders;

import io.inventorybridge.ledger.OrderFacts;
import io.inventorybridge.ledger.OrderFootprint;
import io.inventorybridge.ledger.counter.CounterKey;
import io.inventorybridge.ledger.counter.CounterPart;
import io.inventorybridge.masterdata.facilities.FacilityKinds;
import io.inventorybridge.orders.OrderVersion.Item;
import io.inventorybridge.orders.OrderVersion.Stamp;
import io.inventorybridge.stock.CanonicalUpc;
import io.inventorybridge.stock.FacilityId;
import io.inventorybridge.stock.ShopifyNumbers;
import io.inventorybridge.stock.StockKey;
import io.inventorybridge.stock.StockQuantity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The combined history of all received versions of one order. Recording is idempotent and
 * independent of the order of arrival. The newest version decides status, quantity and facility of
 * every line. Retail Pro's knowledge of a line is kept until the line is open again.
 *
 * @param newest the stamp of the newest version
 * @param listed sequence ids of the newest version's lines: an open line that is missing from it is
 *     canceled, a completed one stays shipped
 * @param lines every line ever listed, by sequence id, as in the newest version that lists it
 * @param productFacilities every product and facility a line ever had, so that a deduction is
 *     reversed when the line moves
 * @param declared the times at which an operator declared the order known to Retail Pro
 * @param counters every counter a line was ever counted at, for the same purpose
 */
public record OrderHistory(
    String orderId,
    Optional<String> channel,
    Optional<String> shopifyOrderId,
    Optional<Stamp> newest,
    SortedSet<String> listed,
    SortedMap<String, OrderLineHistory> lines,
    SortedSet<ProductAtFacility> productFacilities,
    SortedSet<Instant> declared,
    SortedSet<CounterRef> counters) {
  private static final String SHOPIFY = "SHOPIFY";

  public OrderHistory {
    listed = Collections.unmodifiableSortedSet(new TreeSet<>(listed));
    lines = Collections.unmodifiableSortedMap(new TreeMap<>(lines));
    productFacilities = Collections.unmodifiableSortedSet(new TreeSet<>(productFacilities));
    declared = Collections.unmodifiableSortedSet(new TreeSet<>(declared));
    counters = Collections.unmodifiableSortedSet(new TreeSet<>(counters));
  }

  /** The history of an order without received versions. */
  public static OrderHistory of(String orderId) {
    return new OrderHistory(
        orderId,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Collections.emptySortedSet(),
        Collections.emptySortedMap(),
        Collections.emptySortedSet(),
        Collections.emptySortedSet(),
        Collections.emptySortedSet());
  }

  /** Adds a version to this history, without knowledge of the shop beyond the order itself. */
  public OrderHistory with(OrderVersion version, AcknowledgmentPolicy policy) {
    return with(version, policy, ShopLocationResolver.NONE);
  }

  /**
   * Adds a version to this history; returns the same history when the version adds nothing.
   *
   * @param shop resolves a line's item and location the first time that no version states them; the
   *     result is kept
   */
  public OrderHistory with(
      OrderVersion version, AcknowledgmentPolicy policy, ShopLocationResolver shop) {
    Stamp stamp = version.stamp();
    boolean isNewest = newest.filter(there -> there.compareTo(stamp) >= 0).isEmpty();
    SortedMap<String, OrderLineHistory> after = new TreeMap<>(lines);
    SortedSet<ProductAtFacility> placesAfter = new TreeSet<>(productFacilities);
    for (Item item : version.items()) {
      OrderLineHistory line = after.getOrDefault(item.seqId(), OrderLineHistory.first(stamp, item));
      after.put(item.seqId(), line.with(stamp, item, policy.knownFrom(version, item)));
      item.upc().ifPresent(upc -> placesAfter.add(new ProductAtFacility(upc, item.facility())));
    }
    Optional<String> channelAfter = isNewest ? version.channel() : channel;
    Optional<String> shopifyAfter = isNewest ? version.shopifyOrderId() : shopifyOrderId;
    SortedSet<CounterRef> standsAfter = new TreeSet<>(counters);
    if (isShopifyOrder(channelAfter, shopifyAfter)) {
      ShopLocationResolver once = shop.remembering();
      after.replaceAll((seqId, line) -> line.at(line.at().orInferred(line.item(), once)));
      for (OrderLineHistory line : after.values()) {
        if (line.counterRef().isPresent()) {
          standsAfter.add(line.counterRef().get());
        }
      }
    }
    return new OrderHistory(
        orderId,
        channelAfter,
        shopifyAfter,
        isNewest ? Optional.of(stamp) : newest,
        isNewest ? new TreeSet<>(version.items().stream().map(Item::seqId).toList()) : listed,
        after,
        placesAfter,
        declared,
        standsAfter);
  }

  /**
   * Adds an operator's declaration that Retail Pro knows the order. From that time on it covers
   * every line completed at or before it, under either policy. A line that is reopened later is
   * forgotten as usual.
   */
  public OrderHistory declaredKnown(Instant at) {
    SortedSet<Instant> declaredAfter = new TreeSet<>(declared);
    declaredAfter.add(at);
    return new OrderHistory(
        orderId,
        channel,
        shopifyOrderId,
        newest,
        listed,
        lines,
        productFacilities,
        declaredAfter,
        counters);
  }

  /** Tells whether the newest version omits a shipped item. */
  public boolean missesCompleted() {
    return lines.values().stream()
        .map(OrderLineHistory::item)
        .anyMatch(item -> item.status() == ItemStatus.COMPLETED && !listed.contains(item.seqId()));
  }

  /** Tells whether the location from which the shop took a line's units is unknown. */
  boolean hasItemWithoutLocation() {
    return isShopifyOrder()
        && lines.values().stream()
            .map(OrderLineHistory::at)
            .anyMatch(at -> at.item().isPresent() && at.location().isEmpty());
  }

  /** The facilities that this order names or ever named. */
  public Set<FacilityId> facilities() {
    return productFacilities.stream()
        .flatMap(place -> place.facility().stream())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /**
   * The keys that this order touches or ever touched. They include keys at facilities that no
   * longer are stores: facts applied there before are reversed.
   */
  public Set<StockKey> keys() {
    return keys(productFacilities);
  }

  private static Set<StockKey> keys(SortedSet<ProductAtFacility> places) {
    SortedSet<StockKey> keys = new TreeSet<>();
    for (ProductAtFacility place : places) {
      keys.add(new StockKey(FacilityId.QUEUE, place.upc()));
      place.facility().ifPresent(facility -> keys.add(new StockKey(facility, place.upc())));
    }
    return keys;
  }

  /**
   * The facts of this order on one key. Open units that no store holds are in the queue. Shipped
   * units belong to the facility that the order names, also when it is not a store now: they wait
   * there until it is one.
   */
  public OrderFacts on(StockKey key, FacilityKinds stores) {
    StockQuantity open = StockQuantity.ZERO;
    List<OrderFacts.Shipped> shipped = new ArrayList<>();
    for (OrderLineHistory line : lines.values()) {
      Item item = line.item();
      if (item.upc().filter(key.upc()::equals).isEmpty()) {
        continue;
      }
      if (item.status() == ItemStatus.OPEN
          && listed.contains(item.seqId())
          && holder(item, stores).equals(key.facility())) {
        open = open.plus(item.quantity());
      }
      if (item.status() == ItemStatus.COMPLETED
          && !key.isQueue()
          && item.facility().filter(key.facility()::equals).isPresent()) {
        shipped.add(
            new OrderFacts.Shipped(
                item.factId(),
                item.quantity(),
                item.completedAt().orElse(line.stamp().lastUpdated()),
                line.knownAt(key, declared)));
      }
    }
    return new OrderFacts(orderId, open, shipped);
  }

  /** Tells whether Shopify took units for it: orders of other channels never enter a counter. */
  public boolean isShopifyOrder() {
    return isShopifyOrder(channel, shopifyOrderId);
  }

  private static boolean isShopifyOrder(Optional<String> channel, Optional<String> shopifyOrderId) {
    return channel.map(SHOPIFY::equalsIgnoreCase).orElse(shopifyOrderId.isPresent());
  }

  /** The products of the order, each with all keys and counters it affects or ever affected. */
  public List<OrderFootprint> products() {
    Map<Optional<CanonicalUpc>, Set<StockKey>> keys = new HashMap<>();
    keys()
        .forEach(
            key -> keys.computeIfAbsent(Optional.of(key.upc()), upc -> new HashSet<>()).add(key));
    Map<Optional<CanonicalUpc>, Set<CounterKey>> counted = new HashMap<>();
    counters.forEach(
        stand -> counted.computeIfAbsent(stand.upc(), upc -> new HashSet<>()).add(stand.counter()));
    return Stream.concat(keys.keySet().stream(), counted.keySet().stream())
        .distinct()
        .sorted(Comparator.comparing(upc -> upc.map(CanonicalUpc::toString).orElse("")))
        .map(
            upc ->
                new OrderFootprint(
                    orderId,
                    upc,
                    keys.getOrDefault(upc, Set.of()),
                    counted.getOrDefault(upc, Set.of())))
        .toList();
  }

  private SortedSet<ProductAtFacility> facilitiesOf(CanonicalUpc upc) {
    return productFacilities.tailSet(new ProductAtFacility(upc, Optional.empty())).stream()
        .takeWhile(place -> place.upc().equals(upc))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private OrderFootprint footprint(Optional<CanonicalUpc> upc) {
    return new OrderFootprint(
        orderId,
        upc,
        keys(upc.map(this::facilitiesOf).orElse(Collections.emptySortedSet())),
        counters.stream()
            .filter(stand -> stand.upc().equals(upc))
            .map(CounterRef::counter)
            .collect(Collectors.toSet()));
  }

  /** The content of this order for one product. */
  public OrderFootprint.OrderSnapshot snapshot(Optional<CanonicalUpc> upc, FacilityKinds stores) {
    return new OrderFootprint.OrderSnapshot() {
      @Override
      public OrderFootprint all() {
        return footprint(upc);
      }

      @Override
      public OrderFacts on(StockKey key) {
        return OrderHistory.this.on(key, stores);
      }

      @Override
      public CounterPart on(CounterKey counter) {
        return at(counter, upc);
      }
    };
  }

  private CounterPart at(CounterKey counter, Optional<CanonicalUpc> upc) {
    if (!isShopifyOrder()) {
      return CounterPart.none(orderId, upc);
    }
    CounterRef stand = new CounterRef(counter, upc);
    List<CounterPart.Line> counted =
        lines.values().stream()
            .filter(line -> line.counterRef().filter(stand::equals).isPresent())
            .map(line -> line.counted(listed.contains(line.item().seqId())))
            .filter(line -> !line.taken().isZero() || !line.restocked().isZero())
            .toList();
    return counted.isEmpty()
        ? CounterPart.none(orderId, upc)
        : new CounterPart(orderId, upc, shopifyOrderId.map(ShopifyNumbers::number), counted);
  }

  private static FacilityId holder(Item item, FacilityKinds stores) {
    return item.facility()
        .filter(facility -> stores.kindOf(facility) == FacilityKinds.FacilityKind.STORE)
        .orElse(FacilityId.QUEUE);
  }

  /** A product and the facility a line named for it; an empty facility sorts first. */
  public record ProductAtFacility(CanonicalUpc upc, Optional<FacilityId> facility)
      implements Comparable<ProductAtFacility> {
    @Override
    public int compareTo(ProductAtFacility other) {
      int byUpc = upc.compareTo(other.upc);
      return byUpc != 0
          ? byUpc
          : facility
              .map(FacilityId::value)
              .orElse("")
              .compareTo(other.facility.map(FacilityId::value).orElse(""));
    }
  }

  /** A counter and the product of a line that was counted there. */
  public record CounterRef(CounterKey counter, Optional<CanonicalUpc> upc)
      implements Comparable<CounterRef> {
    private static final Comparator<CounterRef> ORDER =
        Comparator.comparing(CounterRef::counter)
            .thenComparing(stand -> stand.upc().map(CanonicalUpc::toString).orElse(""));

    @Override
    public int compareTo(CounterRef other) {
      return ORDER.compare(this, other);
    }
  }
}
