// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.events;

import com.fasterxml.jackson.databind.JsonNode;

/** Event patterns, for tests in other packages. */
public final class EventPatterns {
  private EventPatterns() {}

  /** True if EventBridge would deliver the event to the rule's target. */
  public static boolean matches(JsonNode pattern, JsonNode event) {
    return new EventPattern(pattern).matches(event);
  }
}
