// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.handlers;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.S3Event;
import io.inventorybridge.delivery.DeliveryReport;
import io.inventorybridge.delivery.receiving.Received;
import io.inventorybridge.delivery.rows.RowCounts;
import io.inventorybridge.json.DeliveryOutcomes;
import io.inventorybridge.log.Call;
import io.inventorybridge.log.Id;
import io.inventorybridge.log.Journal;
import io.inventorybridge.wiring.Wiring;
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
  private static final Journal LOG = Journal.of(FilterDeltaHandler.class);

  private final Wiring wiring;

  public FilterDeltaHandler() {
    this(Wiring.ofThisFunction());
  }

  public FilterDeltaHandler(Wiring wiring) {
    this.wiring = wiring;
  }

  /** Returns the outcome of each file as in {@link DeliveryOutcomes#of(Received)}. */
  @Override
  public List<Map<String, Object>> handleRequest(S3Event event, Context context) {
    return LOG.during(
        context,
        call ->
            Drops.each(
                Drops.keys(event), call, key -> filter(key, context.getAwsRequestId(), call)));
  }

  private Map<String, Object> filter(String key, String run, Call call) {
    call.and(Id.RUN, run);
    Received received = wiring.filteringDelta().run(key, run);
    Map<String, Object> answer = DeliveryOutcomes.of(received);
    switch (received) {
      case Received.Accepted accepted -> {
        call.and(Id.DELIVERY, accepted.delivery().value());
        call.tell("filtered", with(accepted.rows(), answer));
      }
      case Received.Reported reported -> {
        DeliveryReport report = reported.report();
        call.and(Id.DELIVERY, report.delivery().value());
        Map<String, Object> details = with(report.rows(), answer);
        report.reason().ifPresent(why -> details.put("why", why));
        if (report.status() == DeliveryReport.Status.DUPLICATE) {
          call.tell("duplicate", details);
        } else {
          call.warn(report.status().name().toLowerCase(Locale.ROOT), details);
        }
      }
      case Received.Ignored ignored -> call.tell("ignored", Map.of("why", ignored.why()));
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
