// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.json.delivery;

import io.inventorybridge.delivery.PartName;
import io.inventorybridge.delivery.intake.DecidingDelivery;
import io.inventorybridge.delivery.intake.IntakeOutcome;
import java.util.Map;

/** The answers of the delivery functions. */
public final class DeliveryOutcomeJson {
  private DeliveryOutcomeJson() {}

  /**
   * {@code {"outcome":"ACCEPTED","delivery","parts":n}}, {@code
   * {"outcome":"REPORTED","delivery","status","report":key}} or {@code
   * {"outcome":"IGNORED","key","reason"}}.
   */
  public static Map<String, Object> of(IntakeOutcome received) {
    return switch (received) {
      case IntakeOutcome.Accepted accepted ->
          Map.of(
              "outcome", "ACCEPTED",
              "delivery", accepted.delivery().value(),
              "parts", accepted.parts());
      case IntakeOutcome.Reported reported ->
          Map.of(
              "outcome", "REPORTED",
              "delivery", reported.report().delivery().value(),
              "status", reported.report().status().name(),
              "report", reported.report().key());
      case IntakeOutcome.Ignored ignored ->
          Map.of("outcome", "IGNORED", "key", ignored.key(), "reason", ignored.why());
    };
  }

  /**
   * {@code {"outcome":"DONE","delivery","status","parts":[name]}} with the parts that were
   * published again, or {@code {"outcome":"IMPOSSIBLE","reason"}}.
   */
  public static Map<String, Object> of(DecidingDelivery.DecisionOutcome outcome) {
    return switch (outcome) {
      case DecidingDelivery.DecisionOutcome.Decided done ->
          Map.of(
              "outcome", "DONE",
              "delivery", done.record().id().value(),
              "status", done.record().status().name(),
              "parts", done.parts().stream().map(PartName::toString).toList());
      case DecidingDelivery.DecisionOutcome.Impossible impossible ->
          Map.of("outcome", "IMPOSSIBLE", "reason", impossible.sentence());
    };
  }
}
