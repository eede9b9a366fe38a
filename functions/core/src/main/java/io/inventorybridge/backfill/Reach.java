// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.backfill;

import io.inventorybridge.delivery.DeliveryRecord;
import io.inventorybridge.delivery.DeliveryRecord.Status;
import io.inventorybridge.delivery.Manifest;
import io.inventorybridge.stock.FacilityId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * The deliveries of a source that still matter to a key of which nothing is known: all accepted
 * ones but those behind newer initial loads, which state every key of their stores.
 *
 * @param newestFirst what still matters, by rank
 * @param initialLoad whether an initial load is among them
 */
record Reach(List<DeliveryRecord> newestFirst, boolean initialLoad) {
  private static final Set<Status> ACCEPTED =
      EnumSet.of(Status.RUNNING, Status.SETTLED, Status.QUARANTINED);

  static boolean isAccepted(DeliveryRecord record) {
    return ACCEPTED.contains(record.status());
  }

  /** By the stores that each delivery was filtered for. */
  static Reach of(List<DeliveryRecord> ofSource) {
    return of(ofSource, record -> Set.of());
  }

  /**
   * What a newer load says of other stores does not put a delivery behind it.
   *
   * @param since the stores that a delivery could not know when it was filtered; asked only of one
   *     whose other stores are all stated
   */
  static Reach of(List<DeliveryRecord> ofSource, Function<DeliveryRecord, Set<FacilityId>> since) {
    List<DeliveryRecord> ordered =
        ofSource.stream()
            .filter(Reach::isAccepted)
            .sorted(Comparator.comparing(DeliveryRecord::rank).reversed())
            .toList();
    Set<FacilityId> stated = new HashSet<>();
    List<DeliveryRecord> reach = new ArrayList<>();
    boolean any = false;
    for (DeliveryRecord record : ordered) {
      if (any && stated.containsAll(record.stores()) && stated.containsAll(since.apply(record))) {
        continue;
      }
      reach.add(record);
      if (record.kind() == Manifest.Kind.INITIAL) {
        any = true;
        stated.addAll(record.stores());
      }
    }
    return new Reach(List.copyOf(reach), any);
  }
}
