// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.reporting.page.delivery;

import io.inventorybridge.delivery.DeliveryRecord;
import io.inventorybridge.delivery.DeliveryRecord.Status;
import io.inventorybridge.delivery.PartRecord;
import io.inventorybridge.reporting.page.OperatorCommands;
import io.inventorybridge.reporting.page.PageHeadline.Step;
import java.util.List;

/** The steps that an operator may take for a waiting delivery, as its page lists them. */
public final class OperatorActions {
  private OperatorActions() {}

  /** Tells whether a delivery continues only after an operator's decision. */
  static boolean waits(DeliveryRecord record) {
    return record.status() == Status.HELD || record.status() == Status.QUARANTINED;
  }

  /** The steps, each with its command; none for a delivery that does not wait. */
  public static List<Step> of(
      DeliveryRecord record, List<PartRecord> parts, OperatorCommands console) {
    return waits(record) ? DeliveryHeadline.of(record, parts, console).steps() : List.of();
  }
}
