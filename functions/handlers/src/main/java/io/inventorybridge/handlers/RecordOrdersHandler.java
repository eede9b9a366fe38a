// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.handlers;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import io.inventorybridge.drops.ImportReport;
import io.inventorybridge.files.StoredFile;
import io.inventorybridge.json.OrderEvent;
import io.inventorybridge.log.Call;
import io.inventorybridge.log.Journal;
import io.inventorybridge.orders.KnownPolicy;
import io.inventorybridge.wiring.Wiring;
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
  private static final Journal LOG = Journal.of(RecordOrdersHandler.class);

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
    return LOG.during(
        context,
        call ->
            OrderEvent.of(event)
                .map(told -> tell(told, call))
                .orElseGet(
                    () ->
                        Drops.eachThatEnds(
                            Drops.keys(event),
                            wiring::files,
                            call,
                            file -> importing(file, TaskInput.timeLeft(context)))));
  }

  private Optional<ImportReport> importing(StoredFile file, BooleanSupplier timeLeft) {
    return wiring.importingOrders().run(file, policy(), timeLeft);
  }

  // An event that is accepted unchanged has no report.
  private List<String> tell(OrderEvent event, Call call) {
    Optional<ImportReport> report =
        wiring.importingOrders().tell(event.id(), event.sentAt(), event.told(), policy());
    if (report.isEmpty()) {
      call.tell("order recorded", Map.of("told", event.id()));
    }
    return Drops.keep(report, wiring.files(), call).stream().toList();
  }

  private KnownPolicy policy() {
    return KnownPolicy.of(wiring.installationSettings().known());
  }
}
