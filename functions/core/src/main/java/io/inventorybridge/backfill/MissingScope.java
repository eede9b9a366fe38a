// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.backfill;

import io.inventorybridge.backfill.ReferenceDataHistory.Versions;
import io.inventorybridge.delivery.DeliveryId;
import io.inventorybridge.delivery.DeliveryManifest;
import io.inventorybridge.delivery.DeliveryRecord;
import io.inventorybridge.delivery.DeliveryRepository;
import io.inventorybridge.delivery.filter.DeltaFilter.EarlierReferenceData;
import io.inventorybridge.masterdata.catalog.CatalogIndex;
import io.inventorybridge.masterdata.facilities.FacilityDirectory;
import java.util.List;
import java.util.Optional;

/**
 * Finds the missing scope of a delivery: products and stores that were out of scope when it was
 * filtered and were not backfilled since.
 */
final class MissingScope {
  private final ReferenceDataHistory versions;
  private final DeliveryRepository deliveries;

  MissingScope(ReferenceDataHistory versions, DeliveryRepository deliveries) {
    this.versions = versions;
    this.deliveries = deliveries;
  }

  /**
   * A missing scope.
   *
   * @param products products of which rows may be missing. If stores have changed, these are all
   *     products that no backfill with the same stores has covered
   * @param unstated true for an initial load that no backfill with the same stores has covered. It
   *     states every key of its stores, also of products that are not online
   * @param earlier the reference data with which the original was filtered; empty if it was
   *     removed. Then everything is filtered again, which changes no number
   */
  record Scope(
      CatalogIndex products,
      boolean unstated,
      FacilityDirectory facilities,
      Optional<EarlierReferenceData> earlier) {
    boolean isEmpty() {
      return products.size() == 0 && !unstated;
    }
  }

  /** A pair of versions with their content. */
  record Target(Versions pair, CatalogIndex catalog, FacilityDirectory facilities) {}

  /** Empty when that version was removed. */
  Optional<Target> target(Versions pair) {
    return versions
        .catalog(pair.catalog())
        .flatMap(
            catalog ->
                versions
                    .facilities(pair.facilities())
                    .map(facilities -> new Target(pair, catalog, facilities)));
  }

  Scope of(DeliveryManifest original, Target target) {
    Optional<EarlierReferenceData> earlier =
        versions
            .catalog(original.catalogVersion())
            .flatMap(
                catalog ->
                    versions
                        .facilities(original.facilitiesVersion())
                        .map(facilities -> new EarlierReferenceData(catalog, facilities)));
    CatalogIndex missing = target.catalog();
    boolean unstated = original.kind() == DeliveryManifest.DeliveryKind.INITIAL;
    if (earlier.filter(there -> there.facilities().mapsLike(target.facilities())).isPresent()) {
      missing = without(missing, earlier.get().catalog());
      unstated = false;
    }
    for (Versions filled : filled(original.delivery())) {
      if ((missing.size() > 0 || unstated) && mapsLike(filled, target)) {
        unstated = false;
        Optional<CatalogIndex> looked = versions.catalog(filled.catalog());
        missing = looked.isPresent() ? without(missing, looked.get()) : missing;
      }
    }
    return new Scope(missing, unstated, target.facilities(), earlier);
  }

  /** The versions to which a delivery was backfilled. */
  List<Versions> filled(DeliveryId original) {
    return deliveries.backfills(original).stream()
        .map(DeliveryRecord::id)
        .flatMap(id -> id.backfillVersion().stream())
        .map(Versions::parse)
        .toList();
  }

  private boolean mapsLike(Versions filled, Target target) {
    return filled.facilities().equals(target.pair().facilities())
        || versions
            .facilities(filled.facilities())
            .filter(there -> there.mapsLike(target.facilities()))
            .isPresent();
  }

  private static CatalogIndex without(CatalogIndex products, CatalogIndex known) {
    return products.filter(upc -> !known.isUnique(upc));
  }
}
