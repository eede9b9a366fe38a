// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.facilities;

import io.inventorybridge.stock.FacilityId;
import java.util.List;
import java.util.Optional;

/**
 * A store, or a queue where orders wait for one.
 *
 * @param externalFacilityId Retail Pro's code, {@code STORE} or {@code SBS/STORE}
 * @param type as given; {@code VIRTUAL} for a queue; empty when not given
 * @param groups without repetition, in the order of the file
 * @param active false when the newest facilities file no longer names it: it keeps its stock and is
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

  /** A store of which nothing but the id is known. */
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

  /** The same facility, no longer named by the newest file. */
  public Facility missing() {
    return new Facility(id, externalFacilityId, name, type, shopifyLocationId, groups, false);
  }

  /** Whether it is a queue, which holds no stock. */
  public boolean isVirtual() {
    return type.equalsIgnoreCase("VIRTUAL");
  }
}
