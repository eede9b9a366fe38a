// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.reporting.notifications;

import java.util.Map;

/** Counts the metrics of alarms and dashboard. Thread-safe. */
public interface MetricSink {
  /** Discards all counts. */
  MetricSink NONE = counts -> {};

  /** Adds to metrics by name; a new name creates its metric. */
  void count(Map<String, Long> counts);
}
