// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.reporting.morning;

import io.inventorybridge.delivery.DeliveryId;
import io.inventorybridge.stock.StockQuantity;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The totals of the report of one delivery. */
public record MorningSummary(
    DeliveryId delivery,
    Instant snapshot,
    Differences differences,
    Aging aging,
    List<SilentStore> silentStores) {
  public MorningSummary {
    silentStores = List.copyOf(silentStores);
  }

  /** Keys and their units. */
  public record Count(long keys, StockQuantity units) {
    public static final Count NONE = new Count(0, StockQuantity.ZERO);

    Count plus(StockQuantity more) {
      return new Count(keys + 1, units.plus(more));
    }
  }

  /**
   * The totals of the differences of a delivery.
   *
   * @param keys of the delivery, including those that an initial load sets to 0
   * @param superseded keys of the delivery that another delivery settled, or that this one did not
   *     settle
   * @param byCause every listed key by its cause
   * @param stores in order of their ids
   */
  public record Differences(
      long keys,
      long superseded,
      SortedMap<ProbableCause, Count> byCause,
      List<StoreDifferences> stores) {
    public Differences {
      byCause = new TreeMap<>(byCause);
      stores = List.copyOf(stores);
    }

    /**
     * Tells whether the file is the suspect: most numbers differ in most stores at once. Tills do
     * not fail all in one night.
     */
    public boolean fileIsSuspect() {
      long large = stores.stream().filter(StoreDifferences::isComparable).count();
      long odd = stores.stream().filter(StoreDifferences::differsMostly).count();
      return odd > 1 && 2 * odd > large;
    }

    /** The number of keys that had a baseline before. */
    public long compared() {
      return stores.stream().mapToLong(StoreDifferences::compared).sum();
    }

    /** The number of keys that had a baseline before and differ. */
    public long differing() {
      return stores.stream().mapToLong(StoreDifferences::differing).sum();
    }

    public StockQuantity more() {
      return stores.stream()
          .map(StoreDifferences::more)
          .reduce(StockQuantity.ZERO, StockQuantity::plus);
    }

    public StockQuantity less() {
      return stores.stream()
          .map(StoreDifferences::less)
          .reduce(StockQuantity.ZERO, StockQuantity::plus);
    }
  }

  /**
   * The units deducted for partially completed orders.
   *
   * @param all of any age; {@code keys} counts order items here
   * @param olderThan by days
   * @param oldest the oldest items that are older than the greatest of these ages, the oldest
   *     first; at most {@link #MOST}
   */
  public record Aging(Count all, SortedMap<Integer, Count> olderThan, List<AgingUnits> oldest) {
    /** The counted ages, in days; items older than the first are listed. */
    public static final List<Integer> DAYS = List.of(3, 7, 30);

    /** The greatest length of the list of the oldest items. */
    public static final int MOST = 20;

    private static final Comparator<AgingUnits> OLDEST =
        Comparator.comparing(AgingUnits::completedAt)
            .thenComparing(AgingUnits::orderId)
            .thenComparing(AgingUnits::seqId)
            .thenComparing(AgingUnits::key);

    public Aging {
      olderThan = new TreeMap<>(olderThan);
      oldest = List.copyOf(oldest);
    }

    /** The items that are older than the greatest counted age. */
    public Count old() {
      return olderThan.getOrDefault(DAYS.getLast(), Count.NONE);
    }

    /** No units of any age. */
    public static final Aging NONE =
        new Aging(
            Count.NONE,
            new TreeMap<>(Map.of(3, Count.NONE, 7, Count.NONE, 30, Count.NONE)),
            List.of());

    Aging plus(AgingUnits units) {
      SortedMap<Integer, Count> after = new TreeMap<>(olderThan);
      after.replaceAll((days, count) -> units.olderThan(days) ? count.plus(units.units()) : count);
      List<AgingUnits> old = oldest;
      if (units.olderThan(DAYS.getLast())) {
        old = Stream.concat(oldest.stream(), Stream.of(units)).sorted(OLDEST).limit(MOST).toList();
      }
      return new Aging(all.plus(units.units()), after, old);
    }
  }
}
