// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.handlers;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.S3Event;
import io.inventorybridge.delivery.DeliveryId;
import io.inventorybridge.delivery.PartName;
import io.inventorybridge.settlement.ComputingVariance;
import io.inventorybridge.wiring.Wiring;
import java.util.List;

/** Writes the variance file of each reset part that appears under {@code reset/}. */
public final class ComputeVarianceHandler implements RequestHandler<S3Event, List<String>> {
  private static final int DELIVERY = 1;
  private static final int PART = 2;

  private final Wiring wiring;

  public ComputeVarianceHandler() {
    this(Wiring.ofThisFunction());
  }

  public ComputeVarianceHandler(Wiring wiring) {
    this.wiring = wiring;
  }

  /** Returns what was done for each part. */
  @Override
  public List<String> handleRequest(S3Event event, Context context) {
    ComputingVariance computing = wiring.computingVariance();
    return Drops.keys(event).stream()
        .map(key -> key.split("/", -1))
        .map(
            path ->
                computing
                    .compute(new DeliveryId(path[DELIVERY]), PartName.parse(path[PART]))
                    .toString())
        .toList();
  }
}
