// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.events;

import com.fasterxml.jackson.databind.JsonNode;
import io.inventorybridge.local.s3.StoredObject;

/** What an event tells of. */
sealed interface Occurrence {
  /** Names it for people. */
  String subject();

  /** An object was stored: the bucket tells the functions, and the default bus where it is set. */
  record Stored(StoredObject object) implements Occurrence {
    @Override
    public String subject() {
      return object.key();
    }
  }

  /**
   * Somebody put an event on a bus of the template.
   *
   * @param event as the targets get it
   */
  record Sent(String bus, JsonNode event) implements Occurrence {
    @Override
    public String subject() {
      return event.path("detail-type").asText() + " " + event.path("id").asText();
    }
  }
}
