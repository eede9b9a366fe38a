// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.events;

import com.fasterxml.jackson.databind.JsonNode;
import io.inventorybridge.local.s3.StoredObject;

/** The cause of an event. */
sealed interface TriggerEvent {
  /** Its name for operators. */
  String subject();

  /**
   * An object was stored: the bucket notifies its functions and, where enabled, the default bus.
   */
  record Stored(StoredObject object) implements TriggerEvent {
    @Override
    public String subject() {
      return object.key();
    }
  }

  /**
   * An event was put on a bus of the template.
   *
   * @param event as the targets receive it
   */
  record Sent(String bus, JsonNode event) implements TriggerEvent {
    @Override
    public String subject() {
      return event.path("detail-type").asText() + " " + event.path("id").asText();
    }
  }
}
