// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.ledger;

import io.inventorybridge.ledger.counter.CounterKey;
import io.inventorybridge.ledger.counter.CounterPart;
import io.inventorybridge.ledger.counter.CounterPosting;
import io.inventorybridge.ledger.counter.ShopCounter;
import io.inventorybridge.stock.StockKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/** The facts of an order that the keys and counters of a product have applied. */
record AppliedOrder(
    SortedMap<StockKey, AppliedAtKey> keys, SortedMap<CounterKey, AppliedAtCounter> counters) {
  record AppliedAtKey(StockRecord record, OrderFacts taken) {}

  record AppliedAtCounter(ShopCounter counter, CounterPart taken) {}

  /**
   * Gives the write that applies the order's facts; empty where they are applied. Facts beyond the
   * size of one write are left for the next; counters go with the last keys.
   */
  Optional<LedgerTransaction> transactionTo(OrderFootprint.OrderSnapshot says, Instant now) {
    List<LedgerPosting> postings =
        keys.entrySet().stream()
            .flatMap(
                there ->
                    StockTransitions.order(
                        there.getValue().record(),
                        there.getValue().taken(),
                        says.on(there.getKey()),
                        now)
                        .stream())
            .limit(LedgerTransaction.MOST + 1)
            .toList();
    if (postings.size() > LedgerTransaction.MOST) {
      return Optional.of(
          new LedgerTransaction(postings.subList(0, LedgerTransaction.MOST), List.of()));
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
            .limit(LedgerTransaction.MOST)
            .toList();
    return postings.isEmpty() && counted.isEmpty()
        ? Optional.empty()
        : Optional.of(new LedgerTransaction(postings, counted));
  }
}
