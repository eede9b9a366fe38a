// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.facilities;

import java.util.Collection;
import java.util.List;

/**
 * Every facility that a facilities file ever named. Reading after writing is consistent. Safe for
 * use by many threads.
 */
public interface Facilities {
  /** All of them by id, also those that are no longer active. */
  List<Facility> all();

  /** Stores these facilities, each in place of what was known of it, and leaves others alone. */
  void put(Collection<Facility> facilities);
}
