// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.json.availability;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.inventorybridge.availability.OnlineAvailability;
import io.inventorybridge.availability.PublicationState;
import io.inventorybridge.availability.SellableTarget;
import io.inventorybridge.json.JsonCodec;
import io.inventorybridge.shopsync.published.PublishedPair;
import io.inventorybridge.shopsync.published.PublishedPair.Confirmed;
import io.inventorybridge.stock.ItemAtLocation;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The sellable quantity of a product and its calculation, as JSON. */
public final class AvailabilityJson {
  private AvailabilityJson() {}

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
      String upca,
      OnlineAvailability online,
      List<SellableTarget> pools,
      Map<ItemAtLocation, PublishedPair> published) {
    ObjectNode node = JsonCodec.MAPPER.createObjectNode();
    node.put("upca", upca)
        .put("online", online.online().units())
        .put("threshold", online.threshold().units())
        .put("queueDemand", online.queueDemand().units());
    ArrayNode facilities = node.putArray("facilities");
    for (OnlineAvailability.Share share : online.facilities()) {
      facilities
          .addObject()
          .put("facilityId", share.facilityId().value())
          .put("availableToPromise", share.availableToPromise().units())
          .put("safetyStock", share.safetyStock().units())
          .put("eligible", share.eligible())
          .put("counted", share.counted().units());
    }
    ArrayNode pairs = node.putArray("pairs");
    for (SellableTarget sellableTarget : pools) {
      PublishedPair record =
          published.getOrDefault(
              sellableTarget.pair(), PublishedPair.unread(sellableTarget.pair()));
      Optional<Confirmed> last = record.last();
      pairs
          .addObject()
          .put("inventoryItemId", sellableTarget.pair().item().number())
          .put("locationId", sellableTarget.pair().location().number())
          .put("online", sellableTarget.online())
          .put("counter", sellableTarget.counter())
          .put("pool", sellableTarget.units())
          .put("state", state(sellableTarget.state()))
          .put("confirmed", last.map(Confirmed::target).orElse(null))
          .put("confirmedAt", last.map(Confirmed::at).map(Instant::toString).orElse(null))
          .put("standing", syncState(record));
    }
    return node;
  }

  /** The sync state of a pair, in one word. */
  public static String syncState(PublishedPair record) {
    if (record.parked().isPresent()) {
      return "PARKED";
    }
    return switch (record.syncState()) {
      case PublishedPair.Unread unread -> "UNREAD";
      case Confirmed exact -> "EXACT";
      case PublishedPair.Uncertain uncertain -> "UNCERTAIN";
    };
  }

  /** The state of the calculation, in one word. */
  private static String state(PublicationState state) {
    return switch (state) {
      case PublicationState.AsCounted counted -> "AS_COUNTED";
      case PublicationState.FromSettledBaseline settled -> "FROM_SETTLED_BASELINE";
      case PublicationState.OnlyFalls falls -> "AMBIGUOUS";
      case PublicationState.NotPublished not -> not.reason().name();
    };
  }
}
