// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.orders;

import io.inventorybridge.orders.OrderVersion.Stamp;
import io.inventorybridge.stock.FacilityId;
import io.inventorybridge.stock.Quantity;
import io.inventorybridge.stock.StockKey;
import io.inventorybridge.stock.Upc;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;

/**
 * A shipment: units of a line that left a facility, or were known to have left it, from a time on.
 *
 * @param version the version that stated it
 */
public record Shipment(
    Upc upc, Optional<FacilityId> facility, Instant since, Quantity units, Stamp version)
    implements Comparable<Shipment> {
  private static final Comparator<Shipment> ORDER =
      Comparator.comparing(Shipment::since)
          .thenComparing(Shipment::version)
          .thenComparing(shipment -> new OrderHistory.Place(shipment.upc, shipment.facility))
          .thenComparing(Shipment::units);

  /** Tells whether this shipment covers the other, which then is superfluous. */
  boolean says(Shipment other) {
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
  public int compareTo(Shipment other) {
    return ORDER.compare(this, other);
  }
}
