// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.delivery.receiving;

import io.inventorybridge.catalog.CatalogIndex;
import io.inventorybridge.facilities.FacilityDirectory;
import io.inventorybridge.settings.Settings;
import java.util.Optional;

/** What a delivery is read against, as it is now. */
public interface Reference {
  /** Empty before the first catalogue. */
  Optional<CatalogIndex> catalogIndex();

  FacilityDirectory facilityDirectory();

  Settings settings(String source);
}
