// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.ledger;

import io.inventorybridge.ledger.counter.CounterPosting;
import java.util.List;

/**
 * One write of all changes of an order on the keys of a product and on Shopify's counters. No
 * reader sees units that left one store and have not reached the other, or units that Shopify took
 * and no store has reserved.
 *
 * @param postings of different keys, each of an order or without a fact
 * @param counters of different counters
 */
public record LedgerTransaction(List<LedgerPosting> postings, List<CounterPosting> counters) {
  /**
   * DynamoDB writes 100 items at once: five for a key (with its entry, fact, initial-load baseline
   * and change marker).
   */
  public static final int MOST = 12;

  public LedgerTransaction {
    postings = List.copyOf(postings);
    counters = List.copyOf(counters);
    if (postings.isEmpty() && counters.isEmpty()) {
      throw new IllegalArgumentException("there is nothing to write");
    }
    if (postings.size() > MOST || counters.size() > MOST) {
      throw new IllegalArgumentException(
          "%d keys and %d counters are more than can be written at once"
              .formatted(postings.size(), counters.size()));
    }
  }
}
