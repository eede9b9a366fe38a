// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.orders;

import io.inventorybridge.sync.shop.Numbers;
import io.inventorybridge.counter.CounterKey;
import io.inventorybridge.counter.CounterPart;
import io.inventorybridge.facilities.Stores;
import io.inventorybridge.ledger.OrderOnKey;
import io.inventorybridge.ledger.OrderOnProduct;
import io.inventorybridge.orders.OrderVersion.Item;
import io.inventorybridge.orders.OrderVersion.Stamp;
import io.inventorybridge.stock.FacilityId;
import io.inventorybridge.stock.Quantity;
import io.inventorybridge.stock.StockKey;
import io.inventorybridge.stock.Upc;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What all received versions of one order say together. Recording is idempotent and does not depend
 * on the order of arrival: the newest version decides status, quantity and facility of every line,
 * and what Retail Pro once knew of a line is not forgotten until the line is open again.
 *
 * @param newest the stamp of the newest version
 * @param listed sequence ids of the newest version's lines: an open line that is missing from it is
 *     cancelled, a completed one stays shipped
 * @param lines every line ever listed, by sequence id, as the newest version that lists it has it
 * @param places every product and facility a line ever had, so that what left a store's number is
 *     taken back when the line moves
 * @param declared the moments at which an operator declared the order known to Retail Pro
 * @param stands every counter of the shop a line ever stood at, likewise
 */
