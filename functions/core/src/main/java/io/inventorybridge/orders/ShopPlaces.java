// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.orders;

import io.inventorybridge.stock.FacilityId;
import io.inventorybridge.stock.Upc;
import java.util.Optional;

/**
 * Resolves the item and location from which the shop takes a line's units when the order does not
 * state them.
 */
public interface ShopPlaces {
  /** Resolves nothing. */
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

  /** The present inventory item of the UPCA; empty for none or several. */
  Optional<String> itemOf(Upc upc);

  /** The location of a facility; empty without its own location. */
  Optional<String> locationOf(FacilityId facility);

  Locations locations();

  /** The locations where the stores' stock is sold. */
  enum Locations {
    /** All stores at one location. */
    ONE,
    /** Each store at its own location. */
    OF_STORES
  }
}
