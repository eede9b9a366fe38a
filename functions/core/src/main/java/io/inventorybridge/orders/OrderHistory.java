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
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
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
 */
public record OrderHistory(
    String orderId,
    Optional<String> channel,
    Optional<String> shopifyOrderId,
    Optional<Stamp> newest,
    SortedSet<String> listed,
    SortedMap<String, Line> lines,
    SortedSet<Place> places) {

  public OrderHistory {
    listed = Collections.unmodifiableSortedSet(new TreeSet<>(listed));
    lines = Collections.unmodifiableSortedMap(new TreeMap<>(lines));
    places = Collections.unmodifiableSortedSet(new TreeSet<>(places));
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
        Collections.emptySortedSet());
  }

  /** This history and one more version; the same history when the version adds nothing. */
  public OrderHistory with(OrderVersion version, KnownPolicy policy) {
    Stamp stamp = version.stamp();
    boolean isNewest = newest.filter(there -> there.compareTo(stamp) >= 0).isEmpty();
    SortedMap<String, Line> after = new TreeMap<>(lines);
    SortedSet<Place> placesAfter = new TreeSet<>(places);
    for (Item item : version.items()) {
      Line line = after.get(item.seqId());
      after.put(
          item.seqId(),
          line == null
              ? Line.first(stamp, item, policy.knownFrom(version, item))
              : line.with(stamp, item, policy.knownFrom(version, item)));
      item.upc().ifPresent(upc -> placesAfter.add(new Place(upc, item.facility())));
    }
    return new OrderHistory(
        orderId,
        isNewest ? version.channel() : channel,
        isNewest ? version.shopifyOrderId() : shopifyOrderId,
        isNewest ? Optional.of(stamp) : newest,
        isNewest ? new TreeSet<>(version.items().stream().map(Item::seqId).toList()) : listed,
        after,
        placesAfter);
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
                line.knownAt(key.facility(), key.upc())));
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
   * @param opened the newest version in which it was not completed: what Retail Pro knew before is
   *     forgotten, the safe side
   * @param known what Retail Pro knew of it, and since when
   * @param largest the largest quantity of any version
   */
  public record Line(
      Stamp stamp, Item item, Optional<Stamp> opened, List<Known> known, Quantity largest) {
    public Line {
      known = List.copyOf(known);
    }

    static Line first(Stamp stamp, Item item, Optional<Instant> knownFrom) {
      return new Line(stamp, item, Optional.empty(), List.of(), item.quantity())
          .with(stamp, item, knownFrom);
    }

    Line with(Stamp version, Item listed, Optional<Instant> knownFrom) {
      boolean completed = listed.status() == ItemStatus.COMPLETED;
      boolean newer = version.compareTo(stamp) > 0;
      Optional<Stamp> openedAfter =
          completed || opened.filter(there -> there.compareTo(version) >= 0).isPresent()
              ? opened
              : Optional.of(version);
      List<Known> knownAfter = new ArrayList<>(known);
      if (completed && knownFrom.isPresent() && listed.upc().isPresent()) {
        Known more =
            new Known(
                listed.upc().get(), listed.facility(), knownFrom.get(), listed.quantity(), version);
        if (knownAfter.stream().noneMatch(there -> there.says(more))) {
          knownAfter.removeIf(more::says);
          knownAfter.add(more);
        }
      }
      Predicate<Known> forgotten =
          there -> openedAfter.filter(at -> at.compareTo(there.version()) >= 0).isPresent();
      knownAfter.removeIf(forgotten);
      Collections.sort(knownAfter);
      return new Line(
          newer ? version : stamp,
          newer ? listed : item,
          openedAfter,
          knownAfter,
          listed.quantity().compareTo(largest) > 0 ? listed.quantity() : largest);
    }

    List<OrderOnKey.Told> knownAt(FacilityId facility, Upc upc) {
      return known.stream()
          .filter(there -> there.upc().equals(upc))
          .filter(there -> there.facility().filter(facility::equals).isPresent())
          .map(there -> new OrderOnKey.Told(there.since(), there.units()))
          .toList();
    }
  }

  /**
   * Retail Pro knew, since a moment, that units of a line had left a facility.
   *
   * @param version the version that told us
   */
  public record Known(
      Upc upc, Optional<FacilityId> facility, Instant since, Quantity units, Stamp version)
      implements Comparable<Known> {

    /** Whether this tells all that the other does, for as long: then the other is superfluous. */
    boolean says(Known other) {
      return upc.equals(other.upc)
          && facility.equals(other.facility)
          && !since.isAfter(other.since)
          && units.compareTo(other.units) >= 0
          && version.compareTo(other.version) >= 0;
    }

    @Override
    public int compareTo(Known other) {
      int bySince = since.compareTo(other.since);
      if (bySince != 0) {
        return bySince;
      }
      int byVersion = version.compareTo(other.version);
      if (byVersion != 0) {
        return byVersion;
      }
      int byPlace = new Place(upc, facility).compareTo(new Place(other.upc, other.facility));
      return byPlace != 0 ? byPlace : units.compareTo(other.units);
    }
  }
}
