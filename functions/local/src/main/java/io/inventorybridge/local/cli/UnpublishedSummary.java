// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.inventorybridge.backfill.ProductState;
import io.inventorybridge.backfill.ProductStates;
import io.inventorybridge.delivery.DeliveryRecord;
import io.inventorybridge.delivery.DeliveryRecord.Status;
import io.inventorybridge.delivery.DeliveryRepository;
import io.inventorybridge.masterdata.catalog.CatalogIndex;
import io.inventorybridge.shopsync.published.PublishedPair;
import io.inventorybridge.shopsync.published.PublishedPairRepository;
import io.inventorybridge.wiring.FunctionWiring;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The products and stores that are not published, or not yet, with the reasons. */
final class UnpublishedSummary {
  private static final Set<Status> UNDER_WAY = EnumSet.of(Status.RUNNING, Status.QUARANTINED);

  private UnpublishedSummary() {}

  /**
   * Adds {@code "heldBack":{"locations","productsAwaitingBaseline","storesAwaitingBaseline",
   * "ambiguousBarcodes","unsettledDeliveries":[]}}, and {@code "toBeRead":{"unread","uncertain",
   * "seenOnce","parked"}}. {@code locations} counts the shop's locations with published pairs. The
   * {@code toBeRead} counts are pairs that the next run reads, or skips while the shop refuses
   * them.
   */
  static void addTo(ObjectNode report, FunctionWiring wiring) {
    ProductStates.Snapshot standing = wiring.productStates().snapshot();
    ObjectNode held =
        report
            .putObject("heldBack")
            .put("locations", wiring.locationMapping().locations().size())
            .put(
                "productsAwaitingBaseline",
                standing.toBeListed().values().stream()
                    .filter(ProductState.AWAITING_BASELINE::equals)
                    .count())
            .put("storesAwaitingBaseline", standing.storesAwaiting().size())
            .put("ambiguousBarcodes", wiring.catalogIndex().map(CatalogIndex::ambiguous).orElse(0));
    ArrayNode deliveries = held.putArray("unsettledDeliveries");
    unsettled(wiring.deliveries()).forEach(deliveries::add);
    toBeRead(report.putObject("toBeRead"), wiring.ports().publishedPairs());
  }

  private static List<String> unsettled(DeliveryRepository deliveries) {
    return deliveries.sources().stream()
        .flatMap(source -> deliveries.ofSource(source).stream())
        .filter(record -> UNDER_WAY.contains(record.status()))
        .map(DeliveryRecord::id)
        .map(Object::toString)
        .toList();
  }

  private static void toBeRead(ObjectNode counts, PublishedPairRepository pairs) {
    List.of("unread", "uncertain", "seenOnce", "parked").forEach(word -> counts.put(word, 0));
    Optional<String> after = Optional.empty();
    do {
      PublishedPairRepository.Page page = pairs.toBeRead(after);
      pairs.read(page.pairs()).values().stream()
          .filter(PublishedPair::isToBeRead)
          .map(UnpublishedSummary::stateName)
          .forEach(word -> counts.put(word, counts.path(word).asLong() + 1));
      after = page.next();
    } while (after.isPresent());
  }

  private static String stateName(PublishedPair record) {
    if (record.parked().isPresent()) {
      return "parked";
    }
    if (record.firstReading().isPresent()) {
      return "seenOnce";
    }
    return record.syncState() instanceof PublishedPair.Uncertain ? "uncertain" : "unread";
  }
}
