// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.reporting.notifications;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Checks, at the hour at which deliveries are due, that they have arrived and are settled. */
public final class ExpectingDeliveries {
  private final Function<Instant, List<String>> missing;
  private final NotificationSender notificationSender;
  private final MetricSink metricSink;

  /**
   * @param missing lists the missing deliveries at a time, one sentence for each source
   */
  public ExpectingDeliveries(
      Function<Instant, List<String>> missing,
      NotificationSender notificationSender,
      MetricSink metricSink) {
    this.missing = missing;
    this.notificationSender = notificationSender;
    this.metricSink = metricSink;
  }

  /** Checks, and sends a notice if something is missing; returns the sentences. */
  public List<String> check(Instant now) {
    List<String> sentences = missing.apply(now);
    metricSink.count(Map.of("DeliveriesMissing", (long) sentences.size()));
    if (!sentences.isEmpty()) {
      notificationSender.send(
          new NotificationMessage(
              "Inventory deliveries are missing",
              "At %s:\n%s\n".formatted(now, String.join("\n", sentences))));
    }
    return sentences;
  }
}
