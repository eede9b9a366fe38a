// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.truth;

import static org.assertj.core.api.Assertions.assertThat;

import io.inventorybridge.counter.CounterKey;
import io.inventorybridge.counter.CounterPart;
import io.inventorybridge.facilities.Stores;
import io.inventorybridge.ledger.InMemoryLedger;
import io.inventorybridge.ledger.OrderOnKey;
import io.inventorybridge.ledger.OrderOnProduct;
import io.inventorybridge.orders.OrderHistory;
import io.inventorybridge.stock.StockKey;
import io.inventorybridge.stock.Upc;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Checks that the facts of an order's product on keys and counters always come from one version,
 * never partly from another.
 */
final class InOneWrite {
  /** All stated or applied facts, except empty ones. */
  private record Whole(Set<Object> facts) {}

  private final InMemoryLedger ledger;
  private final Map<CounterPart.Id, Set<Whole>> said = new HashMap<>();
  private final Map<CounterPart.Id, OrderOnProduct> widest = new HashMap<>();

  InOneWrite(InMemoryLedger ledger) {
    this.ledger = ledger;
  }

  OrderOnProduct.Saying said(OrderHistory history, Optional<Upc> upc, Stores by) {
    OrderOnProduct.Saying saying = history.saying(upc, by);
    for (OrderOnProduct product : history.products()) {
      if (product.upc().equals(upc)) {
        widest.put(product.part(), product);
        said.computeIfAbsent(product.part(), id -> new HashSet<>())
            .add(whole(product, saying::on, saying::on));
      }
    }
    return saying;
  }

  void check() {
    widest.forEach(
        (id, product) -> {
          Whole taken =
              whole(
                  product,
                  key -> ledger.fact(key, product.orderId()).orElse(OrderOnKey.none("")),
                  key -> ledger.part(key, id).orElse(CounterPart.none("", id.upc())));
          if (!taken.facts().isEmpty()) {
            assertThat(said.get(id)).as("sayings of %s", id).contains(taken);
          }
        });
  }

  private interface OfKey {
    OrderOnKey on(StockKey key);
  }

  private interface OfCounter {
    CounterPart on(CounterKey key);
  }

  private static Whole whole(OrderOnProduct product, OfKey keys, OfCounter counters) {
    Set<Object> facts = new HashSet<>();
    for (StockKey key : product.keys()) {
      OrderOnKey fact = keys.on(key);
      if (!fact.saysNothing()) {
        facts.add(Map.entry(key, fact));
      }
    }
    for (CounterKey key : product.counters()) {
      CounterPart part = counters.on(key);
      if (!part.saysNothing()) {
        facts.add(Map.entry(key, part));
      }
    }
    return new Whole(facts);
  }

  /** The counters of all items of these worlds, from the ledger. */
  static Map<CounterKey, Long> counters(InMemoryLedger ledger, Set<String> items) {
    return items.stream()
        .flatMap(item -> ledger.ofItem(item).stream())
        .peek(
            there ->
                assertThat(there.parts().stream().mapToLong(part -> part.units().units()).sum())
                    .as("the sum of %s", there)
                    .isEqualTo(there.counter().units().units()))
        .filter(there -> !there.counter().units().isZero())
        .collect(
            Collectors.toMap(
                there -> there.counter().key(), there -> there.counter().units().units()));
  }
}
