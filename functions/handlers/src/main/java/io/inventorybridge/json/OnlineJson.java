// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.json;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.inventorybridge.rules.Online;
import io.inventorybridge.sync.pool.Pool;
import io.inventorybridge.sync.pool.Published;
import io.inventorybridge.sync.published.PublishedPair;
import io.inventorybridge.sync.published.PublishedPair.Exact;
import io.inventorybridge.sync.shop.Pair;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The sellable quantity of a product and its calculation, as JSON. */
public final class OnlineJson {
  private OnlineJson() {}

  /**
   * {@code {"upca","online","threshold","queueDemand","facilities":[{"facilityId",
   * "availableToPromise","safetyStock","eligible","counted"}],"pairs":[{"inventoryItemId",
   * "locationId","online","counter","pool","state","confirmed","confirmedAt","standing":
   * "EXACT|UNCERTAIN|PARKED|UNREAD"}]}}; {@code confirmed} is the sellable target that the shop was
   * last known to show; it and {@code confirmedAt} are null before the first confirmation.
   *
   * @param upca as printed
   * @param published the publication state of each pair
   */
  public static ObjectNode of(
      String upca, Online online, List<Pool> pools, Map<Pair, PublishedPair> published) {
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
      PublishedPair record = published.getOrDefault(pool.pair(), PublishedPair.unread(pool.pair()));
      Optional<Exact> last = record.last();
      pairs
          .addObject()
          .put("inventoryItemId", pool.pair().item().number())
          .put("locationId", pool.pair().location().number())
          .put("online", pool.online())
          .put("counter", pool.counter())
          .put("pool", pool.pool())
          .put("state", state(pool.state()))
          .put("confirmed", last.map(Exact::pool).orElse(null))
          .put("confirmedAt", last.map(Exact::at).map(Instant::toString).orElse(null))
          .put("standing", standing(record));
    }
    return node;
  }

  /** The sync state of a pair, in one word. */
  public static String standing(PublishedPair record) {
    if (record.parked().isPresent()) {
      return "PARKED";
    }
    return switch (record.standing()) {
      case PublishedPair.Unread unread -> "UNREAD";
      case Exact exact -> "EXACT";
      case PublishedPair.Uncertain uncertain -> "UNCERTAIN";
    };
  }

  /** The state of the calculation, in one word. */
  private static String state(Published state) {
    return switch (state) {
      case Published.AsCounted counted -> "AS_COUNTED";
      case Published.FromSettledBaseline settled -> "FROM_SETTLED_BASELINE";
      case Published.NotPublished not -> not.reason().name();
    };
  }
}
