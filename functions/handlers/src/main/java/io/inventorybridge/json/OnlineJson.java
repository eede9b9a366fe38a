// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.json;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.inventorybridge.rules.Online;

/** What the shop may sell of a product, as JSON. */
public final class OnlineJson {
  private OnlineJson() {}

  /**
   * {@code {"upca","online","threshold","queueDemand","facilities":[{"facilityId",
   * "availableToPromise","safetyStock","eligible","counted"}]}}.
   *
   * @param upca as it is to be printed
   */
  public static ObjectNode of(String upca, Online online) {
    ObjectNode node = Json.MAPPER.createObjectNode();
    node.put("upca", upca)
        .put("online", online.online().units())
        .put("threshold", online.threshold().units())
        .put("queueDemand", online.queueDemand().units());
    ArrayNode facilities = node.putArray("facilities");
    for (Online.Share share : online.facilities()) {
      facilities
          .addObject()
          .put("facilityId", share.facilityId().value())
          .put("availableToPromise", share.availableToPromise().units())
          .put("safetyStock", share.safetyStock().units())
          .put("eligible", share.eligible())
          .put("counted", share.counted().units());
    }
    return node;
  }
}
