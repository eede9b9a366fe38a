// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.handlers;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import io.inventorybridge.json.KnownDeclaration;
import io.inventorybridge.wiring.Wiring;
import java.util.Map;

/** An operator's word that Retail Pro knows an order: {@code {"order","at"}}. */
public final class DeclareKnownHandler
    implements RequestHandler<Map<String, Object>, Map<String, Object>> {
  private final Wiring wiring;

  public DeclareKnownHandler() {
    this(Wiring.ofThisFunction());
  }

  public DeclareKnownHandler(Wiring wiring) {
    this.wiring = wiring;
  }

  /** Returns what came of it, as {@link KnownDeclaration#outcome} says. */
  @Override
  public Map<String, Object> handleRequest(Map<String, Object> event, Context context) {
    KnownDeclaration declaration = KnownDeclaration.of(event, wiring.clock().instant());
    return declaration.outcome(
        wiring.recordingOrders().declareKnown(declaration.order(), declaration.at()));
  }
}
