// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.orders;

import io.inventorybridge.settings.KnownSettings;
import java.time.Instant;
import java.util.Optional;

/**
 * From when Retail Pro knew that a completed item had left its store, and so has it in its own
 * quantities. At or before is known, strictly after is not.
 */
public sealed interface KnownPolicy {

  /** The policy that the settings name. */
  static KnownPolicy of(KnownSettings settings) {
    return switch (settings.knownPolicy()) {
      case ORDER_COMPLETED -> new OrderCompleted();
      case ACKNOWLEDGED -> new Acknowledged(settings.knownBefore());
    };
  }

  /**
   * The moment from which Retail Pro knew the completed item, as this version of the order tells;
   * empty when the version does not tell.
   */
  Optional<Instant> knownFrom(OrderVersion version, OrderVersion.Item completed);

  /**
   * The documented rule: Retail Pro is told of an order when all of it is completed. It is never
   * told before the last of the completed items.
   */
  record OrderCompleted() implements KnownPolicy {
    @Override
    public Optional<Instant> knownFrom(OrderVersion version, OrderVersion.Item completed) {
      return wholeAndItems(version);
    }
  }

  /**
   * The safer rule: what Retail Pro acknowledged, by item or by order. An item completed after the
   * order was reported is not known by that report.
   *
   * @param knownBefore cut-over: an order completed at or before it that has no reportedAt counts
   *     as reported at its completion; empty for none
   */
  record Acknowledged(Optional<Instant> knownBefore) implements KnownPolicy {
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
