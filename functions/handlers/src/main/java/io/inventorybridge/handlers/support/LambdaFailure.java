// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.handlers.support;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.inventorybridge.json.JsonCodec;

/**
 * The cause that Step Functions passes on for a failed function: JSON with a message and a trace.
 */
public final class LambdaFailure {
  private LambdaFailure() {}

  /** The message without the trace. */
  public static String sentence(String cause) {
    try {
      JsonNode message = JsonCodec.read(cause).path("errorMessage");
      return message.isTextual() ? message.asText() : cause;
    } catch (JsonProcessingException e) {
      return cause; // time-outs and similar causes are plain text
    }
  }
}
