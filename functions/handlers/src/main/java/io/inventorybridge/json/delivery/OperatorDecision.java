// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.json.delivery;

import io.inventorybridge.delivery.DeliveryId;
import io.inventorybridge.support.text.TimeText;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** An operator's decision about a delivery. */
public record OperatorDecision(
    DecisionKind kind, DeliveryId delivery, Optional<Instant> snapshotTime) {
  /** The kinds of decisions. */
  public enum DecisionKind {
    RETRY,
    RELEASE,
    REFUSE
  }

  /**
   * Reads {@code {"decision","delivery","snapshotTime"}}; {@code snapshotTime} is optional.
   *
   * @throws IllegalArgumentException in one sentence that names the field
   */
  public static OperatorDecision of(Map<String, Object> event) {
    String decision = text(event, "decision").orElse("");
    DecisionKind kind;
    try {
      kind = DecisionKind.valueOf(decision);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "decision '%s' is none of RETRY, RELEASE and REFUSE".formatted(decision), e);
    }
    DeliveryId delivery = new DeliveryId(text(event, "delivery").orElse(""));
    return new OperatorDecision(
        kind, delivery, text(event, "snapshotTime").map(OperatorDecision::time));
  }

  private static Instant time(String written) {
    return TimeText.read(written)
        .orElseThrow(() -> new IllegalArgumentException("snapshotTime " + TimeText.error(written)));
  }

  private static Optional<String> text(Map<String, Object> event, String name) {
    return Optional.ofNullable(event.get(name)).map(Object::toString);
  }
}
