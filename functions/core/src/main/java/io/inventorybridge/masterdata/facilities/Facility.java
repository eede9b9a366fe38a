// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.masterdata.facilities;

import io.inventorybridge.stock.FacilityId;
import java.util.List;
import java.util.Optional;

/**
 * A facility: a store, or a queue where orders wait for one.
 *
 * @param externalFacilityId Retail Pro's code, {@code STORE} or {@code SBS/STORE}
 * @param type as given; {@code VIRTUAL} for a queue; empty when not given
 * @param groups without repetition, in the order of the file
 * @param active false when the newest facilities file does not name it: it keeps its stock and is
 *     not eligible for selling
 */
public record Facility(
    FacilityId id,
    Optional<String> externalFacilityId,
    Optional<String> name,
    String type,
    Optional<String> shopifyLocationId,
    List<String> groups,
    boolean active) {

  public Facility {
    groups = List.copyOf(groups);
  }

  /** A store with only an id. */
  public static Facility of(String id) {
    return new Facility(
        new FacilityId(id),
        Optional.empty(),
        Optional.empty(),
        "",
        Optional.empty(),
        List.of(),
        true);
  }

  /** The same store with Retail Pro's code. */
  public Facility withExternalId(String code) {
    return new Facility(id, Optional.of(code), name, type, shopifyLocationId, groups, active);
  }

  /** The same facility, made inactive because the newest file does not name it. */
  public Facility deactivated() {
    return new Facility(id, externalFacilityId, name, type, shopifyLocationId, groups, false);
  }

  /** Tells whether the facility is a queue, which holds no stock. */
  public boolean isVirtual() {
    return type.equalsIgnoreCase("VIRTUAL");
  }
}
