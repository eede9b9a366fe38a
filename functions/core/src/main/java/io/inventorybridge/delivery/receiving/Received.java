// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.delivery.receiving;

import io.inventorybridge.delivery.DeliveryId;
import io.inventorybridge.delivery.DeliveryReport;
import io.inventorybridge.delivery.rows.RowCounts;

/** The result of the intake of a dropped file. */
public sealed interface Received {
  /** Its parts were sent; the report is written when they are settled. */
  record Accepted(DeliveryId delivery, int parts, RowCounts rows) implements Received {}

  /** It does not continue by itself: it is held, or a duplicate; the report says why. */
  record Reported(DeliveryReport report) implements Received {}

  /** There is nothing to do; one sentence states the reason. */
  record Ignored(String key, String why) implements Received {}
}
