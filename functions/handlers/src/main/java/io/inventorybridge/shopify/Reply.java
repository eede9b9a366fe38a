// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.shopify;

import com.fasterxml.jackson.databind.JsonNode;

/** How a request to the shop ended. */
sealed interface Reply {
  /** It was executed; the data may still tell of errors of its own. */
  record Data(JsonNode data) implements Reply {}

  /** It was not executed, and will not be as it is. */
  record Refused(String code, String message) implements Reply {}

  /** Nobody knows whether it was executed. */
  record Lost(String why) implements Reply {}
}
