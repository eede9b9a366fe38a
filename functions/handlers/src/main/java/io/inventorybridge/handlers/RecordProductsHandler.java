// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.handlers;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import io.inventorybridge.json.masterdata.ProductWebhookReader;
import io.inventorybridge.log.StructuredLog;
import io.inventorybridge.wiring.FunctionWiring;
import java.util.Map;

/**
 * Handles a webhook of the shop, delivered by EventBridge: {@code {"status":"ASKED","file"}} when
 * the catalog must be refreshed, else {@code {"status":"NOTHING_NEW"}}.
 */
public final class RecordProductsHandler
    implements RequestHandler<Map<String, Object>, Map<String, Object>> {
  private static final StructuredLog LOG = StructuredLog.of(RecordProductsHandler.class);

  private final FunctionWiring wiring;

  public RecordProductsHandler() {
    this(FunctionWiring.ofThisFunction());
  }

  public RecordProductsHandler(FunctionWiring wiring) {
    this.wiring = wiring;
  }

  @Override
  public Map<String, Object> handleRequest(Map<String, Object> event, Context context) {
    return LOG.during(
        context,
        call -> {
          Map<String, Object> answer =
              wiring
                  .recordingProducts()
                  .handle(ProductWebhookReader.read(event))
                  .<Map<String, Object>>map(file -> Map.of("status", "ASKED", "file", file))
                  .orElse(Map.of("status", "NOTHING_NEW"));
          call.info("product noticed", answer);
          return answer;
        });
  }
}
