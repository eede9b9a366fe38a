// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.handlers;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import io.inventorybridge.delivery.BucketKeys;
import io.inventorybridge.log.Id;
import io.inventorybridge.log.Journal;
import io.inventorybridge.page.PageKeys;
import io.inventorybridge.page.WritingPages;
import io.inventorybridge.wiring.Wiring;
import java.util.Map;

/**
 * Writes the page for a report under {@code reports/} or {@code morning/}: EventBridge's "Object
 * Created" in, {@code {"status":"WRITTEN","page"}} or {@code {"status":"NO_PAGE"}} out.
 */
public final class WritePagesHandler
    implements RequestHandler<Map<String, Object>, Map<String, Object>> {
  private static final Journal LOG = Journal.of(WritePagesHandler.class);

  private final Wiring wiring;

  public WritePagesHandler() {
    this(Wiring.ofThisFunction());
  }

  public WritePagesHandler(Wiring wiring) {
    this.wiring = wiring;
  }

  @Override
  public Map<String, Object> handleRequest(Map<String, Object> event, Context context) {
    return LOG.during(
        context,
        call -> {
          String key = TaskInput.storedKey(event, call);
          BucketKeys.reported(key)
              .or(() -> PageKeys.compared(key))
              .ifPresent(delivery -> call.and(Id.DELIVERY, delivery.value()));
          PageKeys.synced(key).ifPresent(run -> call.and(Id.RUN, run));
          Map<String, Object> answer =
              switch (wiring.writingPages().write(key)) {
                case WritingPages.Written written ->
                    Map.of("status", "WRITTEN", "page", written.key());
                case WritingPages.NoPage none -> Map.of("status", "NO_PAGE");
              };
          call.tell("pages", answer);
          return answer;
        });
  }
}
