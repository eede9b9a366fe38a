// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.ledger.counter;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The counters that the ledger writes. Every read is consistent; none comes from an index. Safe for
 * use by many threads.
 */
public interface CounterRepository {
  /** Reads the present states; a counter never written is not in the answer. */
  Map<CounterKey, ShopCounter> counters(Collection<CounterKey> keys);

  /** Reads the part of one order and product in a counter. */
  Optional<CounterPart> part(CounterKey key, CounterPart.Id id);

  /**
   * Reads all counters of an item, by location, each with its parts. Counters and parts are not
   * read at one moment: parts belong to a counter only if its version is unchanged afterwards.
   */
  List<WithParts> ofItem(String item);

  /** A counter with its parts. */
  record WithParts(ShopCounter counter, List<CounterPart> parts) {
    public WithParts {
      parts = List.copyOf(parts);
    }
  }
}
