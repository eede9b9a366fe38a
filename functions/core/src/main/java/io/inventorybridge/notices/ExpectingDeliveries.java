// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.notices;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Checks, at the hour at which deliveries are due, that they have arrived and are settled. */
public final class ExpectingDeliveries {
  private final Function<Instant, List<String>> missing;
  private final Notices notices;
  private final Figures figures;

  /**
   * @param missing lists the missing deliveries at a time, one sentence for each source
   */
  public ExpectingDeliveries(
      Function<Instant, List<String>> missing, Notices notices, Figures figures) {
    this.missing = missing;
    this.notices = notices;
    this.figures = figures;
  }

  /** Checks, and sends a notice if something is missing; returns the sentences. */
  public List<String> look(Instant now) {
    List<String> sentences = missing.apply(now);
    figures.count(Map.of("DeliveriesMissing", (long) sentences.size()));
    if (!sentences.isEmpty()) {
      notices.tell(
          new Notice(
              "Inventory deliveries are missing",
              "At %s:\n%s\n".formatted(now, String.join("\n", sentences))));
    }
    return sentences;
  }
}
