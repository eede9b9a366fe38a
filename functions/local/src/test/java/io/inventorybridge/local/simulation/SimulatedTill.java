// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.simulation;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.inventorybridge.handlers.UpdateInventoryHandler;
import io.inventorybridge.json.JsonCodec;
import io.inventorybridge.local.simulation.WorldEvent.Sold;
import io.inventorybridge.support.files.StorageFailure;
import io.inventorybridge.wiring.FunctionWiring;
import java.util.Map;

/** A till that calls the Update Inventory API. */
final class SimulatedTill {
  static final String TOKEN = "a-token-of-the-tills";

  private static final int DONE = 200;
  private static final int NOT_FOUND = 404;
  private static final int UNAVAILABLE = 503;

  private SimulatedTill() {}

  /** The answer that the till receives. */
  enum Answer {
    APPLIED,
    NOT_ONLINE,
    UNKNOWN_STORE
  }

  /**
   * @throws StorageFailure when the till has to try again
   */
  static Answer report(Sold sold, FunctionWiring wiring) {
    ObjectNode body = JsonCodec.MAPPER.createObjectNode();
    body.put("facilityId", sold.store());
    body.put("availableDelta", sold.units().units());
    body.put("idType", "UPCA");
    body.put("idValue", sold.key().upc().toString());
    body.put("locationSeqId", "TLTLTLLL01");
    body.put("varianceReasonId", sold.units().units() < 0 ? "POS_SALE" : "VAR_FOUND");
    body.put("eventId", sold.event());
    sold.eventTime().ifPresent(at -> body.put("eventTime", at.toString()));
    APIGatewayProxyResponseEvent response =
        new UpdateInventoryHandler(wiring)
            .handleRequest(
                new APIGatewayProxyRequestEvent()
                    .withHttpMethod("POST")
                    .withHeaders(Map.of("Authorization", "Bearer " + TOKEN))
                    .withBody(body.toString()),
                new SimulatedInvocation("UpdateInventory", "request", () -> false));
    if (response.getStatusCode() == UNAVAILABLE) {
      throw new StorageFailure("the API", new IllegalStateException(response.getBody()));
    }
    if (response.getStatusCode() == NOT_FOUND) {
      return Answer.UNKNOWN_STORE;
    }
    if (response.getStatusCode() != DONE) {
      throw new WrongNumbers("a till was refused: " + response.getBody());
    }
    try {
      return JsonCodec.read(response.getBody()).path("applied").asBoolean()
          ? Answer.APPLIED
          : Answer.NOT_ONLINE;
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
