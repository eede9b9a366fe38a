// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.rules;

import io.inventorybridge.stock.FacilityId;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;

/**
 * A row of HotWax's {@code PRODUCT_FACILITY_*.csv}: the values for one product in one facility.
 *
 * @param says the value of each stated column; an empty value cancels an earlier one
 */
public record ProductFacilityRule(Pair pair, Map<RuleValue.RuleKind, Optional<RuleValue>> says) {
  public ProductFacilityRule {
    says = Map.copyOf(says);
  }

  /** A product and a facility, both by their ids. */
  public record Pair(String productId, FacilityId facilityId) implements Comparable<Pair> {
    private static final Comparator<Pair> ORDER =
        Comparator.comparing(Pair::productId).thenComparing(Pair::facilityId);

    @Override
    public int compareTo(Pair other) {
      return ORDER.compare(this, other);
    }
  }
}
