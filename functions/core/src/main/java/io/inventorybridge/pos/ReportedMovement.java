// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.pos;

import io.inventorybridge.masterdata.catalog.ProductIdentifier;
import io.inventorybridge.stock.CanonicalUpc;
import io.inventorybridge.stock.FacilityId;
import io.inventorybridge.stock.IdentifierText;
import io.inventorybridge.stock.StockKey;
import io.inventorybridge.stock.StockMovement;
import io.inventorybridge.stock.StockQuantity;
import io.inventorybridge.support.files.ContentDigest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

/**
 * A change of stock as the POS reported it.
 *
 * @param facility as written, our id or Retail Pro's code; our id once the store is known
 * @param location HotWax's location; required there, not used in any number here
 * @param eventId unique within the facility
 * @param eventTime when it happened, if the POS states it
 * @param receivedAt when the event id was first accepted
 */
public record ReportedMovement(
    String facility,
    ProductIdentifier product,
    StockQuantity units,
    String location,
    VarianceReason reason,
    String eventId,
    Optional<Instant> eventTime,
    Instant receivedAt) {

  public ReportedMovement {
    for (String id : new String[] {facility, eventId}) {
      Optional<String> error = IdentifierText.error(id);
      if (error.isPresent()) {
        throw new IllegalArgumentException("an id of a movement " + error.get());
      }
    }
  }

  /** The same movement at a store with our id. */
  public ReportedMovement at(FacilityId store) {
    return new ReportedMovement(
        store.value(), product, units, location, reason, eventId, eventTime, receivedAt);
  }

  /** Tells whether the event time was missing. */
  public boolean timeAssumed() {
    return eventTime.isEmpty();
  }

  /** The movement on the stock of a product at its store, which is known by now. */
  public StockMovement of(CanonicalUpc upc) {
    return new StockMovement(
        new StockKey(new FacilityId(facility), upc),
        eventId,
        StockMovement.effectiveAt(eventTime, receivedAt),
        units,
        fingerprint());
  }

  /**
   * The fingerprint of the event's content: equal for two bodies with the same meaning, regardless
   * of the spelling of store or UPCA.
   */
  public String fingerprint() {
    String content =
        String.join(
            "\u0001",
            product.kind().name(),
            product.value(),
            units.toString(),
            location,
            reason.name(),
            eventTime.map(Instant::toString).orElse(""));
    return ContentDigest.sha256(content.getBytes(StandardCharsets.UTF_8));
  }
}
