// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.counter;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The counters as they were posted by the ledger. Every read here is consistent: none comes from an
 * index. Safe for use by many threads.
 */
public interface Counters {
  /** The present states; a counter never written is not in the answer. */
  Map<CounterKey, Counter> counters(Collection<CounterKey> keys);

  /** What a counter has taken in of one order and product. */
  Optional<CounterPart> part(CounterKey key, CounterPart.Id id);

  /**
   * All counters of an item, by location, each with its parts. They are not of one moment: only
   * where the versions are still the same afterwards, the parts belong to them.
   */
  List<WithParts> ofItem(String item);

  /** A counter and what it consists of. */
  record WithParts(Counter counter, List<CounterPart> parts) {
    public WithParts {
      parts = List.copyOf(parts);
    }
  }
}
