// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.notices;

import java.util.Map;

/** Counts the metrics of alarms and dashboard. Thread-safe. */
public interface Figures {
  /** Discards all counts. */
  Figures NONE = counts -> {};

  /** Adds to metrics by name; a new name creates its metric. */
  void count(Map<String, Long> counts);
}
