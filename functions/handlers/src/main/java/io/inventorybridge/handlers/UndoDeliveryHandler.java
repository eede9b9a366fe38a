// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.handlers;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import io.inventorybridge.delivery.undo.UndoOutcome;
import io.inventorybridge.delivery.undo.UndoingDelivery;
import io.inventorybridge.handlers.support.ImportTotals;
import io.inventorybridge.handlers.support.StateInput;
import io.inventorybridge.json.delivery.DeliveryOutcomeJson;
import io.inventorybridge.log.StructuredLog;
import io.inventorybridge.wiring.FunctionWiring;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * Undoes a delivery from a cursor on, or shows the changes that an undo would make: {@code
 * {"delivery","dryRun","cursor","totals"}} in; only the delivery is required.
 */
public final class UndoDeliveryHandler
    implements RequestHandler<Map<String, Object>, Map<String, Object>> {
  private static final StructuredLog LOG = StructuredLog.of(UndoDeliveryHandler.class);

  private final FunctionWiring wiring;

  public UndoDeliveryHandler() {
    this(FunctionWiring.ofThisFunction());
  }

  public UndoDeliveryHandler(FunctionWiring wiring) {
    this.wiring = wiring;
  }

  /** Returns the outcome as in {@link DeliveryOutcomeJson#of(UndoOutcome)}. */
  @Override
  public Map<String, Object> handleRequest(Map<String, Object> event, Context context) {
    return LOG.during(
        context,
        call -> {
          StateInput input = StateInput.of(event, call);
          Map<String, Object> answer =
              DeliveryOutcomeJson.of(undo(input, StateInput.timeLeft(context)));
          Map<String, Object> details = new LinkedHashMap<>(answer);
          details.remove("largest");
          if (details.remove("reason") instanceof String why) {
            details.put("why", why);
          }
          call.info("delivery undo", details);
          return answer;
        });
  }

  private UndoOutcome undo(StateInput input, BooleanSupplier timeIsLeft) {
    UndoingDelivery undoing = wiring.undoingDelivery();
    return input.flag("dryRun")
        ? undoing.preview(input.delivery(), timeIsLeft)
        : undoing.run(
            input.delivery(),
            input.text("cursor", ""),
            ImportTotals.undo(input.objectOrEmpty("totals")),
            timeIsLeft);
  }
}
