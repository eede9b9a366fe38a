// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.shop.api;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The idempotency keys that are remembered, each with the call it came with and the reply. That a
 * refused call spends its key is guessed from the words of the schema. Not thread-safe.
 */
final class KeyMemory {
  private final Duration lasting;
  private final Map<String, Kept> kept = new HashMap<>();
  private final Deque<String> order = new ArrayDeque<>();

  /**
   * What is remembered.
   *
   * @param call the operation and everything it was given
   * @param failed whether it wrote nothing because of errors
   */
  record Kept(String call, boolean failed, Object reply, Instant at) {}

  KeyMemory(Duration lasting) {
    this.lasting = lasting;
  }

  Optional<Kept> find(String key, Instant now) {
    while (!order.isEmpty()) {
      Kept oldest = kept.get(order.peekFirst());
      if (oldest != null && oldest.at().plus(lasting).isAfter(now)) {
        break;
      }
      kept.remove(order.removeFirst());
    }
    return Optional.ofNullable(kept.get(key));
  }

  void keep(String key, Kept remembered) {
    kept.put(key, remembered);
    order.addLast(key);
  }
}
