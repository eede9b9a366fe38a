// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.handlers;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import io.inventorybridge.handlers.support.S3EventKeys;
import io.inventorybridge.handlers.support.StateInput;
import io.inventorybridge.json.orders.OrderEvent;
import io.inventorybridge.log.FunctionInvocation;
import io.inventorybridge.log.StructuredLog;
import io.inventorybridge.masterdata.imports.ImportReport;
import io.inventorybridge.orders.AcknowledgmentPolicy;
import io.inventorybridge.support.files.StoredFile;
import io.inventorybridge.wiring.FunctionWiring;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Records order versions. A drop under {@code orders/}, announced by S3, gets a report. A bus event
 * with a version as its detail gets a report only if there are problems.
 */
public final class RecordOrdersHandler
    implements RequestHandler<Map<String, Object>, List<String>> {
  private static final StructuredLog LOG = StructuredLog.of(RecordOrdersHandler.class);

  private final FunctionWiring wiring;

  public RecordOrdersHandler() {
    this(FunctionWiring.ofThisFunction());
  }

  public RecordOrdersHandler(FunctionWiring wiring) {
    this.wiring = wiring;
  }

  /** Returns the keys of the reports. */
  @Override
  public List<String> handleRequest(Map<String, Object> event, Context context) {
    return LOG.during(
        context,
        call ->
            OrderEvent.of(event, wiring.clock().instant())
                .map(told -> recordVersion(told, call))
                .orElseGet(
                    () ->
                        S3EventKeys.importResumably(
                            S3EventKeys.keys(event),
                            wiring::files,
                            call,
                            file -> importFile(file, StateInput.timeLeft(context)))));
  }

  private Optional<ImportReport> importFile(StoredFile file, BooleanSupplier timeLeft) {
    return wiring.importingOrders().run(file, policy(), timeLeft);
  }

  // An event that is accepted unchanged has no report.
  private List<String> recordVersion(OrderEvent event, FunctionInvocation call) {
    Optional<ImportReport> report =
        wiring.importingOrders().recordEvent(event.id(), event.sentAt(), event.line(), policy());
    if (report.isEmpty()) {
      call.info("order recorded", Map.of("told", event.id()));
    }
    return S3EventKeys.storeReport(report, wiring.files(), call).stream().toList();
  }

  private AcknowledgmentPolicy policy() {
    return AcknowledgmentPolicy.of(wiring.installationSettings().known());
  }
}
