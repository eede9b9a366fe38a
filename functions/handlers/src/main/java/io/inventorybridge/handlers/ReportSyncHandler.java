// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.handlers;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import io.inventorybridge.handlers.support.StateInput;
import io.inventorybridge.log.StructuredLog;
import io.inventorybridge.shopsync.full.FullSyncReport;
import io.inventorybridge.shopsync.full.ReportingFullSync;
import io.inventorybridge.wiring.FunctionWiring;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Writes the report of a full sync: {@code {"run","began","missing":[],"figures":{...}}} in, {@code
 * {"report","discrepancies"}} out.
 */
public final class ReportSyncHandler
    implements RequestHandler<Map<String, Object>, Map<String, Object>> {
  private static final StructuredLog LOG = StructuredLog.of(ReportSyncHandler.class);

  private final FunctionWiring wiring;

  public ReportSyncHandler() {
    this(FunctionWiring.ofThisFunction());
  }

  public ReportSyncHandler(FunctionWiring wiring) {
    this.wiring = wiring;
  }

  @Override
  public Map<String, Object> handleRequest(Map<String, Object> event, Context context) {
    return LOG.during(
        context,
        call -> {
          StateInput input = StateInput.of(event, call);
          String run = input.text("run");
          FullSyncReport report =
              wiring
                  .reportingFullSync()
                  .report(
                      run,
                      Instant.parse(input.text("began")),
                      wiring.clock().instant(),
                      wiring.installationSettings().publishing().publish(),
                      event.get("missing") instanceof List<?> missing
                          ? missing.stream().map(String::valueOf).toList()
                          : List.of(),
                      SyncBatchHandler.figures(input.object("figures")));
          Map<String, Object> answer =
              Map.of(
                  "report",
                  ReportingFullSync.key(run) + ".json",
                  "discrepancies",
                  report.discrepancies().size());
          call.info("sync reported", answer);
          return answer;
        });
  }
}
