// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.json.orders;

import io.inventorybridge.json.JsonCodec;
import io.inventorybridge.orders.OrderJsonLine;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Optional;

/**
 * An event of the order bus. Its detail-type is {@code OrderVersion}, its source the sender's own
 * name, its detail one line of orders.jsonl.
 *
 * @param id EventBridge's id of the event; a repeated delivery has the same id
 */
public record OrderEvent(String id, Instant sentAt, OrderJsonLine line) {

  /** Empty if it is not an EventBridge event. */
  public static Optional<OrderEvent> of(Map<String, Object> event) {
    return event.containsKey("detail-type")
        ? Optional.of(
            new OrderEvent(
                String.valueOf(event.get("id")),
                OffsetDateTime.parse(String.valueOf(event.get("time"))).toInstant(),
                OrderVersionJson.read(JsonCodec.MAPPER.valueToTree(event.get("detail")))))
        : Optional.empty();
  }
}
