// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.handlers;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.fasterxml.jackson.databind.JsonNode;
import io.inventorybridge.handlers.support.RecentSyncAnswer;
import io.inventorybridge.handlers.support.SyncDeadline;
import io.inventorybridge.json.JsonCodec;
import io.inventorybridge.log.LogId;
import io.inventorybridge.log.StructuredLog;
import io.inventorybridge.shopsync.shop.OnlineShop;
import io.inventorybridge.wiring.FunctionEnvironment;
import io.inventorybridge.wiring.FunctionWiring;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.StreamSupport;

/**
 * Publishes changes to the shop within seconds: called with the records of the stream of change
 * markers. A record only says that there are changes; the markers themselves are read from their
 * table. Returns {@code {"status":"DONE|BROKEN_OFF|HELD|NOT_LIVE|LEFT_TO_SCHEDULE|NO_SHOP","why",
 * ...}}, after a run also the figures of the recent sync. Changes that it leaves are published by
 * RecentSync. An error makes the stream call again.
 */
public final class PublishChangesHandler
    implements RequestHandler<Map<String, Object>, Map<String, Object>> {
  private static final StructuredLog LOG = StructuredLog.of(PublishChangesHandler.class);

  private final FunctionWiring wiring;

  public PublishChangesHandler() {
    this(FunctionWiring.ofThisFunction());
  }

  public PublishChangesHandler(FunctionWiring wiring) {
    this.wiring = wiring;
  }

  @Override
  public Map<String, Object> handleRequest(Map<String, Object> event, Context context) {
    return LOG.during(
        context,
        call -> {
          call.addId(LogId.RUN, context.getAwsRequestId());
          Map<String, Object> answer = publish(JsonCodec.MAPPER.valueToTree(event), context);
          Map<String, Object> counts = new LinkedHashMap<>(RecentSyncAnswer.withoutRows(answer));
          if (RecentSyncAnswer.BROKEN_OFF.equals(answer.get("status"))) {
            call.warn("publishing changes broken off", counts);
          } else {
            call.info("changes published", counts);
          }
          return answer;
        });
  }

  private Map<String, Object> publish(JsonNode event, Context context) {
    if (wiring.environment().get(FunctionEnvironment.SHOP_URL).isBlank()) {
      return Map.of("status", "NO_SHOP");
    }
    OnlineShop.ApiCost before = wiring.ports().shop().apiCost();
    return RecentSyncAnswer.of(
        wiring
            .runningRecentSync()
            .publishChanges(
                "changes " + context.getAwsRequestId(),
                oldest(event),
                SyncDeadline.end(wiring, context)),
        wiring.ports().shop().apiCost().less(before));
  }

  // A stream states the time of a change in seconds; our own clock counts where it states none.
  private Instant oldest(JsonNode event) {
    Instant now = wiring.clock().instant();
    return StreamSupport.stream(event.path("Records").spliterator(), false)
        .map(record -> record.at("/dynamodb/ApproximateCreationDateTime"))
        .filter(JsonNode::isNumber)
        .map(at -> Instant.EPOCH.plus(Duration.ofMillis(Math.round(at.asDouble() * 1_000))))
        .filter(now::isAfter)
        .min(Instant::compareTo)
        .orElse(now);
  }
}
