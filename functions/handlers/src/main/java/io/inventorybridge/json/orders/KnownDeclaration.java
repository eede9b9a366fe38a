// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.json.orders;

import io.inventorybridge.orders.RecordingOrders.DeclarationOutcome;
import io.inventorybridge.orders.RecordingOrders.NewFacts;
import io.inventorybridge.orders.RecordingOrders.NotReceived;
import io.inventorybridge.orders.RecordingOrders.NothingNew;
import io.inventorybridge.orders.RecordingOrders.Recorded;
import io.inventorybridge.stock.IdentifierText;
import io.inventorybridge.support.text.CellText;
import io.inventorybridge.support.text.TimeText;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * An operator's declaration that Retail Pro knows an order.
 *
 * @param at the time since when it is known
 * @param notYetReceived the operator states that the bridge has not received the order yet
 */
public record KnownDeclaration(String order, Instant at, boolean notYetReceived) {

  /**
   * Reads {@code {"order","at","notYetReceived"}}; {@code at} defaults to now, {@code
   * notYetReceived} to false.
   *
   * @throws IllegalArgumentException in one sentence that names the field
   */
  public static KnownDeclaration of(Map<String, Object> event, Instant now) {
    String order = text(event, "order").map(CellText::trim).orElse("");
    if (order.isEmpty()) {
      throw new IllegalArgumentException("order is missing");
    }
    Optional<String> error = IdentifierText.error(order);
    if (error.isPresent()) {
      throw new IllegalArgumentException(
          "order '%s' %s".formatted(CellText.visible(order), error.get()));
    }
    Instant at = text(event, "at").map(KnownDeclaration::time).orElse(now);
    if (at.isAfter(now)) {
      throw new IllegalArgumentException(
          "at %s lies in the future; what Retail Pro will know is not a fact yet".formatted(at));
    }
    return new KnownDeclaration(
        order, at, text(event, "notYetReceived").filter("true"::equals).isPresent());
  }

  /**
   * {@code {"outcome":"DECLARED|DECLARED_BEFORE|NOT_RECEIVED","order","at","received"}}; {@code
   * received} is false while no version of the order has been received. A declaration that states
   * {@code notYetReceived} then waits for it; any other one changes nothing and gets a {@code
   * reason}.
   */
  public Map<String, Object> outcome(DeclarationOutcome declaration) {
    Map<String, Object> outcome = new LinkedHashMap<>();
    outcome.put(
        "outcome",
        switch (declaration) {
          case NewFacts declared -> "DECLARED";
          case NothingNew before -> "DECLARED_BEFORE";
          case NotReceived not -> "NOT_RECEIVED";
        });
    outcome.put("order", order);
    outcome.put("at", at.toString());
    outcome.put(
        "received",
        declaration instanceof Recorded recorded && recorded.history().newest().isPresent());
    if (declaration instanceof NotReceived) {
      outcome.put(
          "reason",
          "order %s was not received; check its id, or state that it is not yet received"
              .formatted(CellText.visible(order)));
    }
    return outcome;
  }

  private static Instant time(String written) {
    return TimeText.read(written)
        .orElseThrow(() -> new IllegalArgumentException("at " + TimeText.error(written)));
  }

  private static Optional<String> text(Map<String, Object> event, String name) {
    return Optional.ofNullable(event.get(name)).map(Object::toString);
  }
}
