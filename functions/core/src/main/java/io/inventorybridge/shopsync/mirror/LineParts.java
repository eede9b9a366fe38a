// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.shopsync.mirror;

import io.inventorybridge.shopsync.mirror.MirroredOrder.Count;
import io.inventorybridge.shopsync.shop.ShopDisposition;
import io.inventorybridge.shopsync.shop.ShopFulfillment;
import io.inventorybridge.shopsync.shop.ShopOrder;
import io.inventorybridge.shopsync.shop.ShopRefund;
import io.inventorybridge.shopsync.shop.ShopRefund.RestockType;
import io.inventorybridge.stock.ShopLocationId;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * One order line with the parts of its order that concern it. Its own quantities say how many units
 * the shop took in all. The fulfillment orders only say at which locations: one that was moved,
 * split, or made anew after a cancelled shipment repeats units of another one.
 *
 * @param dispositions empty where they may not be read
 */
record LineParts(
    ShopOrder.Line line,
    boolean hasReturns,
    List<ShopFulfillment> fulfillments,
    List<ShopRefund.Line> refunds,
    Optional<List<ShopDisposition>> dispositions) {

  static LineParts of(MirroredOrder mirrored, ShopOrder.Line line) {
    return new LineParts(
        line,
        mirrored.order().hasReturns(),
        mirrored.fulfillments(),
        mirrored.refunds().stream()
            .flatMap(refund -> refund.lines().stream())
            .filter(it -> it.orderLine().equals(line.line()))
            .toList(),
        mirrored.dispositions());
  }

  /** The units that were removed from the line, with or without a refund. */
  static long removed(ShopOrder.Line line) {
    return line.ordered().minus(line.current()).units();
  }

  /** The units of its refunds. */
  long refunded() {
    return refunds.stream().mapToLong(it -> it.quantity().units()).reduce(0, Math::addExact);
  }

  /** Units by location, with the fewest and the most that are possible. */
  private static final class Bounds {
    final SortedMap<ShopLocationId, Long> least = new TreeMap<>();
    final SortedMap<ShopLocationId, Long> most = new TreeMap<>();

    void add(ShopLocationId at, long fewest, long largest) {
      least.merge(at, fewest, Math::addExact);
      most.merge(at, largest, Math::addExact);
    }

    void add(ShopLocationId at, long units) {
      add(at, units, units);
    }

    /**
     * Spreads units over locations that may hold some of them each; the rest is at another one.
     *
     * @param rest the location of the rest; empty where none is known
     */
    void spread(long units, Map<ShopLocationId, Long> capacity, Optional<ShopLocationId> rest) {
      long all = sum(capacity);
      capacity.forEach(
          (at, here) ->
              add(at, Math.clamp(units - (all - here), 0, here), Math.clamp(units, 0, here)));
      rest.filter(at -> units > all).ifPresent(at -> add(at, units - all));
    }
  }

  /**
   * The counts by location.
   *
   * @param only the shop's one location, for units without a location
   */
  Map<ShopLocationId, Count> counts(Optional<ShopLocationId> only) {
    SortedMap<ShopLocationId, Long> open = assigned(true);
    SortedMap<ShopLocationId, Long> left = assigned(false);
    Optional<ShopLocationId> main = main(open, left, only);
    Bounds taken = new Bounds();
    taken.spread(line.unfulfilled().units(), open, main);
    SortedMap<ShopLocationId, Long> committed = new TreeMap<>(taken.most);
    // Shipped units, and units removed before they were shipped.
    long gone = line.ordered().minus(line.unfulfilled()).units();
    long edited = Math.max(0, removed(line) - refunded());
    long kept = Math.max(0, gone - edited - cancelled());
    long shipped = Math.min(kept, sum(left));
    taken.spread(shipped, left, main);
    // Nothing says at which of several locations units were removed that did not come back, nor
    // whether the units of an edit came back.
    Set<ShopLocationId> places = places();
    main.filter(at -> places.size() < 2).ifPresent(at -> taken.add(at, kept - shipped));
    long unclear = Math.min(edited, Math.max(0, gone)) + (places.size() < 2 ? 0 : kept - shipped);
    (places.size() < 2 ? main.stream() : places.stream()).forEach(at -> taken.add(at, 0, unclear));
    giveBack(taken, main);
    Map<ShopLocationId, Count> counts = new TreeMap<>();
    taken.most.forEach(
        (at, most) ->
            counts.put(
                at,
                new Count(taken.least.getOrDefault(at, 0L), most, committed.getOrDefault(at, 0L))));
    return counts;
  }

  // A restock is stated by a refund or by the disposition of a return. Where both state one for
  // the line, they may be the same or not.
  private void giveBack(Bounds taken, Optional<ShopLocationId> main) {
    SortedMap<ShopLocationId, Long> refundedBack = new TreeMap<>();
    restocks()
        .filter(it -> it.restockType() == RestockType.RETURN)
        .forEach(it -> add(refundedBack, it.location().or(() -> main), it.quantity().units()));
    SortedMap<ShopLocationId, Long> disposed = new TreeMap<>();
    dispositions.stream()
        .flatMap(List::stream)
        .filter(it -> it.restocked() && it.orderLine().filter(line.line()::equals).isPresent())
        .forEach(it -> add(disposed, it.location().or(() -> main), it.quantity().units()));
    SortedSet<ShopLocationId> locations = new TreeSet<>(refundedBack.keySet());
    locations.addAll(disposed.keySet());
    for (ShopLocationId at : locations) {
      long byRefund = refundedBack.getOrDefault(at, 0L);
      long byReturn = disposed.getOrDefault(at, 0L);
      taken.add(at, -Math.addExact(byRefund, byReturn), -Math.max(byRefund, byReturn));
    }
    long unknown = unknownReturns();
    main.filter(at -> unknown > 0).ifPresent(at -> taken.add(at, -unknown, 0));
  }

  /** The shipped units of which nothing says whether a return brought them back. */
  private long unknownReturns() {
    boolean unreadable =
        hasReturns
            && (dispositions.isEmpty()
                || dispositions.get().stream()
                    .anyMatch(it -> it.restocked() && it.orderLine().isEmpty()));
    return unreadable
        ? Math.max(0, line.ordered().minus(line.unfulfilled()).units() - cancelled())
        : 0;
  }

  /** Units that were assigned, and given back before they were shipped: they count nowhere. */
  private long cancelled() {
    return restocks()
        .filter(it -> it.restockType() != RestockType.RETURN)
        .mapToLong(it -> it.quantity().units())
        .reduce(0, Math::addExact);
  }

  /**
   * The units by location that are still to be shipped, or at most were. A fulfillment order whose
   * units were all removed still names the location.
   */
  private SortedMap<ShopLocationId, Long> assigned(boolean isOpen) {
    SortedMap<ShopLocationId, Long> units = new TreeMap<>();
    for (ShopFulfillment part : fulfillments) {
      if (part.isCancelled()) {
        continue;
      }
      for (ShopFulfillment.Line here : part.lines()) {
        if (here.orderLine().equals(line.line())) {
          long remaining = part.isClosed() ? 0 : here.remaining().units();
          add(
              units,
              part.location(),
              isOpen ? remaining : Math.max(0, here.total().units() - remaining));
        }
      }
    }
    return units;
  }

  private Optional<ShopLocationId> main(
      Map<ShopLocationId, Long> open,
      Map<ShopLocationId, Long> left,
      Optional<ShopLocationId> only) {
    SortedMap<ShopLocationId, Long> all = new TreeMap<>(open);
    left.forEach((at, units) -> all.merge(at, units, Math::addExact));
    return all.entrySet().stream()
        .max(Map.Entry.comparingByValue())
        .map(Map.Entry::getKey)
        .or(() -> restocks().flatMap(it -> it.location().stream()).findFirst())
        .or(this::givenUp)
        .or(() -> only);
  }

  /** All locations that have or had to do with the line. */
  private Set<ShopLocationId> places() {
    Set<ShopLocationId> places = new TreeSet<>();
    fulfillments.stream()
        .filter(part -> part.lines().stream().anyMatch(it -> it.orderLine().equals(line.line())))
        .forEach(part -> part.location().ifPresent(places::add));
    return places;
  }

  // A cancelled fulfillment order still names the location that would have shipped the units.
  private Optional<ShopLocationId> givenUp() {
    return fulfillments.stream()
        .filter(part -> part.isCancelled() && part.location().isPresent())
        .filter(part -> part.lines().stream().anyMatch(it -> it.orderLine().equals(line.line())))
        .max(Comparator.comparing(ShopFulfillment::updatedAt))
        .flatMap(ShopFulfillment::location);
  }

  private Stream<ShopRefund.Line> restocks() {
    return refunds.stream().filter(ShopRefund.Line::restocked);
  }

  private static void add(Map<ShopLocationId, Long> sums, Optional<ShopLocationId> at, long units) {
    at.ifPresent(location -> sums.merge(location, units, Math::addExact));
  }

  private static long sum(Map<ShopLocationId, Long> units) {
    return units.values().stream().reduce(0L, Math::addExact);
  }
}
