// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.reporting.page.delivery;

import io.inventorybridge.delivery.DeliveryRecord;
import io.inventorybridge.delivery.DeliveryReport;
import io.inventorybridge.delivery.PartRecord;
import io.inventorybridge.masterdata.facilities.Facility;
import io.inventorybridge.masterdata.facilities.FacilityDirectory;
import io.inventorybridge.reporting.morning.MorningSummary;
import io.inventorybridge.reporting.page.UntrustedText;
import io.inventorybridge.settings.InstallationSettings;
import io.inventorybridge.stock.CanonicalUpc;
import io.inventorybridge.stock.FacilityId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The data of a delivery and of the nights before it.
 *
 * @param summary present once the delivery was compared with the expected quantities
 * @param nights the source's deliveries up to this one, the oldest first, this one last
 * @param titles of the listed products, as far as the catalog has them
 */
public record DeliveryContext(
    DeliveryRecord record,
    List<PartRecord> parts,
    Optional<MorningSummary> summary,
    LargestDifferences largest,
    List<Night> nights,
    FacilityDirectory stores,
    Map<CanonicalUpc, String> titles,
    InstallationSettings settings) {
  public DeliveryContext {
    parts = List.copyOf(parts);
    nights = List.copyOf(nights);
    titles = Map.copyOf(titles);
  }

  /** The delivery's report. */
  DeliveryReport report() {
    return DeliveryReport.of(record, parts);
  }

  Optional<UntrustedText> nameOf(FacilityId store) {
    return stores.facility(store).flatMap(Facility::name).map(UntrustedText::of);
  }

  /** The store as a sentence names it: its id, and its name if it has one. */
  String displayName(FacilityId store) {
    String id = UntrustedText.of(store.value()).text();
    return nameOf(store).map(name -> "%s (%s)".formatted(id, name)).orElse(id);
  }

  /**
   * One of the nights.
   *
   * @param varianceUnits empty where nothing was imported
   * @param differing keys, empty where nothing was compared
   */
  public record Night(DeliveryRecord record, OptionalLong varianceUnits, OptionalLong differing) {}
}
