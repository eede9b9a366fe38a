// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.availability;

import io.inventorybridge.backfill.ProductState;
import io.inventorybridge.backfill.ProductStates;
import io.inventorybridge.masterdata.catalog.CatalogIndex;
import io.inventorybridge.masterdata.catalog.ProductLookupIndex;
import io.inventorybridge.masterdata.facilities.FacilityDirectory;
import io.inventorybridge.rules.RuleBook;
import io.inventorybridge.stock.CanonicalUpc;
import io.inventorybridge.stock.FacilityId;
import io.inventorybridge.support.files.ContentDigest;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The calculation inputs that stock records do not contain, as of one moment.
 *
 * @param index the active catalog; empty before the first one
 * @param names of the same catalog
 * @param unpublishedProducts online products in a state other than BASED, with their state
 * @param awaiting stores whose keys count 0 until their backfill is applied
 * @param inputsVersion the version of these inputs
 */
public record CalculationInputs(
    Optional<CatalogIndex> index,
    ProductLookupIndex names,
    FacilityDirectory directory,
    RuleBook rules,
    LocationMapping locationMapping,
    SortedMap<CanonicalUpc, ProductState> unpublishedProducts,
    SortedSet<FacilityId> awaiting,
    InputsVersion inputsVersion) {
  public CalculationInputs {
    unpublishedProducts = Collections.unmodifiableSortedMap(new TreeMap<>(unpublishedProducts));
    awaiting = Collections.unmodifiableSortedSet(new TreeSet<>(awaiting));
  }

  /**
   * Reads the present inputs.
   *
   * @param editions the versions of the files from which catalog, facilities and rules were read
   */
  public static CalculationInputs of(
      Optional<CatalogIndex> index,
      ProductLookupIndex names,
      FacilityDirectory directory,
      RuleBook rules,
      LocationMapping locationMapping,
      ProductStates.Snapshot standing,
      String editions) {
    SortedMap<CanonicalUpc, ProductState> notBased = standing.toBeListed();
    SortedSet<FacilityId> awaiting = standing.storesAwaiting();
    StringBuilder all = new StringBuilder(editions);
    all.append('\n').append(index.map(CatalogIndex::version).orElse("-"));
    all.append('\n').append(directory.version());
    all.append('\n').append(locationMapping);
    all.append('\n').append(awaiting);
    for (Map.Entry<CanonicalUpc, ProductState> state : notBased.entrySet()) {
      if (state.getValue() == ProductState.AWAITING_BASELINE) {
        all.append('\n').append(state.getKey());
      }
    }
    return new CalculationInputs(
        index,
        names,
        directory,
        rules,
        locationMapping,
        notBased,
        awaiting,
        versionOf(all.toString()));
  }

  private static InputsVersion versionOf(String all) {
    return new InputsVersion(
        ContentDigest.sha256(all.getBytes(StandardCharsets.UTF_8)).substring(0, 16));
  }

  boolean isUnique(CanonicalUpc upc) {
    return index.filter(there -> there.isUnique(upc.digits())).isPresent();
  }

  boolean isAwaiting(CanonicalUpc upc) {
    return unpublishedProducts.get(upc) == ProductState.AWAITING_BASELINE;
  }
}
