// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.handlers;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.S3Event;
import io.inventorybridge.delivery.DeliveryReport;
import io.inventorybridge.delivery.RowCounts;
import io.inventorybridge.delivery.intake.IntakeOutcome;
import io.inventorybridge.handlers.support.S3EventKeys;
import io.inventorybridge.json.delivery.DeliveryOutcomeJson;
import io.inventorybridge.log.FunctionInvocation;
import io.inventorybridge.log.LogId;
import io.inventorybridge.log.StructuredLog;
import io.inventorybridge.wiring.FunctionWiring;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Filters delta files dropped under {@code incoming/} and splits them into reset parts or holds
 * them.
 */
public final class FilterDeltaHandler
    implements RequestHandler<S3Event, List<Map<String, Object>>> {
  private static final StructuredLog LOG = StructuredLog.of(FilterDeltaHandler.class);

  private final FunctionWiring wiring;

  public FilterDeltaHandler() {
    this(FunctionWiring.ofThisFunction());
  }

  public FilterDeltaHandler(FunctionWiring wiring) {
    this.wiring = wiring;
  }

  /** Returns the outcome of each file as in {@link DeliveryOutcomeJson#of(IntakeOutcome)}. */
  @Override
  public List<Map<String, Object>> handleRequest(S3Event event, Context context) {
    return LOG.during(
        context,
        call ->
            S3EventKeys.processEach(
                S3EventKeys.keys(event),
                call,
                key -> filter(key, context.getAwsRequestId(), call)));
  }

  private Map<String, Object> filter(String key, String run, FunctionInvocation call) {
    call.addId(LogId.RUN, run);
    IntakeOutcome received = wiring.filteringDelta().run(key, run);
    Map<String, Object> answer = DeliveryOutcomeJson.of(received);
    switch (received) {
      case IntakeOutcome.Accepted accepted -> {
        call.addId(LogId.DELIVERY, accepted.delivery().value());
        call.info("filtered", with(accepted.rows(), answer));
      }
      case IntakeOutcome.Reported reported -> {
        DeliveryReport report = reported.report();
        call.addId(LogId.DELIVERY, report.delivery().value());
        Map<String, Object> details = with(report.rows(), answer);
        report.reason().ifPresent(why -> details.put("why", why));
        if (report.status() == DeliveryReport.Status.DUPLICATE) {
          call.info("duplicate", details);
        } else {
          call.warn(report.status().name().toLowerCase(Locale.ROOT), details);
        }
      }
      case IntakeOutcome.Ignored ignored -> call.info("ignored", Map.of("why", ignored.why()));
    }
    return answer;
  }

  private static Map<String, Object> with(RowCounts rows, Map<String, Object> answer) {
    Map<String, Object> details = new LinkedHashMap<>(answer);
    details.put("read", rows.read());
    details.put("kept", rows.kept());
    details.put("filtered", rows.filtered());
    details.put("rejected", rows.rejected());
    return details;
  }
}
