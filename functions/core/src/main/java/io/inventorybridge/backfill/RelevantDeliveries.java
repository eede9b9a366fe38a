// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.backfill;

import io.inventorybridge.delivery.DeliveryManifest;
import io.inventorybridge.delivery.DeliveryRecord;
import io.inventorybridge.delivery.RejectedKeys;
import io.inventorybridge.stock.FacilityId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * The relevant deliveries of a source for a key without known data: all accepted ones except those
 * before newer initial loads, which state every key of their stores.
 *
 * @param newestFirst the relevant deliveries, by rank
 * @param initialLoad true when an initial load is among them
 */
record RelevantDeliveries(List<DeliveryRecord> newestFirst, boolean initialLoad) {
  /** Finds them by the stores that each delivery was filtered for. */
  static RelevantDeliveries of(List<DeliveryRecord> ofSource) {
    return of(ofSource, record -> Set.of());
  }

  /**
   * A newer load that states other stores does not make a delivery irrelevant.
   *
   * @param since the stores that a delivery could not know when it was filtered; called only for a
   *     delivery whose other stores are all stated
   */
  static RelevantDeliveries of(
      List<DeliveryRecord> ofSource, Function<DeliveryRecord, Set<FacilityId>> since) {
    List<DeliveryRecord> ordered =
        ofSource.stream()
            .filter(DeliveryRecord::isAccepted)
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
      if (record.kind() == DeliveryManifest.DeliveryKind.INITIAL) {
        any = true;
        // Of a key that an unusable row names, an older delivery may hold the newest statement.
        if (record.findings().rejectedKeys().equals(RejectedKeys.NONE)) {
          stated.addAll(record.stores());
        }
      }
    }
    return new RelevantDeliveries(List.copyOf(reach), any);
  }
}
