// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.delivery;

import io.inventorybridge.masterdata.catalog.CatalogIndex;
import io.inventorybridge.masterdata.facilities.FacilityDirectory;
import io.inventorybridge.settings.InstallationSettings;
import java.util.Optional;

/** The reference data by which a delivery is read, in its present version. */
public interface ReferenceData {
  /** The present index; empty before the first catalog. */
  Optional<CatalogIndex> catalogIndex();

  FacilityDirectory facilityDirectory();

  InstallationSettings settings(String source);
}
