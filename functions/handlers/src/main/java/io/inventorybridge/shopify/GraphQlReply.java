// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.shopify;

import com.fasterxml.jackson.databind.JsonNode;

/** The result of a request to the shop. */
sealed interface GraphQlReply {
  /** The request was executed; the data may still contain errors of its own. */
  record Data(JsonNode data) implements GraphQlReply {}

  /** The request was not executed, and repeating it unchanged will not help. */
  record Refused(String code, String message) implements GraphQlReply {}

  /** The request may or may not have been executed. */
  record Lost(String why) implements GraphQlReply {}
}
