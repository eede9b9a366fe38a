// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.json.orders;

import io.inventorybridge.orders.RecordingOrders.NewFacts;
import io.inventorybridge.orders.RecordingOrders.NothingNew;
import io.inventorybridge.orders.RecordingOrders.Recorded;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * An operator's declaration that Retail Pro knows an order.
 *
 * @param at the time since when it is known
 */
public record KnownDeclaration(String order, Instant at) {

  /**
   * Reads {@code {"order","at"}}; {@code at} defaults to now.
   *
   * @throws IllegalArgumentException in one sentence that names the field
   */
  public static KnownDeclaration of(Map<String, Object> event, Instant now) {
    String order = text(event, "order").map(String::strip).orElse("");
    if (order.isEmpty()) {
      throw new IllegalArgumentException("order is missing");
    }
    Instant at = text(event, "at").map(KnownDeclaration::time).orElse(now);
    if (at.isAfter(now)) {
      throw new IllegalArgumentException(
          "at %s lies in the future; what Retail Pro will know is not a fact yet".formatted(at));
    }
    return new KnownDeclaration(order, at);
  }

  /**
   * {@code {"outcome":"DECLARED|DECLARED_BEFORE","order","at","received"}}; {@code received} is
   * false while no version of the order has been received. The declaration then waits for it.
   */
  public Map<String, Object> outcome(Recorded recorded) {
    Map<String, Object> outcome = new LinkedHashMap<>();
    outcome.put(
        "outcome",
        switch (recorded) {
          case NewFacts declared -> "DECLARED";
          case NothingNew before -> "DECLARED_BEFORE";
        });
    outcome.put("order", order);
    outcome.put("at", at.toString());
    outcome.put("received", recorded.history().newest().isPresent());
    return outcome;
  }

  private static Instant time(String written) {
    try {
      return OffsetDateTime.parse(written).toInstant();
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "at '%s' is not an ISO-8601 time with offset".formatted(written), e);
    }
  }

  private static Optional<String> text(Map<String, Object> event, String name) {
    return Optional.ofNullable(event.get(name)).map(Object::toString);
  }
}
