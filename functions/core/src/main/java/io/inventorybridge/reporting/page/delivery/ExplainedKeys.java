// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.reporting.page.delivery;

import io.inventorybridge.delivery.DeliveryId;
import io.inventorybridge.reporting.morning.MorningSummary;
import io.inventorybridge.reporting.morning.ResetDifference;
import io.inventorybridge.reporting.morning.StoreDifferences;
import io.inventorybridge.reporting.page.PagePaths;
import io.inventorybridge.stock.StockKey;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The keys of a delivery that get a page of their own: the largest differences overall, and the
 * largest of each shown store. Their position in the list names the page.
 */
public record ExplainedKeys(DeliveryId delivery, List<ResetDifference> keys) {
  /** The maximum number of stores on a page. */
  static final int STORES = 15;

  public ExplainedKeys {
    keys = List.copyOf(keys);
  }

  /** Selects the keys that the delivery's page links to. */
  public static ExplainedKeys of(
      DeliveryId delivery, Optional<MorningSummary> summary, LargestDifferences largest) {
    List<ResetDifference> all = new ArrayList<>(largest.ofAll());
    summary.map(ExplainedKeys::stores).orElse(List.of()).stream()
        .flatMap(store -> largest.of(store.store()).stream())
        .filter(row -> !all.contains(row))
        .forEach(all::add);
    return new ExplainedKeys(delivery, all);
  }

  /** The keys that meet a condition. */
  public ExplainedKeys only(Predicate<StockKey> condition) {
    return new ExplainedKeys(
        delivery, keys.stream().filter(row -> condition.test(row.key())).toList());
  }

  /** The shown stores: those with a dead feed first, then those that differ most. */
  static List<StoreDifferences> stores(MorningSummary summary) {
    return differing(summary)
        .sorted(
            Comparator.comparing(StoreDifferences::feedIsDead)
                .thenComparingLong(StoreDifferences::differingUnits)
                .reversed())
        .limit(STORES)
        .toList();
  }

  static Stream<StoreDifferences> differing(MorningSummary summary) {
    return summary.differences().stores().stream().filter(store -> store.differing() > 0);
  }

  /** The page of a key, relative to the delivery's. */
  Optional<String> link(StockKey key) {
    for (int place = 0; place < keys.size(); place++) {
      if (keys.get(place).key().equals(key)) {
        return Optional.of(PagePaths.explanationLink(delivery, place + 1));
      }
    }
    return Optional.empty();
  }
}
