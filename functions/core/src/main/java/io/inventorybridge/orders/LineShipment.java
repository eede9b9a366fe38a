// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.orders;

import io.inventorybridge.orders.OrderVersion.Stamp;
import io.inventorybridge.stock.CanonicalUpc;
import io.inventorybridge.stock.FacilityId;
import io.inventorybridge.stock.StockKey;
import io.inventorybridge.stock.StockQuantity;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;

/**
 * A shipment: units of a line that left a facility, or were known to have left it, from a time on.
 *
 * @param version the version that stated it
 */
public record LineShipment(
    CanonicalUpc upc,
    Optional<FacilityId> facility,
    Instant since,
    StockQuantity units,
    Stamp version)
    implements Comparable<LineShipment> {
  private static final Comparator<LineShipment> ORDER =
      Comparator.comparing(LineShipment::since)
          .thenComparing(LineShipment::version)
          .thenComparing(
              shipment -> new OrderHistory.ProductAtFacility(shipment.upc, shipment.facility))
          .thenComparing(LineShipment::units);

  /** Tells whether this shipment covers the other, which then is superfluous. */
  boolean covers(LineShipment other) {
    return upc.equals(other.upc)
        && facility.equals(other.facility)
        && !since.isAfter(other.since)
        && units.compareTo(other.units) >= 0
        && version.compareTo(other.version) >= 0;
  }

  boolean isFrom(StockKey key) {
    return upc.equals(key.upc()) && facility.filter(key.facility()::equals).isPresent();
  }

  @Override
  public int compareTo(LineShipment other) {
    return ORDER.compare(this, other);
  }
}
