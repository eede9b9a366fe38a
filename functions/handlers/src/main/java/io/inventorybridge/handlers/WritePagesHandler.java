// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.handlers;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import io.inventorybridge.delivery.BucketLayout;
import io.inventorybridge.handlers.support.StateInput;
import io.inventorybridge.log.LogId;
import io.inventorybridge.log.StructuredLog;
import io.inventorybridge.reporting.page.PagePaths;
import io.inventorybridge.reporting.page.writing.WritingPages;
import io.inventorybridge.wiring.FunctionWiring;
import java.util.Map;

/**
 * Writes the page for a report under {@code reports/} or {@code morning/}: EventBridge's "Object
 * Created" in, {@code {"status":"WRITTEN","page"}} or {@code {"status":"NO_PAGE"}} out.
 */
public final class WritePagesHandler
    implements RequestHandler<Map<String, Object>, Map<String, Object>> {
  private static final StructuredLog LOG = StructuredLog.of(WritePagesHandler.class);

  private final FunctionWiring wiring;

  public WritePagesHandler() {
    this(FunctionWiring.ofThisFunction());
  }

  public WritePagesHandler(FunctionWiring wiring) {
    this.wiring = wiring;
  }

  @Override
  public Map<String, Object> handleRequest(Map<String, Object> event, Context context) {
    return LOG.during(
        context,
        call -> {
          String key = StateInput.storedKey(event, call);
          BucketLayout.deliveryOfReport(key)
              .or(() -> PagePaths.compared(key))
              .ifPresent(delivery -> call.addId(LogId.DELIVERY, delivery.value()));
          PagePaths.synced(key).ifPresent(run -> call.addId(LogId.RUN, run));
          Map<String, Object> answer =
              switch (wiring.writingPages().write(key)) {
                case WritingPages.Written written ->
                    Map.of("status", "WRITTEN", "page", written.key());
                case WritingPages.NoPage none -> Map.of("status", "NO_PAGE");
              };
          call.info("pages", answer);
          return answer;
        });
  }
}
