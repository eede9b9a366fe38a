// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.backfill;

import io.inventorybridge.backfill.MissingScope.Scope;
import io.inventorybridge.backfill.MissingScope.Target;
import io.inventorybridge.backfill.ReferenceDataHistory.Versions;
import io.inventorybridge.delivery.BucketLayout;
import io.inventorybridge.delivery.DeliveryDocuments;
import io.inventorybridge.delivery.DeliveryId;
import io.inventorybridge.delivery.DeliveryManifest;
import io.inventorybridge.delivery.DeliveryRecord;
import io.inventorybridge.delivery.DeliveryRepository;
import io.inventorybridge.stock.CanonicalUpc;
import io.inventorybridge.stock.FacilityId;
import io.inventorybridge.support.files.FileStore;
import io.inventorybridge.support.files.FileStore.Content;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Plans backfills after a change of catalog or facilities: it finds the deliveries that were
 * filtered for fewer products or stores than there are now, and requests a backfill for each. It
 * keeps no state, so it may be interrupted, repeated, or run twice at once; the next run finds
 * deliveries that an earlier one missed.
 */
public final class PlanningBackfill {
  private final FileStore files;
  private final DeliveryRepository deliveries;
  private final DeliveryDocuments deliveryDocuments;
  private final ReferenceDataHistory versions;
  private final MissingScope missingScope;
  private final Function<Plan, byte[]> document;

  /**
   * @param document formats a plan as a file
   */
  public PlanningBackfill(
      FileStore files,
      DeliveryRepository deliveries,
      DeliveryDocuments deliveryDocuments,
      ReferenceDataHistory versions,
      Function<Plan, byte[]> document) {
    this.files = files;
    this.deliveries = deliveries;
    this.deliveryDocuments = deliveryDocuments;
    this.versions = versions;
    this.missingScope = new MissingScope(versions, deliveries);
    this.document = document;
  }

  /**
   * The backfills that a run requested.
   *
   * @param products that some delivery was not filtered for
   * @param stores that some delivery was not filtered for
   */
  public record Plan(
      Versions version,
      List<CanonicalUpc> products,
      List<FacilityId> stores,
      List<Asked> deliveries) {
    public Plan {
      products = List.copyOf(products);
      stores = List.copyOf(stores);
      deliveries = List.copyOf(deliveries);
    }
  }

  /**
   * A delivery whose backfill was requested.
   *
   * @param originalKept true while its file can still be read
   */
  public record Asked(
      DeliveryId original, DeliveryId backfill, int products, Original originalKept) {
    /** Tells whether the file of a delivery can still be read. */
    public enum Original {
      KEPT,
      GONE
    }
  }

  /** Empty before the first catalog. */
  public Optional<Plan> run() {
    Optional<Target> target = versions.activeVersions().flatMap(missingScope::target);
    if (target.isEmpty()) {
      return Optional.empty();
    }
    SortedSet<CanonicalUpc> products = new TreeSet<>();
    SortedSet<FacilityId> stores = new TreeSet<>();
    List<Asked> asked = new ArrayList<>();
    Map<String, Set<FacilityId>> newStores = new HashMap<>();
    for (String source : deliveries.sources()) {
      RelevantDeliveries relevantDeliveries =
          RelevantDeliveries.of(
              deliveries.ofSource(source),
              record ->
                  newStores.computeIfAbsent(
                      manifest(record).facilitiesVersion(),
                      version -> notMappedIn(version, target.get())));
      for (DeliveryRecord record : relevantDeliveries.newestFirst()) {
        ask(record, target.get(), products, stores).ifPresent(asked::add);
      }
    }
    Plan plan = new Plan(target.get().pair(), List.copyOf(products), List.copyOf(stores), asked);
    if (!asked.isEmpty()) {
      files.put(
          BucketLayout.backfillReport(plan.version().toString()),
          Content.of(document.apply(plan)),
          Map.of());
    }
    return Optional.of(plan);
  }

  private Set<FacilityId> notMappedIn(String facilitiesVersion, Target target) {
    return target
        .facilities()
        .storesNotMappedIn(
            versions.facilities(facilitiesVersion).orElse(ReferenceDataHistory.NOBODY));
  }

  private DeliveryManifest manifest(DeliveryRecord record) {
    return deliveryDocuments
        .manifest(record.id())
        .orElseThrow(() -> new IllegalStateException(record.id() + " runs without a manifest"));
  }

  private Optional<Asked> ask(
      DeliveryRecord record,
      Target target,
      SortedSet<CanonicalUpc> products,
      SortedSet<FacilityId> stores) {
    Scope gap = missingScope.of(manifest(record), target);
    if (gap.isEmpty()) {
      return Optional.empty();
    }
    for (int slot = 0; slot < gap.products().size(); slot++) {
      long upc = gap.products().upc(slot);
      if (gap.earlier().filter(there -> there.catalog().isUnique(upc)).isEmpty()) {
        products.add(new CanonicalUpc(upc));
      }
    }
    gap.earlier()
        .ifPresent(
            there -> stores.addAll(target.facilities().storesNotMappedIn(there.facilities())));
    boolean kept = record.original().flatMap(files::find).isPresent();
    if (kept) {
      files.put(
          BucketLayout.backfillRequest(target.pair().toString(), record.id()),
          Content.of(new byte[0]),
          Map.of());
    }
    return Optional.of(
        new Asked(
            record.id(),
            record.id().backfill(target.pair().toString()),
            gap.products().size(),
            kept ? Asked.Original.KEPT : Asked.Original.GONE));
  }
}
