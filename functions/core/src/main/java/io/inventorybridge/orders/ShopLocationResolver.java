// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.orders;

import io.inventorybridge.stock.CanonicalUpc;
import io.inventorybridge.stock.FacilityId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Resolves the item and location from which the shop takes a line's units when the order does not
 * state them.
 */
public interface ShopLocationResolver {
  /** Resolves nothing. */
  ShopLocationResolver NONE =
      new ShopLocationResolver() {
        @Override
        public Optional<String> itemOf(CanonicalUpc upc) {
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
  Optional<String> itemOf(CanonicalUpc upc);

  /** The location of a facility; empty without its own location. */
  Optional<String> locationOf(FacilityId facility);

  Locations locations();

  /**
   * The same resolver, asked once for each product and facility: an order has many lines of one.
   */
  default ShopLocationResolver remembering() {
    ShopLocationResolver asked = this;
    Map<CanonicalUpc, Optional<String>> items = new HashMap<>();
    Map<FacilityId, Optional<String>> locations = new HashMap<>();
    return new ShopLocationResolver() {
      @Override
      public Optional<String> itemOf(CanonicalUpc upc) {
        return items.computeIfAbsent(upc, asked::itemOf);
      }

      @Override
      public Optional<String> locationOf(FacilityId facility) {
        return locations.computeIfAbsent(facility, asked::locationOf);
      }

      @Override
      public Locations locations() {
        return asked.locations();
      }
    };
  }

  /** The locations where the stores' stock is sold. */
  enum Locations {
    /** All stores at one location. */
    ONE,
    /** Each store at its own location. */
    OF_STORES
  }
}
