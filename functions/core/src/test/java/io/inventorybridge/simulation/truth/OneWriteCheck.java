// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.simulation.truth;

import static org.assertj.core.api.Assertions.assertThat;

import io.inventorybridge.ledger.InMemoryStockLedger;
import io.inventorybridge.ledger.OrderFacts;
import io.inventorybridge.ledger.OrderFootprint;
import io.inventorybridge.ledger.counter.CounterKey;
import io.inventorybridge.ledger.counter.CounterPart;
import io.inventorybridge.masterdata.facilities.FacilityKinds;
import io.inventorybridge.orders.OrderHistory;
import io.inventorybridge.stock.CanonicalUpc;
import io.inventorybridge.stock.StockKey;
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
final class OneWriteCheck {
  /** All stated or applied facts, except empty ones. */
  private record Whole(Set<Object> facts) {}

  private final InMemoryStockLedger ledger;
  private final Map<CounterPart.Id, Set<Whole>> said = new HashMap<>();
  private final Map<CounterPart.Id, OrderFootprint> widest = new HashMap<>();

  OneWriteCheck(InMemoryStockLedger ledger) {
    this.ledger = ledger;
  }

  OrderFootprint.OrderSnapshot said(
      OrderHistory history, Optional<CanonicalUpc> upc, FacilityKinds by) {
    OrderFootprint.OrderSnapshot orderSnapshot = history.snapshot(upc, by);
    for (OrderFootprint product : history.products()) {
      if (product.upc().equals(upc)) {
        widest.put(product.part(), product);
        said.computeIfAbsent(product.part(), id -> new HashSet<>())
            .add(whole(product, orderSnapshot::on, orderSnapshot::on));
      }
    }
    return orderSnapshot;
  }

  void check() {
    widest.forEach(
        (id, product) -> {
          Whole taken =
              whole(
                  product,
                  key -> ledger.fact(key, product.orderId()).orElse(OrderFacts.none("")),
                  key -> ledger.part(key, id).orElse(CounterPart.none("", id.upc())));
          if (!taken.facts().isEmpty()) {
            assertThat(said.get(id)).as("sayings of %s", id).contains(taken);
          }
        });
  }

  private interface OfKey {
    OrderFacts on(StockKey key);
  }

  private interface OfCounter {
    CounterPart on(CounterKey key);
  }

  private static Whole whole(OrderFootprint product, OfKey keys, OfCounter counters) {
    Set<Object> facts = new HashSet<>();
    for (StockKey key : product.keys()) {
      OrderFacts fact = keys.on(key);
      if (!fact.isEmpty()) {
        facts.add(Map.entry(key, fact));
      }
    }
    for (CounterKey key : product.counters()) {
      CounterPart part = counters.on(key);
      if (!part.isEmpty()) {
        facts.add(Map.entry(key, part));
      }
    }
    return new Whole(facts);
  }

  /** The counters of all items of these worlds, from the ledger. */
  static Map<CounterKey, Long> counters(InMemoryStockLedger ledger, Set<String> items) {
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
