// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.facilities;

import io.inventorybridge.stock.FacilityId;

/** The kinds of facilities, as orders need them. Facility ids are ours, compared exactly. */
@FunctionalInterface
public interface Stores {
  Kind kindOf(FacilityId facility);

  enum Kind {
    /** A physical store with stock. */
    STORE,
    /** A queue of HotWax's: brokering, unfillable, pre-order. */
    VIRTUAL,
    /** Not in the list of facilities (yet). */
    UNKNOWN
  }
}
