// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.reporting.morning;

import io.inventorybridge.masterdata.facilities.Facility;
import io.inventorybridge.masterdata.facilities.FacilityDirectory;
import io.inventorybridge.pos.StoreActivity;
import io.inventorybridge.settings.OpeningHours;
import io.inventorybridge.settings.OpeningHours.Opening;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Finds the stores whose POS was silent during all of their last opening hours. */
record SilentStoreFinder(OpeningHours hours, ZoneId zone, StoreActivity activity) {
  /** Finds them among the directory's stores of a group with opening hours. */
  List<SilentStore> at(Instant snapshot, FacilityDirectory stores) {
    return stores.all().stream()
        .filter(store -> store.active() && !store.isVirtual())
        .flatMap(store -> silent(store, snapshot).stream())
        .toList();
  }

  private record Open(String group, Opening opening) {}

  private Optional<SilentStore> silent(Facility store, Instant snapshot) {
    return store.groups().stream()
        .flatMap(
            group ->
                hours.lastClosedBefore(group, snapshot.atZone(zone)).stream()
                    .map(opening -> new Open(group, opening)))
        .max(Comparator.comparing(open -> open.opening().to().toInstant()))
        .flatMap(open -> silent(store, open, snapshot));
  }

  private Optional<SilentStore> silent(Facility store, Open open, Instant snapshot) {
    Instant opened = open.opening().from().toInstant();
    Optional<Instant> latest = activity.latest(store.id(), snapshot);
    return latest.filter(quarter -> !quarter.isBefore(StoreActivity.quarter(opened))).isPresent()
        ? Optional.empty()
        : Optional.of(
            new SilentStore(
                store.id(),
                store.name(),
                open.group(),
                opened,
                open.opening().to().toInstant(),
                latest));
  }
}
