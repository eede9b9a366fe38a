// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.orders;

import io.inventorybridge.stock.FacilityId;
import io.inventorybridge.stock.Upc;
import java.util.Optional;

/** Where the shop takes the units of a line from when the order does not say it. */
public interface ShopPlaces {
  /** Knows nothing. */
  ShopPlaces NONE =
      new ShopPlaces() {
        @Override
        public Optional<String> itemOf(Upc upc) {
          return Optional.empty();
        }

        @Override
        public Optional<String> locationOf(FacilityId facility) {
          return Optional.empty();
        }

        @Override
        public Locations locations() {
          return Locations.ONE;
        }
      };

  /** The inventory item that the UPCA means now; empty where it means none or several. */
  Optional<String> itemOf(Upc upc);

  /** The location of a facility; empty where it has none of its own. */
  Optional<String> locationOf(FacilityId facility);

  Locations locations();

  /** Where the stores are sold. */
  enum Locations {
    /** All at one. */
    ONE,
    /** Each at its own. */
    OF_STORES
  }
}
