// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.sync.pool;

import io.inventorybridge.backfill.ProductState;
import io.inventorybridge.backfill.ProductStates;
import io.inventorybridge.catalog.CatalogIndex;
import io.inventorybridge.catalog.NameIndex;
import io.inventorybridge.facilities.FacilityDirectory;
import io.inventorybridge.files.Digest;
import io.inventorybridge.rules.RuleBook;
import io.inventorybridge.stock.FacilityId;
import io.inventorybridge.stock.Upc;
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
 * @param notBased online products in a state other than BASED, with their state
 * @param awaiting stores whose keys count 0 until their backfill is applied
 * @param basis the version of these inputs
 */
public record Grounds(
    Optional<CatalogIndex> index,
    NameIndex names,
    FacilityDirectory directory,
    RuleBook rules,
    Places places,
    SortedMap<Upc, ProductState> notBased,
    SortedSet<FacilityId> awaiting,
    Basis basis) {
  public Grounds {
    notBased = Collections.unmodifiableSortedMap(new TreeMap<>(notBased));
    awaiting = Collections.unmodifiableSortedSet(new TreeSet<>(awaiting));
  }

  /**
   * Reads the present inputs.
   *
   * @param editions the versions of the files from which catalog, facilities and rules were read
   */
  public static Grounds of(
      Optional<CatalogIndex> index,
      NameIndex names,
      FacilityDirectory directory,
      RuleBook rules,
      Places places,
      ProductStates.Standing standing,
      String editions) {
    SortedMap<Upc, ProductState> notBased = standing.toBeListed();
    SortedSet<FacilityId> awaiting = standing.storesAwaiting();
    StringBuilder all = new StringBuilder(editions);
    all.append('\n').append(index.map(CatalogIndex::version).orElse("-"));
    all.append('\n').append(directory.version());
    all.append('\n').append(places);
    all.append('\n').append(awaiting);
    for (Map.Entry<Upc, ProductState> state : notBased.entrySet()) {
      if (state.getValue() == ProductState.AWAITING_BASELINE) {
        all.append('\n').append(state.getKey());
      }
    }
    return new Grounds(
        index, names, directory, rules, places, notBased, awaiting, basis(all.toString()));
  }

  private static Basis basis(String all) {
    return new Basis(Digest.sha256(all.getBytes(StandardCharsets.UTF_8)).substring(0, 16));
  }

  boolean isUnique(Upc upc) {
    return index.filter(there -> there.isUnique(upc.digits())).isPresent();
  }

  boolean isAwaiting(Upc upc) {
    return notBased.get(upc) == ProductState.AWAITING_BASELINE;
  }
}
