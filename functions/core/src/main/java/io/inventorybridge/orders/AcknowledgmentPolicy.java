// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.orders;

import io.inventorybridge.settings.AcknowledgmentSettings;
import java.time.Instant;
import java.util.Optional;

/**
 * The acknowledgement policy: the time from which Retail Pro knew that a completed item had left
 * its store, and its own quantities contain that. A fact at or before a time is known at that time;
 * a fact strictly after is not.
 */
public sealed interface AcknowledgmentPolicy {

  /** The policy that the settings name. */
  static AcknowledgmentPolicy of(AcknowledgmentSettings settings) {
    return switch (settings.knownPolicy()) {
      case ORDER_COMPLETED -> new OrderCompleted();
      case ACKNOWLEDGED -> new Acknowledged(settings.knownBefore());
    };
  }

  /**
   * The time from which Retail Pro knew the completed item according to this order version; empty
   * when the version does not state it.
   */
  Optional<Instant> knownFrom(OrderVersion version, OrderVersion.Item completed);

  /**
   * The documented rule: Retail Pro is notified of an order when all of it is completed, never
   * before the last of the completed items.
   */
  record OrderCompleted() implements AcknowledgmentPolicy {
    @Override
    public Optional<Instant> knownFrom(OrderVersion version, OrderVersion.Item completed) {
      return wholeAndItems(version);
    }
  }

  /**
   * The safer rule: Retail Pro knows the items it acknowledged, by item or by order. A report of
   * the order does not cover an item completed after it.
   *
   * @param knownBefore cut-over: an order completed at or before it that has no reportedAt counts
   *     as reported at its completion; empty for none
   */
  record Acknowledged(Optional<Instant> knownBefore) implements AcknowledgmentPolicy {
    @Override
    public Optional<Instant> knownFrom(OrderVersion version, OrderVersion.Item completed) {
      if (completed.reportedAt().isPresent()) {
        return completed.reportedAt();
      }
      if (version.reportedAt().isPresent()) {
        Instant reported = version.reportedAt().get();
        return completed.completedAt().filter(at -> at.isAfter(reported)).isPresent()
            ? Optional.empty()
            : version.reportedAt();
      }
      return wholeAndItems(version)
          .filter(at -> knownBefore.filter(cutOver -> !at.isAfter(cutOver)).isPresent());
    }
  }

  private static Optional<Instant> wholeAndItems(OrderVersion version) {
    return version
        .wholeCompletion()
        .map(
            whole ->
                version.lastItemCompletion().filter(last -> last.isAfter(whole)).orElse(whole));
  }
}
