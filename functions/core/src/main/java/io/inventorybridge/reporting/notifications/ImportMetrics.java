// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.reporting.notifications;

import io.inventorybridge.delivery.settlement.ImportProgress;
import io.inventorybridge.support.capacity.CapacityMeter;
import io.inventorybridge.support.capacity.CapacityUsage;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Measures the cost of an import: the rows of a call, and its requests and capacity units, from
 * which the cost of a row follows. These figures vary with throttling and with other writers, so
 * they are metrics and not part of a delivery's report.
 */
public final class ImportMetrics {
  private final CapacityMeter capacityMeter;
  private final MetricSink metricSink;

  public ImportMetrics(CapacityMeter capacityMeter, MetricSink metricSink) {
    this.capacityMeter = capacityMeter;
    this.metricSink = metricSink;
  }

  /**
   * Runs a call of an import and counts its cost.
   *
   * @param from the row it begins with
   */
  public <T> ImportProgress<T> of(long from, Supplier<ImportProgress<T>> call) {
    CapacityUsage before = capacityMeter.usage();
    ImportProgress<T> progress = call.get();
    CapacityUsage capacityUsage = capacityMeter.usage().since(before);
    metricSink.count(
        Map.of(
            "ImportedRows", progress.next() - from,
            "ImportRequests", capacityUsage.requests(),
            "ImportUnitsWritten", capacityUsage.written(),
            "ImportUnitsRead", capacityUsage.read()));
    return progress;
  }
}
