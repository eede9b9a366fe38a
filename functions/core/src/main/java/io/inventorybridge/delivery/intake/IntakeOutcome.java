// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.delivery.intake;

import io.inventorybridge.delivery.DeliveryId;
import io.inventorybridge.delivery.DeliveryReport;
import io.inventorybridge.delivery.RowCounts;

/** The result of the intake of a dropped file. */
public sealed interface IntakeOutcome {
  /** Its parts were sent; the report is written when they are settled. */
  record Accepted(DeliveryId delivery, int parts, RowCounts rows) implements IntakeOutcome {}

  /** It does not continue by itself: it is held, or a duplicate; the report says why. */
  record Reported(DeliveryReport report) implements IntakeOutcome {}

  /** There is nothing to do; one sentence states the reason. */
  record Ignored(String key, String why) implements IntakeOutcome {}
}
