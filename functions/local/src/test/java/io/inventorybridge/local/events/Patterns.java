// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.events;

import com.fasterxml.jackson.databind.JsonNode;

/** Event patterns, for tests elsewhere. */
public final class Patterns {
  private Patterns() {}

  /** Whether EventBridge would hand the event to the rule's target. */
  public static boolean matches(JsonNode pattern, JsonNode event) {
    return new EventPattern(pattern).matches(event);
  }
}
