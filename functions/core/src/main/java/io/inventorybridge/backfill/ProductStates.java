// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.backfill;

import io.inventorybridge.backfill.MissingScope.Target;
import io.inventorybridge.backfill.ReferenceDataHistory.Versions;
import io.inventorybridge.delivery.BucketLayout;
import io.inventorybridge.delivery.DeliveryDocuments;
import io.inventorybridge.delivery.DeliveryManifest;
import io.inventorybridge.delivery.DeliveryRecord;
import io.inventorybridge.delivery.DeliveryRecord.Status;
import io.inventorybridge.delivery.DeliveryRepository;
import io.inventorybridge.masterdata.catalog.CatalogIndex;
import io.inventorybridge.masterdata.facilities.FacilityDirectory;
import io.inventorybridge.stock.CanonicalUpc;
import io.inventorybridge.stock.FacilityId;
import io.inventorybridge.support.files.FileStore;
import io.inventorybridge.support.files.StoredFile;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Derives the publishing state of products. Nothing is stored for it: the state follows from the
 * scope each delivery was filtered with, from the settled backfills, and from the operators'
 * acceptances. So a product without a baseline never appears to have one between a new catalog and
 * its backfill.
 */
public final class ProductStates {
  private final FileStore files;
  private final DeliveryRepository deliveries;
  private final DeliveryDocuments deliveryDocuments;
  private final ReferenceDataHistory versions;
  private final MissingScope missingScope;

  public ProductStates(
      FileStore files,
      DeliveryRepository deliveries,
      DeliveryDocuments deliveryDocuments,
      ReferenceDataHistory versions) {
    this.files = files;
    this.deliveries = deliveries;
    this.deliveryDocuments = deliveryDocuments;
    this.versions = versions;
    this.missingScope = new MissingScope(versions, deliveries);
  }

  /** Records that an operator accepts a product with the known data, from now on. */
  public void accept(CanonicalUpc upc) {
    files.put(BucketLayout.accepted(upc), FileStore.Content.of(new byte[0]), Map.of());
  }

  /** The present states; reads everything once. */
  public Snapshot snapshot() {
    Optional<Target> target = versions.activeVersions().flatMap(missingScope::target);
    Map<String, Optional<CatalogIndex>> catalogs = new HashMap<>();
    Map<String, Optional<FacilityDirectory>> directories = new HashMap<>();
    List<Source> sources = new ArrayList<>();
    boolean anyLoad = false;
    for (String name : deliveries.sources()) {
      RelevantDeliveries relevantDeliveries = RelevantDeliveries.of(deliveries.ofSource(name));
      anyLoad |= relevantDeliveries.initialLoad();
      List<Asked> asked = new ArrayList<>();
      for (DeliveryRecord record : relevantDeliveries.newestFirst()) {
        asked.add(asked(record, catalogs, directories));
      }
      sources.add(new Source(asked, relevantDeliveries.initialLoad()));
    }
    return new Snapshot(target, sources, anyLoad);
  }

  /** The state of one product now. */
  public ProductState stateOf(CanonicalUpc upc) {
    return snapshot().stateOf(upc);
  }

  private Asked asked(
      DeliveryRecord record,
      Map<String, Optional<CatalogIndex>> catalogs,
      Map<String, Optional<FacilityDirectory>> directories) {
    DeliveryManifest manifest = deliveryDocuments.manifest(record.id()).orElseThrow();
    List<CatalogIndex> since = new ArrayList<>();
    List<FacilityDirectory> mapped = new ArrayList<>();
    directories
        .computeIfAbsent(manifest.facilitiesVersion(), versions::facilities)
        .ifPresent(mapped::add);
    deliveries.backfills(record.id()).stream()
        .filter(backfill -> backfill.status() == Status.SETTLED)
        .flatMap(backfill -> backfill.id().backfillVersion().stream())
        .map(Versions::parse)
        .forEach(
            pair -> {
              catalogs.computeIfAbsent(pair.catalog(), versions::catalog).ifPresent(since::add);
              directories
                  .computeIfAbsent(pair.facilities(), versions::facilities)
                  .ifPresent(mapped::add);
            });
    return new Asked(
        record.uploaded(),
        catalogs.computeIfAbsent(manifest.catalogVersion(), versions::catalog),
        since,
        mapped);
  }

