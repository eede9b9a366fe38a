// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.rules;

import io.inventorybridge.stock.FacilityId;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;

/**
 * A row of HotWax's {@code PRODUCT_FACILITY_*.csv}: the values for one product in one facility.
 *
 * @param values the value of each stated column; an empty value cancels an earlier one
 */
public record ProductFacilityRule(
    ProductAtFacility pair, Map<RuleValue.RuleKind, Optional<RuleValue>> values) {
  public ProductFacilityRule {
    values = Map.copyOf(values);
  }

  /** A product and a facility, both by their ids. */
  public record ProductAtFacility(String productId, FacilityId facilityId)
      implements Comparable<ProductAtFacility> {
    private static final Comparator<ProductAtFacility> ORDER =
        Comparator.comparing(ProductAtFacility::productId)
            .thenComparing(ProductAtFacility::facilityId);

    /** No pair of the product comes before it: a cell of a file begins with no blank. */
    static ProductAtFacility first(String productId) {
      return new ProductAtFacility(productId, new FacilityId("!"));
    }

    @Override
    public int compareTo(ProductAtFacility other) {
      return ORDER.compare(this, other);
    }
  }
}
