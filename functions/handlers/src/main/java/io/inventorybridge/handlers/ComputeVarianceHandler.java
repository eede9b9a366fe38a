// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.handlers;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.S3Event;
import io.inventorybridge.delivery.DeliveryId;
import io.inventorybridge.delivery.PartName;
import io.inventorybridge.delivery.settlement.ComputingVariance;
import io.inventorybridge.handlers.support.S3EventKeys;
import io.inventorybridge.log.FunctionInvocation;
import io.inventorybridge.log.LogId;
import io.inventorybridge.log.StructuredLog;
import io.inventorybridge.masterdata.imports.ImportReport;
import io.inventorybridge.wiring.FunctionWiring;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes the variance file of each reset part that appears under {@code reset/}. */
public final class ComputeVarianceHandler implements RequestHandler<S3Event, List<String>> {
  private static final int DELIVERY = 1;
  private static final int PART = 2;

  private static final StructuredLog LOG = StructuredLog.of(ComputeVarianceHandler.class);

  private final FunctionWiring wiring;

  public ComputeVarianceHandler() {
    this(FunctionWiring.ofThisFunction());
  }

  public ComputeVarianceHandler(FunctionWiring wiring) {
    this.wiring = wiring;
  }

  /** Returns the outcome of each part. */
  @Override
  public List<String> handleRequest(S3Event event, Context context) {
    return LOG.during(
        context,
        call -> S3EventKeys.processEach(S3EventKeys.keys(event), call, key -> compute(key, call)));
  }

  private String compute(String key, FunctionInvocation call) {
    String[] path = key.split("/", -1);
    if (!isPart(path)) {
      return refuse(key, call);
    }
    call.addId(LogId.DELIVERY, path[DELIVERY]).addId(LogId.PART, path[PART]);
    ComputingVariance.VarianceOutcome outcome =
        wiring
            .computingVariance()
            .compute(new DeliveryId(path[DELIVERY]), PartName.parse(path[PART]));
    switch (outcome) {
      case ComputingVariance.Computed computed -> {
        call.info(
            "variance computed",
            Map.of("rows", computed.rows(), "units", computed.units().units()));
        computed.unreadable().forEach(why -> call.warn("order not readable", Map.of("why", why)));
      }
      case ComputingVariance.SettledBefore before -> call.info("settled before", Map.of());
      case ComputingVariance.VoidDelivery undone -> call.info("delivery undone", Map.of());
    }
    return outcome.toString();
  }

  private static boolean isPart(String[] path) {
    return path.length == PART + 1
        && DeliveryId.isDeliveryId(path[DELIVERY])
        && PartName.isPartName(path[PART]);
  }

  // A file that somebody stored there by hand: no retry makes a part of it.
  private String refuse(String key, FunctionInvocation call) {
    Optional<ImportReport> report =
        wiring
            .files()
            .find(key)
            .map(
                file ->
                    ImportReport.refused(
                        "parts",
                        file,
                        "%s is not a part of a delivery; drop deltas under incoming/, and remove this file"
                            .formatted(key)));
    return S3EventKeys.storeReport(report, wiring.files(), call).orElse("gone");
  }
}
