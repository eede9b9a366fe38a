// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.orders;

import io.inventorybridge.facilities.Stores;
import io.inventorybridge.ledger.OrderOnKey;
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
import java.util.stream.Stream;

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
 */
public record OrderHistory(
    String orderId,
    Optional<String> channel,
    Optional<String> shopifyOrderId,
    Optional<Stamp> newest,
    SortedSet<String> listed,
    SortedMap<String, Line> lines,
    SortedSet<Place> places,
    SortedSet<Instant> declared) {

  public OrderHistory {
    listed = Collections.unmodifiableSortedSet(new TreeSet<>(listed));
    lines = Collections.unmodifiableSortedMap(new TreeMap<>(lines));
    places = Collections.unmodifiableSortedSet(new TreeSet<>(places));
    declared = Collections.unmodifiableSortedSet(new TreeSet<>(declared));
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
        Collections.emptySortedSet());
  }

  /** This history and one more version; the same history when the version adds nothing. */
  public OrderHistory with(OrderVersion version, KnownPolicy policy) {
    Stamp stamp = version.stamp();
    boolean isNewest = newest.filter(there -> there.compareTo(stamp) >= 0).isEmpty();
    SortedMap<String, Line> after = new TreeMap<>(lines);
    SortedSet<Place> placesAfter = new TreeSet<>(places);
    for (Item item : version.items()) {
      Line line = after.getOrDefault(item.seqId(), Line.first(stamp, item));
      after.put(item.seqId(), line.with(stamp, item, policy.knownFrom(version, item)));
      item.upc().ifPresent(upc -> placesAfter.add(new Place(upc, item.facility())));
    }
    return new OrderHistory(
        orderId,
        isNewest ? version.channel() : channel,
        isNewest ? version.shopifyOrderId() : shopifyOrderId,
        isNewest ? Optional.of(stamp) : newest,
        isNewest ? new TreeSet<>(version.items().stream().map(Item::seqId).toList()) : listed,
        after,
        placesAfter,
        declared);
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
        orderId, channel, shopifyOrderId, newest, listed, lines, places, declaredAfter);
  }

  /** Whether the newest version does not list an item that was shipped. */
  public boolean missesCompleted() {
    return lines.values().stream()
        .map(Line::item)
        .anyMatch(item -> item.status() == ItemStatus.COMPLETED && !listed.contains(item.seqId()));
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
    for (Line line : lines.values()) {
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

  /**
   * One line over all versions.
   *
   * @param stamp of the newest version that lists it
   * @param item as that version has it
   * @param opened the newest version in which it was not completed: what was shipped before is
   *     forgotten with what Retail Pro knew of it, the safe side
   * @param completed what was shipped, and when: without completedAt, at the version's lastUpdated
   * @param known what Retail Pro knew to be shipped, and since when
   * @param largest the largest quantity of any version
   */
  public record Line(
      Stamp stamp,
      Item item,
      Optional<Stamp> opened,
      List<Shipment> completed,
      List<Shipment> known,
      Quantity largest) {
    public Line {
      completed = List.copyOf(completed);
      known = List.copyOf(known);
    }

    static Line first(Stamp stamp, Item item) {
      return new Line(stamp, item, Optional.empty(), List.of(), List.of(), item.quantity());
    }

    Line with(Stamp version, Item listed, Optional<Instant> knownFrom) {
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
      return new Line(
          newer ? version : stamp,
          newer ? listed : item,
          openedAfter,
          more(completed, completedAt, listed, version, openedAfter),
          more(known, knownFrom.filter(since -> shipped), listed, version, openedAfter),
          listed.quantity().compareTo(largest) > 0 ? listed.quantity() : largest);
    }

    private static List<Shipment> more(
        List<Shipment> there,
        Optional<Instant> since,
        Item listed,
        Stamp version,
        Optional<Stamp> opened) {
      List<Shipment> after = new ArrayList<>(there);
      if (since.isPresent() && listed.upc().isPresent()) {
        Shipment more =
            new Shipment(
                listed.upc().get(), listed.facility(), since.get(), listed.quantity(), version);
        if (after.stream().noneMatch(shipment -> shipment.says(more))) {
          after.removeIf(more::says);
          after.add(more);
        }
      }
      after.removeIf(
          shipment -> opened.filter(at -> at.compareTo(shipment.version()) >= 0).isPresent());
      Collections.sort(after);
      return after;
    }

    List<OrderOnKey.Told> knownAt(StockKey key, SortedSet<Instant> declared) {
      Stream<OrderOnKey.Told> byPolicy =
          known.stream()
              .filter(shipment -> shipment.isFrom(key))
              .map(shipment -> new OrderOnKey.Told(shipment.since(), shipment.units()));
      Stream<OrderOnKey.Told> byOperator =
          completed.stream()
              .filter(shipment -> shipment.isFrom(key))
              .flatMap(
                  shipment ->
                      declared.stream()
                          .filter(at -> covers(at, shipment))
                          .limit(1)
                          .map(at -> new OrderOnKey.Told(at, shipment.units())));
      return Stream.concat(byPolicy, byOperator).toList();
    }

    // What was open after the declaration was shipped after it, whatever its completedAt says.
    private boolean covers(Instant declared, Shipment shipment) {
      return !shipment.since().isAfter(declared)
          && opened.filter(open -> open.lastUpdated().isAfter(declared)).isEmpty();
    }
  }

  /**
   * Since a moment, units of a line had left a facility, or were known to have.
   *
   * @param version the version that told us
   */
  public record Shipment(
      Upc upc, Optional<FacilityId> facility, Instant since, Quantity units, Stamp version)
      implements Comparable<Shipment> {
    private static final Comparator<Shipment> ORDER =
        Comparator.comparing(Shipment::since)
            .thenComparing(Shipment::version)
            .thenComparing(shipment -> new Place(shipment.upc, shipment.facility))
            .thenComparing(Shipment::units);

    /** Whether this tells all that the other does, for as long: then the other is superfluous. */
    boolean says(Shipment other) {
      return upc.equals(other.upc)
          && facility.equals(other.facility)
          && !since.isAfter(other.since)
          && units.compareTo(other.units) >= 0
          && version.compareTo(other.version) >= 0;
    }

    boolean isFrom(StockKey key) {
      return upc.equals(key.upc()) && facility.filter(key.facility()::equals).isPresent();
    }

    @Override
    public int compareTo(Shipment other) {
      return ORDER.compare(this, other);
    }
  }
}
