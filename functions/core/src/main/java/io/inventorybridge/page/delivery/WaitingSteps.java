// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.page.delivery;

import io.inventorybridge.delivery.DeliveryRecord;
import io.inventorybridge.delivery.DeliveryRecord.Status;
import io.inventorybridge.delivery.PartRecord;
import io.inventorybridge.page.Console;
import io.inventorybridge.page.Headline.Step;
import java.util.List;

/** What may be done about a delivery that waits for people, as its page says it. */
public final class WaitingSteps {
  private WaitingSteps() {}

  /** Whether a delivery goes on only when somebody decides. */
  static boolean waits(DeliveryRecord record) {
    return record.status() == Status.HELD || record.status() == Status.QUARANTINED;
  }

  /** The steps, each with its command; none of a delivery that does not wait. */
  public static List<Step> of(DeliveryRecord record, List<PartRecord> parts, Console console) {
    return waits(record) ? DeliveryHeadline.of(record, parts, console).steps() : List.of();
  }
}
