// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.json;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.inventorybridge.rules.Online;
import io.inventorybridge.sync.pool.Pool;
import io.inventorybridge.sync.pool.Published;
import java.util.List;

/** What the shop may sell of a product, as JSON. */
public final class OnlineJson {
  private OnlineJson() {}

  /**
   * {@code {"upca","online","threshold","queueDemand","facilities":[{"facilityId",
   * "availableToPromise","safetyStock","eligible","counted"}],"pairs":[{"inventoryItemId",
   * "locationId","online","counter","pool","state"}]}}.
   *
   * @param upca as it is to be printed
   */
  public static ObjectNode of(String upca, Online online, List<Pool> pools) {
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
    ArrayNode pairs = node.putArray("pairs");
    for (Pool pool : pools) {
      pairs
          .addObject()
          .put("inventoryItemId", pool.pair().item().number())
          .put("locationId", pool.pair().location().number())
          .put("online", pool.online())
          .put("counter", pool.counter())
          .put("pool", pool.pool())
          .put("state", state(pool.state()));
    }
    return node;
  }

  /** In one word. */
  private static String state(Published state) {
    return switch (state) {
      case Published.AsCounted counted -> "AS_COUNTED";
      case Published.FromSettledBaseline settled -> "FROM_SETTLED_BASELINE";
      case Published.NotPublished not -> not.reason().name();
    };
  }
}
