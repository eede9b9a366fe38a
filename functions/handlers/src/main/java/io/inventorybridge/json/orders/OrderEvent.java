// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.json.orders;

import com.fasterxml.jackson.databind.JsonNode;
import io.inventorybridge.json.JsonCodec;
import io.inventorybridge.orders.OrderJsonLine;
import io.inventorybridge.support.text.TimeText;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An event of the order bus. Its detail-type is {@code OrderVersion}, its source the sender's own
 * name, its detail one line of orders.jsonl.
 *
 * @param id EventBridge's id of the event; a repeated delivery has the same id
 */
public record OrderEvent(String id, Instant sentAt, OrderJsonLine line) {

  /**
   * Empty if it is not an EventBridge event.
   *
   * @param now counts as the time of an event that states none
   */
  public static Optional<OrderEvent> of(Map<String, Object> event, Instant now) {
    return event.containsKey("detail-type")
        ? Optional.of(
            new OrderEvent(
                String.valueOf(event.get("id")),
                TimeText.read(String.valueOf(event.get("time"))).orElse(now),
                line(event.get("detail"))))
        : Optional.empty();
  }

  private static OrderJsonLine line(@Nullable Object detail) {
    try {
      return OrderVersionJson.read(JsonCodec.MAPPER.<JsonNode>valueToTree(detail));
    } catch (IllegalArgumentException e) {
      // Jackson's own message may quote the document, including a customer's address.
      return new OrderJsonLine.Invalid("the detail of the event is not a JSON document");
    }
  }
}
