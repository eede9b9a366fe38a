// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.delivery.receiving;

import io.inventorybridge.delivery.DeliveryId;
import io.inventorybridge.delivery.DeliveryReport;
import io.inventorybridge.delivery.rows.RowCounts;

/** What became of a dropped file. */
public sealed interface Received {
  /** Its parts are on their way; the report comes when they are settled. */
  record Accepted(DeliveryId delivery, int parts, RowCounts rows) implements Received {}

  /** It goes no further by itself: held, or the same as another one; the report says why. */
  record Reported(DeliveryReport report) implements Received {}

  /** There is nothing to do; one sentence says why. */
  record Ignored(String key, String why) implements Received {}
}
