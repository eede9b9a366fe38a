// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.rules;

import io.inventorybridge.masterdata.facilities.Facility;
import io.inventorybridge.stock.CanonicalUpc;
import io.inventorybridge.stock.FacilityId;
import java.util.Optional;

/**
 * The selector of a rule: every given criterion must match; a missing criterion matches everything.
 *
 * @param productId as in the catalog
 * @param tag a tag of the product; the case of letters does not matter, as in Shopify
 * @param facilityGroupId a group of the facility
 */
public record RuleSelector(
    Optional<String> productId,
    Optional<CanonicalUpc> upc,
    Optional<String> tag,
    Optional<FacilityId> facilityId,
    Optional<String> facilityGroupId) {

  /** Matches everything. */
  public static final RuleSelector ALL =
      new RuleSelector(
          Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  boolean namesAFacility() {
    return facilityId.isPresent() || facilityGroupId.isPresent();
  }

  boolean matches(RuleTarget product) {
    return upc.map(product.upc()::equals).orElse(true)
        && productId.map(product.productIds()::contains).orElse(true)
        && tag.map(product::isTagged).orElse(true);
  }

  boolean matches(Facility facility) {
    return facilityId.map(facility.id()::equals).orElse(true)
        && facilityGroupId.map(facility.groups()::contains).orElse(true);
  }
}
