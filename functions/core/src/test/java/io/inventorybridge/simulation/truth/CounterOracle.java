// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.simulation.truth;

import io.inventorybridge.ledger.counter.CounterKey;
import io.inventorybridge.orders.ItemStatus;
import io.inventorybridge.orders.OrderVersion;
import io.inventorybridge.orders.OrderVersion.Item;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The units that the shop holds for orders, folded over the set of versions, from the prose. */
final class CounterOracle {
  private CounterOracle() {}

  private record Listing(OrderVersion version, Item item) {}

  /** The units by counter, without counters that hold none. */
  static Map<CounterKey, Long> counters(Collection<OrderVersion> versions) {
    Map<CounterKey, Long> counters = new HashMap<>();
    versions.stream()
        .collect(Collectors.groupingBy(OrderVersion::orderId))
        .values()
        .forEach(order -> count(order, counters));
    counters.values().removeIf(units -> units == 0);
    return counters;
  }

  private static void count(List<OrderVersion> order, Map<CounterKey, Long> counters) {
    OrderVersion newest =
        order.stream().max(Comparator.comparing(OrderVersion::stamp)).orElseThrow();
    boolean ofTheShop =
        newest.channel().isPresent()
            ? newest.channel().get().equals("SHOPIFY")
            : newest.shopifyOrderId().isPresent();
    if (!ofTheShop) {
      return;
    }
    Map<String, List<Listing>> lines =
        order.stream()
            .flatMap(version -> version.items().stream().map(item -> new Listing(version, item)))
            .collect(Collectors.groupingBy(listing -> listing.item().seqId()));
    Set<String> listed = newest.items().stream().map(Item::seqId).collect(Collectors.toSet());
    lines.forEach(
        (line, listings) -> {
          List<Listing> newestFirst =
              listings.stream()
                  .sorted(
                      Comparator.comparing((Listing there) -> there.version().stamp()).reversed())
                  .toList();
          Optional<String> item = said(newestFirst, there -> there.shopify().inventoryItemId());
          if (item.isPresent()) {
            counters.merge(
                new CounterKey(
                    item.get(), said(newestFirst, there -> there.shopify().locationId())),
                held(newestFirst, listed.contains(line)),
                Long::sum);
          }
        });
  }

  private static Optional<String> said(
      List<Listing> newestFirst, Function<Item, Optional<String>> field) {
    return newestFirst.stream().flatMap(there -> field.apply(there.item()).stream()).findFirst();
  }

  private static long held(List<Listing> newestFirst, boolean isListed) {
    Item now = newestFirst.getFirst().item();
    long largest =
        newestFirst.stream()
            .mapToLong(there -> there.item().quantity().units())
            .max()
            .orElseThrow();
    long taken = now.shopify().taken().map(units -> units.units()).orElse(largest);
    if (!isListed && now.status() != ItemStatus.COMPLETED) {
      return 0;
    }
    if (now.shopify().restocked().isPresent()) {
      return taken - now.shopify().restocked().get().units();
    }
    return now.status() == ItemStatus.CANCELLED ? 0 : Math.min(taken, now.quantity().units());
  }
}
