// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.metrics;

import io.inventorybridge.reporting.notifications.MetricSink;
import java.util.Map;
import software.amazon.lambda.powertools.metrics.Metrics;
import software.amazon.lambda.powertools.metrics.MetricsFactory;
import software.amazon.lambda.powertools.metrics.model.MetricUnit;

/**
 * Writes metrics to the function's log in CloudWatch's embedded metric format. Powertools reads
 * namespace and service from the environment.
 */
public final class EmbeddedMetrics implements MetricSink {
  @Override
  public synchronized void count(Map<String, Long> counts) {
    Metrics metrics = MetricsFactory.getMetricsInstance();
    counts.forEach((name, count) -> metrics.addMetric(name, count, MetricUnit.COUNT));
    metrics.flush();
  }
}
