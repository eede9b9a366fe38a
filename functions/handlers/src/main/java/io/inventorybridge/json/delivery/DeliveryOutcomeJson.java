// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.json.delivery;

import io.inventorybridge.delivery.DeliveryId;
import io.inventorybridge.delivery.DeliveryUndo;
import io.inventorybridge.delivery.DeliveryUndo.UndoTotals;
import io.inventorybridge.delivery.PartName;
import io.inventorybridge.delivery.intake.DecidingDelivery;
import io.inventorybridge.delivery.intake.IntakeOutcome;
import io.inventorybridge.delivery.undo.UndoOutcome;
import java.util.LinkedHashMap;
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
   * One of
   *
   * <ul>
   *   <li>{@code {"outcome":"PREVIEW","delivery","along":[id],"keys","changed","units","waiting",
   *       "largest":[{"facilityId","upca","before","after"}],"complete"}}
   *   <li>{@code {"outcome":"MORE","cursor","totals":{"keys","changed","units","waiting"}}}
   *   <li>{@code {"outcome":"UNDONE","delivery","along":[id],"keys","changed","units","waiting"}}
   *   <li>{@code {"outcome":"UNDONE_BEFORE","delivery"}}
   *   <li>{@code {"outcome":"IMPOSSIBLE","reason"}}
   * </ul>
   */
  public static Map<String, Object> of(UndoOutcome outcome) {
    return switch (outcome) {
      case UndoOutcome.UndoPreview preview -> {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("outcome", "PREVIEW");
        answer.put("delivery", preview.delivery().value());
        answer.put("along", preview.along().stream().map(DeliveryId::value).toList());
        answer.putAll(of(preview.totals()));
        answer.put("largest", preview.largest().stream().map(DeliveryOutcomeJson::of).toList());
        answer.put("complete", preview.complete());
        yield answer;
      }
      case UndoOutcome.Continues more ->
          Map.of("outcome", "MORE", "cursor", more.cursor(), "totals", of(more.totals()));
      case UndoOutcome.Completed completed -> {
        DeliveryUndo undo = completed.record().undo().orElseThrow();
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("outcome", "UNDONE");
        answer.put("delivery", completed.record().id().value());
        answer.put("along", undo.along().stream().map(DeliveryId::value).toList());
        answer.putAll(of(undo.totals()));
        yield answer;
      }
      case UndoOutcome.UndoneBefore before ->
          Map.of("outcome", "UNDONE_BEFORE", "delivery", before.record().id().value());
      case UndoOutcome.Impossible impossible ->
          Map.of("outcome", "IMPOSSIBLE", "reason", impossible.sentence());
    };
  }

  private static Map<String, Object> of(UndoOutcome.NumberChange change) {
    return Map.of(
        "facilityId", change.key().facility().value(),
        "upca", change.upca(),
        "before", change.before().units(),
        "after", change.after().units());
  }

  private static Map<String, Object> of(UndoTotals totals) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("keys", totals.keys());
    fields.put("changed", totals.changed());
    fields.put("units", totals.units().units());
    fields.put("waiting", totals.waiting());
    return fields;
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