  /**
   * The scope for which a delivery was filtered.
   *
   * @param first the catalog it was filtered with
   * @param since those of its settled backfills
   * @param mapped the facilities of both
   */
  private record Asked(
      Instant uploaded,
      Optional<CatalogIndex> first,
      List<CatalogIndex> since,
      List<FacilityDirectory> mapped) {
    boolean atFirst(CanonicalUpc upc) {
      return first.filter(catalog -> catalog.isUnique(upc.digits())).isPresent();
    }

    boolean byNow(CanonicalUpc upc) {
      return atFirst(upc) || since.stream().anyMatch(catalog -> catalog.isUnique(upc.digits()));
    }
  }

  private record Source(List<Asked> newestFirst, boolean initialLoad) {
    /**
     * Tells whether all deliveries after the operator's acceptance were filtered for the product.
     */
    boolean isFilled(CanonicalUpc upc, Instant accepted) {
      return newestFirst.stream()
          .filter(asked -> asked.uploaded().isAfter(accepted))
          .allMatch(asked -> asked.byNow(upc));
    }

    /**
     * Tells whether the deliveries reach back to an initial load, to the operator's acceptance, or
     * to the product being online.
     */
    boolean reachesBack(CanonicalUpc upc, Instant accepted) {
      return initialLoad
          || newestFirst.isEmpty()
          || !newestFirst.getLast().uploaded().isAfter(accepted)
          || newestFirst.getLast().atFirst(upc);
    }
  }

  /** The states at one moment. */
  public final class Snapshot {
    private final Optional<Target> target;
    private final List<Source> sources;
    private final boolean anyLoad;

    private Snapshot(Optional<Target> target, List<Source> sources, boolean anyLoad) {
      this.target = target;
      this.sources = List.copyOf(sources);
      this.anyLoad = anyLoad;
    }

    public ProductState stateOf(CanonicalUpc upc) {
      if (target.filter(there -> there.catalog().isUnique(upc.digits())).isEmpty()) {
        return ProductState.NOT_ONLINE;
      }
      ProductState state = stateIfAcceptedAt(upc, Instant.MIN);
      // Operators' acceptances matter only for these products.
      return state == ProductState.AWAITING_BASELINE
          ? files
              .find(BucketLayout.accepted(upc))
              .map(StoredFile::lastModified)
              .map(accepted -> stateIfAcceptedAt(upc, accepted))
              .orElse(state)
          : state;
    }

    private ProductState stateIfAcceptedAt(CanonicalUpc upc, Instant accepted) {
      if (!sources.stream().allMatch(source -> source.isFilled(upc, accepted))) {
        return ProductState.AWAITING_BASELINE;
      }
      if (sources.stream().allMatch(source -> source.reachesBack(upc, accepted))) {
        return ProductState.BASED;
      }
      return anyLoad ? ProductState.AWAITING_BASELINE : ProductState.NO_INITIAL_LOAD;
    }

    /** The products that are online and not {@link ProductState#BASED}. */
    public SortedMap<CanonicalUpc, ProductState> toBeListed() {
      SortedMap<CanonicalUpc, ProductState> listed = new TreeMap<>();
      target.ifPresent(
          there -> {
            for (int slot = 0; slot < there.catalog().size(); slot++) {
              CanonicalUpc upc = new CanonicalUpc(there.catalog().upc(slot));
              ProductState state = stateOf(upc);
              if (state != ProductState.BASED) {
                listed.put(upc, state);
              }
            }
          });
      return listed;
    }

    /** Stores whose keys count 0 until every relevant delivery was filtered for them. */
    public SortedSet<FacilityId> storesAwaiting() {
      SortedSet<FacilityId> stores = new TreeSet<>();
      target.ifPresent(
          there ->
              sources.stream()
                  .flatMap(source -> source.newestFirst().stream())
                  .forEach(asked -> stores.addAll(unmapped(there.facilities(), asked))));
      return stores;
    }

    private static SortedSet<FacilityId> unmapped(FacilityDirectory now, Asked asked) {
      SortedSet<FacilityId> left = new TreeSet<>();
      now.all().forEach(facility -> left.add(facility.id()));
      asked.mapped().forEach(then -> left.retainAll(now.storesNotMappedIn(then)));
      return left;
    }
  }
}
