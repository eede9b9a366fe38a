// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.handlers;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import io.inventorybridge.json.OrderEvent;
import io.inventorybridge.orders.ImportingOrders;
import io.inventorybridge.orders.KnownPolicy;
import io.inventorybridge.wiring.Wiring;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Records versions of orders: those of a drop under {@code orders/}, told by S3, each drop followed
 * by a report; and the one that an event of the bus holds as its detail, followed by a report when
 * there is something to say.
 */
public final class RecordOrdersHandler
    implements RequestHandler<Map<String, Object>, List<String>> {
  private final Wiring wiring;

  public RecordOrdersHandler() {
    this(Wiring.ofThisFunction());
  }

  public RecordOrdersHandler(Wiring wiring) {
    this.wiring = wiring;
  }

  /** Returns the keys of the reports. */
  @Override
  public List<String> handleRequest(Map<String, Object> event, Context context) {
    ImportingOrders importing = wiring.importingOrders();
    KnownPolicy policy = KnownPolicy.of(wiring.installationSettings().known());
    Optional<OrderEvent> told = OrderEvent.of(event);
    return told.isPresent()
        ? Drops.keep(
                importing.tell(told.get().id(), told.get().sentAt(), told.get().told(), policy),
                wiring.files())
            .stream()
            .toList()
        : Drops.eachThatEnds(
            Drops.keys(event),
            wiring.files(),
            file -> importing.run(file, policy, TaskInput.timeLeft(context)));
  }
}
