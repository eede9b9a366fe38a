// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.reporting.page.delivery;

import io.inventorybridge.delivery.DeliveryManifest.DeliveryKind;
import io.inventorybridge.delivery.DeliveryRecord;
import io.inventorybridge.reporting.morning.MorningSummary;
import io.inventorybridge.reporting.page.PageNumberFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The reasons why a settled delivery is not simply in order. A page is green only without one, on
 * the delivery's own page and in the index.
 */
public final class DeliveryConcerns {
  private DeliveryConcerns() {}

  /** The most important concern, in a few words. */
  public static Optional<String> first(DeliveryRecord record, Optional<MorningSummary> summary) {
    return of(record, summary).stream().findFirst();
  }

  /** All concerns that record and summary show, the most important first. */
  static List<String> of(DeliveryRecord record, Optional<MorningSummary> summary) {
    List<String> concerns = new ArrayList<>();
    if (summary.filter(it -> it.differences().fileIsSuspect()).isPresent()) {
      concerns.add("most stores differ at once");
    }
    if (isUnswept(record)) {
      concerns.add("the load emptied nothing");
    }
    if (keptNone(record)) {
      concerns.add("no row kept");
    }
    summary
        .map(it -> it.aging().old())
        .filter(old -> old.keys() > 0)
        .ifPresent(
            old ->
                concerns.add(
                    "%s of orders older than %d days"
                        .formatted(
                            PageNumberFormat.count(old.units().units(), "unit", "units"),
                            MorningSummary.Aging.DAYS.getLast())));
    return concerns;
  }

  /** Tells whether an initial load left all omitted keys alone. */
  static boolean isUnswept(DeliveryRecord record) {
    return record.kind() == DeliveryKind.INITIAL && record.findings().rejectedKeys().unnamed() > 0;
  }

  static boolean keptNone(DeliveryRecord record) {
    return record.rows().read() > 0
        && record.rows().kept() == 0
        && record.kind() != DeliveryKind.BACKFILL;
  }
}
