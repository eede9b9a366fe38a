// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.handlers;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.S3Event;
import io.inventorybridge.delivery.DeliveryId;
import io.inventorybridge.delivery.PartName;
import io.inventorybridge.log.Call;
import io.inventorybridge.log.Id;
import io.inventorybridge.log.Journal;
import io.inventorybridge.settlement.ComputingVariance;
import io.inventorybridge.wiring.Wiring;
import java.util.List;
import java.util.Map;

/** Writes the variance file of each reset part that appears under {@code reset/}. */
public final class ComputeVarianceHandler implements RequestHandler<S3Event, List<String>> {
  private static final int DELIVERY = 1;
  private static final int PART = 2;

  private static final Journal LOG = Journal.of(ComputeVarianceHandler.class);

  private final Wiring wiring;

  public ComputeVarianceHandler() {
    this(Wiring.ofThisFunction());
  }

  public ComputeVarianceHandler(Wiring wiring) {
    this.wiring = wiring;
  }

  /** Returns the outcome of each part. */
  @Override
  public List<String> handleRequest(S3Event event, Context context) {
    return LOG.during(
        context, call -> Drops.each(Drops.keys(event), call, key -> compute(key, call)));
  }

  private String compute(String key, Call call) {
    String[] path = key.split("/", -1);
    call.and(Id.DELIVERY, path[DELIVERY]).and(Id.PART, path[PART]);
    ComputingVariance.Outcome outcome =
        wiring
            .computingVariance()
            .compute(new DeliveryId(path[DELIVERY]), PartName.parse(path[PART]));
    switch (outcome) {
      case ComputingVariance.Computed computed ->
          call.tell(
              "variance computed",
              Map.of("rows", computed.rows(), "units", computed.units().units()));
      case ComputingVariance.SettledBefore before -> call.tell("settled before", Map.of());
    }
    return outcome.toString();
  }
}
