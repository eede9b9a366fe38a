// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.availability;

import io.inventorybridge.ledger.counter.CounterKey;
import io.inventorybridge.masterdata.facilities.Facility;
import io.inventorybridge.masterdata.facilities.FacilityDirectory;
import io.inventorybridge.stock.FacilityId;
import io.inventorybridge.stock.ShopLocationId;
import io.inventorybridge.stock.ShopifyNumbers;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** The location mapping: the Shopify locations where the stores' stock is published. */
public sealed interface LocationMapping {
  /** The locations of the published pairs, in order. */
  SortedSet<ShopLocationId> locations();

  /**
   * Tells whether the units of a counter were taken from the quantity published at the location.
   */
  boolean counts(CounterKey counter, ShopLocationId at);

  /**
   * All stores are sold at one location.
   *
   * @param location empty while it is undetermined; then nothing is published
   */
  record SingleLocation(Optional<ShopLocationId> location) implements LocationMapping {
    @Override
    public SortedSet<ShopLocationId> locations() {
      SortedSet<ShopLocationId> one = new TreeSet<>();
      if (location.isPresent()) {
        one.add(location.get());
      }
      return one;
    }

    // Units without a stated location were taken from the only one.
    @Override
    public boolean counts(CounterKey counter, ShopLocationId at) {
      return counter.location().orElse(at.number()).equals(at.number());
    }
  }

  /**
   * Each store is sold at its own location.
   *
   * @param stores by location
   * @param shared the locations that several stores claim; nothing is published there
   */
  record LocationPerStore(
      SortedMap<ShopLocationId, FacilityId> stores, SortedSet<ShopLocationId> shared)
      implements LocationMapping {
    public LocationPerStore {
      stores = Collections.unmodifiableSortedMap(new TreeMap<>(stores));
      shared = Collections.unmodifiableSortedSet(new TreeSet<>(shared));
    }

    @Override
    public SortedSet<ShopLocationId> locations() {
      return new TreeSet<>(stores.keySet());
    }

    @Override
    public boolean counts(CounterKey counter, ShopLocationId at) {
      return counter.location().filter(at.number()::equals).isPresent();
    }
  }

  /**
   * Maps each store to the location that the facilities state, except locations stated for several
   * stores.
   */
  static LocationMapping ofStores(FacilityDirectory directory) {
    SortedMap<ShopLocationId, FacilityId> stores = new TreeMap<>();
    SortedSet<ShopLocationId> shared = new TreeSet<>();
    for (Facility facility : directory.all()) {
      Optional<ShopLocationId> location = location(facility);
      if (location.isPresent() && stores.put(location.get(), facility.id()) != null) {
        shared.add(location.get());
      }
    }
    for (ShopLocationId claimedTwice : shared) {
      stores.remove(claimedTwice);
    }
    return new LocationPerStore(stores, shared);
  }

  /** The location of a store; empty if it states none or an invalid one. */
  static Optional<ShopLocationId> location(Facility facility) {
    return facility.isVirtual()
        ? Optional.empty()
        : facility
            .shopifyLocationId()
            .map(ShopifyNumbers::number)
            .filter(ShopifyNumbers::isNumber)
            .map(ShopLocationId::new);
  }
}
