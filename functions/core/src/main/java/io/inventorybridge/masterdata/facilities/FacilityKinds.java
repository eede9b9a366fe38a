// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.masterdata.facilities;

import io.inventorybridge.stock.FacilityId;

/** The kinds of facilities, as orders need them. Facility ids are ours, compared exactly. */
@FunctionalInterface
public interface FacilityKinds {
  FacilityKind kindOf(FacilityId facility);

  enum FacilityKind {
    /** A physical store with stock. */
    STORE,
    /** A queue of HotWax's: brokering, unfillable, pre-order. */
    VIRTUAL,
    /** Not in the list of facilities (yet). */
    UNKNOWN
  }
}
