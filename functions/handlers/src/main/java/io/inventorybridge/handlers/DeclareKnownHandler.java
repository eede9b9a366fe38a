// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.handlers;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import io.inventorybridge.json.orders.KnownDeclaration;
import io.inventorybridge.log.StructuredLog;
import io.inventorybridge.wiring.FunctionWiring;
import java.util.Map;

/**
 * Declares an order known to Retail Pro, on an operator's decision: {@code
 * {"order","at","notYetReceived"}}.
 */
public final class DeclareKnownHandler
    implements RequestHandler<Map<String, Object>, Map<String, Object>> {
  private static final StructuredLog LOG = StructuredLog.of(DeclareKnownHandler.class);

  private final FunctionWiring wiring;

  public DeclareKnownHandler() {
    this(FunctionWiring.ofThisFunction());
  }

  public DeclareKnownHandler(FunctionWiring wiring) {
    this.wiring = wiring;
  }

  /** Returns the outcome as in {@link KnownDeclaration#outcome}. */
  @Override
  public Map<String, Object> handleRequest(Map<String, Object> event, Context context) {
    return LOG.during(
        context,
        call -> {
          KnownDeclaration declaration = KnownDeclaration.of(event, wiring.clock().instant());
          Map<String, Object> outcome =
              declaration.outcome(
                  wiring
                      .recordingOrders()
                      .declareKnown(
                          declaration.order(), declaration.at(), declaration.notYetReceived()));
          call.info("declared known", outcome);
          return outcome;
        });
  }
}
