// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.json.pos;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.inventorybridge.json.JsonCodec;
import io.inventorybridge.pos.auth.BearerTokens;
import java.util.List;

/** Reads and writes the secret with the API tokens. */
public final class TokensJson {
  private TokensJson() {}

  /**
   * Reads {@code {"current","previous"}}.
   *
   * @throws IllegalStateException for any other content; the message does not quote it
   */
  public static BearerTokens read(String secret) {
    try {
      JsonNode tokens = JsonCodec.read(secret);
      return new BearerTokens(
          List.of(tokens.path("current").asText(), tokens.path("previous").asText()));
    } catch (JsonProcessingException e) {
      // No cause: Jackson quotes the text that it cannot read.
      throw new IllegalStateException("the secret of the API's tokens is not JSON");
    }
  }

  /** The secret with these tokens. */
  public static String write(String current, String previous) {
    return JsonCodec.MAPPER
        .createObjectNode()
        .put("current", current)
        .put("previous", previous)
        .toString();
  }
}
