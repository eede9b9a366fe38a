// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.masterdata.facilities;

import java.util.Collection;
import java.util.List;

/**
 * The store of every facility that a facilities file ever named. Reading after writing is
 * consistent. Safe for use by many threads.
 */
public interface FacilityRepository {
  /** Reads all facilities by id, including inactive ones. */
  List<Facility> all();

  /** Stores these facilities in place of their earlier records; other facilities stay unchanged. */
  void put(Collection<Facility> facilities);
}