public record OrderHistory(
    String orderId,
    Optional<String> channel,
    Optional<String> shopifyOrderId,
    Optional<Stamp> newest,
    SortedSet<String> listed,
    SortedMap<String, LineHistory> lines,
    SortedSet<Place> places,
    SortedSet<Instant> declared,
    SortedSet<Stand> stands) {
  private static final String SHOPIFY = "SHOPIFY";

  public OrderHistory {
    listed = Collections.unmodifiableSortedSet(new TreeSet<>(listed));
    lines = Collections.unmodifiableSortedMap(new TreeMap<>(lines));
    places = Collections.unmodifiableSortedSet(new TreeSet<>(places));
    declared = Collections.unmodifiableSortedSet(new TreeSet<>(declared));
    stands = Collections.unmodifiableSortedSet(new TreeSet<>(stands));
  }

  /** An order of which no version was received. */
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

  /** This history and one more version; nothing is known of the shop but what the order says. */
  public OrderHistory with(OrderVersion version, KnownPolicy policy) {
    return with(version, policy, ShopPlaces.NONE);
  }

  /**
   * This history and one more version; the same history when the version adds nothing.
   *
   * @param shop is asked where the shop took the units of a line from, the first time that no
   *     version says it: the answer stays
   */
  public OrderHistory with(OrderVersion version, KnownPolicy policy, ShopPlaces shop) {
    Stamp stamp = version.stamp();
    boolean isNewest = newest.filter(there -> there.compareTo(stamp) >= 0).isEmpty();
    SortedMap<String, LineHistory> after = new TreeMap<>(lines);
    SortedSet<Place> placesAfter = new TreeSet<>(places);
    for (Item item : version.items()) {
      LineHistory line = after.getOrDefault(item.seqId(), LineHistory.first(stamp, item));
      after.put(item.seqId(), line.with(stamp, item, policy.knownFrom(version, item)));
      item.upc().ifPresent(upc -> placesAfter.add(new Place(upc, item.facility())));
    }
    Optional<String> channelAfter = isNewest ? version.channel() : channel;
    Optional<String> shopifyAfter = isNewest ? version.shopifyOrderId() : shopifyOrderId;
    SortedSet<Stand> standsAfter = new TreeSet<>(stands);
    if (isOfShop(channelAfter, shopifyAfter)) {
      after.replaceAll((seqId, line) -> line.at(line.at().orMeant(line.item(), shop)));
      for (LineHistory line : after.values()) {
        if (line.stand().isPresent()) {
          standsAfter.add(line.stand().get());
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
   * This history and an operator's word that Retail Pro knows the order. It covers, from that
   * moment on, every line completed at or before it, by whichever policy; a line that is reopened
   * later is forgotten as always.
   */
  public OrderHistory declaredKnown(Instant at) {
    SortedSet<Instant> declaredAfter = new TreeSet<>(declared);
    declaredAfter.add(at);
    return new OrderHistory(
        orderId, channel, shopifyOrderId, newest, listed, lines, places, declaredAfter, stands);
  }

  /** Whether the newest version does not list an item that was shipped. */
  public boolean missesCompleted() {
    return lines.values().stream()
        .map(LineHistory::item)
        .anyMatch(item -> item.status() == ItemStatus.COMPLETED && !listed.contains(item.seqId()));
  }

  /** Whether nobody says at which of its locations the shop took a line's units. */
  boolean hasItemWithoutLocation() {
    return isOfShop()
        && lines.values().stream()
            .map(LineHistory::at)
            .anyMatch(at -> at.item().isPresent() && at.location().isEmpty());
  }

  /** The facilities that this order names or ever named. */
  public Set<FacilityId> facilities() {
    return places.stream()
        .flatMap(place -> place.facility().stream())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /**
   * The keys that this order touches or ever touched, also at facilities that are no stores: what
   * was taken in there while they were is taken back.
   */
  public Set<StockKey> keys() {
    SortedSet<StockKey> keys = new TreeSet<>();
    for (Place place : places) {
      keys.add(new StockKey(FacilityId.QUEUE, place.upc()));
      place.facility().ifPresent(facility -> keys.add(new StockKey(facility, place.upc())));
    }
    return keys;
  }

  /**
   * What this order says of one key: the facts the key takes in. Open units that no store holds are
   * in the queue. Shipped units stand at the facility that the order names, whatever that is now:
   * there they wait until it is a store.
   */
  public OrderOnKey on(StockKey key, Stores stores) {
    Quantity open = Quantity.ZERO;
    List<OrderOnKey.Shipped> shipped = new ArrayList<>();
    for (LineHistory line : lines.values()) {
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
            new OrderOnKey.Shipped(
                item.seqId(),
                item.quantity(),
                item.completedAt().orElse(line.stamp().lastUpdated()),
                line.knownAt(key, declared)));
      }
    }
    return new OrderOnKey(orderId, open, shipped);
  }

  /** Whether Shopify took units for it: orders of other channels never enter a counter. */
  public boolean isOfShop() {
    return isOfShop(channel, shopifyOrderId);
  }

  private static boolean isOfShop(Optional<String> channel, Optional<String> shopifyOrderId) {
    return channel.map(SHOPIFY::equalsIgnoreCase).orElse(shopifyOrderId.isPresent());
  }

  /** The products of the order with everything it touches or ever touched of each. */
  public List<OrderOnProduct> products() {
    SortedMap<String, Optional<Upc>> upcs = new TreeMap<>();
    places.forEach(place -> upcs.put(place.upc().toString(), Optional.of(place.upc())));
    stands.forEach(stand -> upcs.put(stand.upc().map(Upc::toString).orElse(""), stand.upc()));
    return upcs.values().stream()
        .map(
            upc ->
                new OrderOnProduct(
                    orderId,
                    upc,
                    keys().stream()
                        .filter(key -> upc.filter(key.upc()::equals).isPresent())
                        .collect(Collectors.toSet()),
                    stands.stream()
                        .filter(stand -> stand.upc().equals(upc))
                        .map(Stand::counter)
                        .collect(Collectors.toSet())))
        .toList();
  }

  /** What this order says of a product. */
  public OrderOnProduct.Saying saying(Optional<Upc> upc, Stores stores) {
    return new OrderOnProduct.Saying() {
      @Override
      public OrderOnProduct all() {
        return products().stream()
            .filter(product -> product.upc().equals(upc))
            .findFirst()
            .orElse(new OrderOnProduct(orderId, upc, Set.of(), Set.of()));
      }

      @Override
      public OrderOnKey on(StockKey key) {
        return OrderHistory.this.on(key, stores);
      }

      @Override
      public CounterPart on(CounterKey counter) {
        return at(counter, upc);
      }
    };
  }

  private CounterPart at(CounterKey counter, Optional<Upc> upc) {
    if (!isOfShop()) {
      return CounterPart.none(orderId, upc);
    }
    Stand stand = new Stand(counter, upc);
    List<CounterPart.Line> counted =
        lines.values().stream()
            .filter(line -> line.stand().filter(stand::equals).isPresent())
            .map(line -> line.counted(listed.contains(line.item().seqId())))
            .filter(line -> !line.taken().isZero() || !line.restocked().isZero())
            .toList();
    return counted.isEmpty()
        ? CounterPart.none(orderId, upc)
        : new CounterPart(orderId, upc, shopifyOrderId.map(Numbers::number), counted);
  }

  private static FacilityId holder(Item item, Stores stores) {
    return item.facility()
        .filter(facility -> stores.kindOf(facility) == Stores.Kind.STORE)
        .orElse(FacilityId.QUEUE);
  }

  /** A product and where a line said it was; no facility sorts first. */
  public record Place(Upc upc, Optional<FacilityId> facility) implements Comparable<Place> {
    @Override
    public int compareTo(Place other) {
      int byUpc = upc.compareTo(other.upc);
      return byUpc != 0
          ? byUpc
          : facility
              .map(FacilityId::value)
              .orElse("")
              .compareTo(other.facility.map(FacilityId::value).orElse(""));
    }
  }

  /** A counter and the product that a line stood there with. */
  public record Stand(CounterKey counter, Optional<Upc> upc) implements Comparable<Stand> {
    private static final Comparator<Stand> ORDER =
        Comparator.comparing(Stand::counter)
            .thenComparing(stand -> stand.upc().map(Upc::toString).orElse(""));

    @Override
    public int compareTo(Stand other) {
      return ORDER.compare(this, other);
    }
  }
}
