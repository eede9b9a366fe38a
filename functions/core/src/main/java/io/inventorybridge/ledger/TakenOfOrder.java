// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.ledger;

import io.inventorybridge.counter.Counter;
import io.inventorybridge.counter.CounterKey;
import io.inventorybridge.counter.CounterPart;
import io.inventorybridge.counter.CounterPosting;
import io.inventorybridge.stock.StockKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/** The facts of an order that the keys and counters of a product have applied. */
record TakenOfOrder(SortedMap<StockKey, OnKey> keys, SortedMap<CounterKey, AtCounter> counters) {
  record OnKey(StockRecord record, OrderOnKey taken) {}

  record AtCounter(Counter counter, CounterPart taken) {}

  /**
   * Gives the write that applies the order's facts; empty where they are applied. Facts beyond the
   * size of one write are left for the next; counters go with the last keys.
   */
  Optional<Together> towards(OrderOnProduct.Saying says, Instant now) {
    List<Posting> postings =
        keys.entrySet().stream()
            .flatMap(
                there ->
                    TwoSteps.order(
                        there.getValue().record(),
                        there.getValue().taken(),
                        says.on(there.getKey()),
                        now)
                        .stream())
            .limit(Together.MOST + 1)
            .toList();
    if (postings.size() > Together.MOST) {
      return Optional.of(new Together(postings.subList(0, Together.MOST), List.of()));
    }
    List<CounterPosting> counted =
        counters.entrySet().stream()
            .flatMap(
                there ->
                    there
                        .getValue()
                        .counter()
                        .take(there.getValue().taken(), says.on(there.getKey()))
                        .stream())
            .limit(Together.MOST)
            .toList();
    return postings.isEmpty() && counted.isEmpty()
        ? Optional.empty()
        : Optional.of(new Together(postings, counted));
  }
}
