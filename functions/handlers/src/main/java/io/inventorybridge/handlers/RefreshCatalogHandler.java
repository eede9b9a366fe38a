// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.handlers;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import io.inventorybridge.handlers.support.StateInput;
import io.inventorybridge.log.StructuredLog;
import io.inventorybridge.shopsync.refresh.CatalogRefreshReport;
import io.inventorybridge.shopsync.refresh.RefreshingCatalog.Ended;
import io.inventorybridge.shopsync.refresh.RefreshingCatalog.Step;
import io.inventorybridge.shopsync.refresh.RefreshingCatalog.ToBegin;
import io.inventorybridge.shopsync.refresh.RefreshingCatalog.UnderWay;
import io.inventorybridge.shopsync.shop.OnlineShop.BulkId;
import io.inventorybridge.wiring.FunctionWiring;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One step of a catalog refresh from the shop. The input {@code {"restarts"}} starts it, {@code
 * {"operation","startedAt","restarts"}} continues it. The answer is either one of these, to be
 * passed back after a while, with {@code "status":"TO_BEGIN|UNDER_WAY"}, or {@code
 * {"status":"IN_FORCE|STAGED|REFUSED|OVERTAKEN","report"}}. {@code "anyway":true} activates a
 * catalog even if many products are missing from it.
 */
public final class RefreshCatalogHandler
    implements RequestHandler<Map<String, Object>, Map<String, Object>> {
  private static final String OPERATION = "operation";
  private static final String RESTARTS = "restarts";

  private static final StructuredLog LOG = StructuredLog.of(RefreshCatalogHandler.class);

  private final FunctionWiring wiring;

  public RefreshCatalogHandler() {
    this(FunctionWiring.ofThisFunction());
  }

  public RefreshCatalogHandler(FunctionWiring wiring) {
    this.wiring = wiring;
  }

  @Override
  public Map<String, Object> handleRequest(Map<String, Object> event, Context context) {
    return LOG.during(
        context,
        call -> {
          Map<String, Object> answer = next(event);
          boolean staged = CatalogRefreshReport.Status.STAGED.name().equals(answer.get("status"));
          if (staged || CatalogRefreshReport.Status.REFUSED.name().equals(answer.get("status"))) {
            Map<String, Object> details = new LinkedHashMap<>(answer);
            details.put("why", details.remove("reason"));
            call.warn(staged ? "catalogue staged" : "catalogue refused", details);
          } else {
            call.info("catalogue refresh", answer);
          }
          return answer;
        });
  }

  private Map<String, Object> next(Map<String, Object> event) {
    boolean anyway = Boolean.TRUE.equals(event.get("anyway"));
    Map<String, Object> answer = new LinkedHashMap<>();
    switch (wiring.refreshingCatalog().next(step(event), anyway)) {
      case ToBegin begin -> {
        answer.put("status", "TO_BEGIN");
        answer.put(RESTARTS, begin.restarts());
      }
      case UnderWay way -> {
        answer.put("status", "UNDER_WAY");
        answer.put(OPERATION, way.operation().number());
        answer.put("startedAt", way.startedAt().toString());
        answer.put(RESTARTS, way.restarts());
      }
      case Ended ended -> {
        CatalogRefreshReport report = ended.report();
        answer.put("status", report.status().name());
        answer.put("report", report.key());
        report.reason().ifPresent(reason -> answer.put("reason", reason));
      }
    }
    if (anyway) {
      answer.put("anyway", true);
    }
    return answer;
  }

  private static Step step(Map<String, Object> event) {
    StateInput input = new StateInput(event);
    int restarts = Math.toIntExact(input.number(RESTARTS));
    return event.containsKey(OPERATION)
        ? new UnderWay(
            new BulkId(input.text(OPERATION)), Instant.parse(input.text("startedAt")), restarts)
        : new ToBegin(restarts);
  }
}
