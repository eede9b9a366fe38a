// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.handlers;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.S3Event;
import io.inventorybridge.orders.ImportingOrders;
import io.inventorybridge.orders.KnownPolicy;
import io.inventorybridge.wiring.Wiring;
import java.util.List;

/** Records the versions of orders dropped under {@code orders/}, each drop followed by a report. */
public final class RecordOrdersHandler implements RequestHandler<S3Event, List<String>> {
  private final Wiring wiring;

  public RecordOrdersHandler() {
    this(Wiring.ofThisFunction());
  }

  public RecordOrdersHandler(Wiring wiring) {
    this.wiring = wiring;
  }

  /** Returns the keys of the reports. */
  @Override
  public List<String> handleRequest(S3Event event, Context context) {
    ImportingOrders importing = wiring.importingOrders();
    KnownPolicy policy = KnownPolicy.of(wiring.installationSettings().known());
    return Drops.eachThatEnds(
        event, wiring.files(), file -> importing.run(file, policy, TaskInput.timeLeft(context)));
  }
}
