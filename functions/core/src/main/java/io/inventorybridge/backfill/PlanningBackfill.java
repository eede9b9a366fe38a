// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.backfill;

import io.inventorybridge.backfill.Gaps.Gap;
import io.inventorybridge.backfill.Gaps.Target;
import io.inventorybridge.backfill.Versions.Pair;
import io.inventorybridge.delivery.BucketKeys;
import io.inventorybridge.delivery.Deliveries;
import io.inventorybridge.delivery.DeliveryId;
import io.inventorybridge.delivery.DeliveryRecord;
import io.inventorybridge.delivery.Manifest;
import io.inventorybridge.delivery.Paperwork;
import io.inventorybridge.files.Files;
import io.inventorybridge.files.Files.Content;
import io.inventorybridge.stock.FacilityId;
import io.inventorybridge.stock.Upc;
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
  private final Files files;
  private final Deliveries deliveries;
  private final Paperwork paperwork;
  private final Versions versions;
  private final Gaps gaps;
  private final Function<Plan, byte[]> document;

  /**
   * @param document formats a plan as a file
   */
  public PlanningBackfill(
      Files files,
      Deliveries deliveries,
      Paperwork paperwork,
      Versions versions,
      Function<Plan, byte[]> document) {
    this.files = files;
    this.deliveries = deliveries;
    this.paperwork = paperwork;
    this.versions = versions;
    this.gaps = new Gaps(versions, deliveries);
    this.document = document;
  }

  /**
   * The backfills that a run requested.
   *
   * @param products that some delivery was not filtered for
   * @param stores that some delivery was not filtered for
   */
  public record Plan(
      Pair version, List<Upc> products, List<FacilityId> stores, List<Asked> deliveries) {
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
    Optional<Target> target = versions.inForce().flatMap(gaps::target);
    if (target.isEmpty()) {
      return Optional.empty();
    }
    SortedSet<Upc> products = new TreeSet<>();
    SortedSet<FacilityId> stores = new TreeSet<>();
    List<Asked> asked = new ArrayList<>();
    Map<String, Set<FacilityId>> newStores = new HashMap<>();
    for (String source : deliveries.sources()) {
      Reach reach =
          Reach.of(
              deliveries.ofSource(source),
              record ->
                  newStores.computeIfAbsent(
                      manifest(record).facilitiesVersion(),
                      version -> notMappedIn(version, target.get())));
      for (DeliveryRecord record : reach.newestFirst()) {
        ask(record, target.get(), products, stores).ifPresent(asked::add);
      }
    }
    Plan plan = new Plan(target.get().pair(), List.copyOf(products), List.copyOf(stores), asked);
    if (!asked.isEmpty()) {
      files.put(
          BucketKeys.backfillReport(plan.version().toString()),
          Content.of(document.apply(plan)),
          Map.of());
    }
    return Optional.of(plan);
  }

  private Set<FacilityId> notMappedIn(String facilitiesVersion, Target target) {
    return target
        .facilities()
        .storesNotMappedIn(versions.facilities(facilitiesVersion).orElse(Versions.NOBODY));
  }

  private Manifest manifest(DeliveryRecord record) {
    return paperwork
        .manifest(record.id())
        .orElseThrow(() -> new IllegalStateException(record.id() + " runs without a manifest"));
  }

  private Optional<Asked> ask(
      DeliveryRecord record, Target target, SortedSet<Upc> products, SortedSet<FacilityId> stores) {
    Gap gap = gaps.of(manifest(record), target);
    if (gap.isEmpty()) {
      return Optional.empty();
    }
    for (int slot = 0; slot < gap.products().size(); slot++) {
      long upc = gap.products().upc(slot);
      if (gap.earlier().filter(there -> there.catalog().isUnique(upc)).isEmpty()) {
        products.add(new Upc(upc));
      }
    }
    gap.earlier()
        .ifPresent(
            there -> stores.addAll(target.facilities().storesNotMappedIn(there.facilities())));
    boolean kept = record.original().flatMap(files::find).isPresent();
    if (kept) {
      files.put(
          BucketKeys.backfillRequest(target.pair().toString(), record.id()),
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
