// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.delivery.receiving;

import io.inventorybridge.catalog.CatalogIndex;
import io.inventorybridge.facilities.FacilityDirectory;
import io.inventorybridge.settings.Settings;
import java.util.Optional;

/** The reference data by which a delivery is read, in its present version. */
public interface Reference {
  /** The present index; empty before the first catalog. */
  Optional<CatalogIndex> catalogIndex();

  FacilityDirectory facilityDirectory();

  Settings settings(String source);
}
