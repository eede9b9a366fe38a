// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.functions;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.inventorybridge.json.JsonCodec;
import java.nio.charset.StandardCharsets;

/** A function threw, or took longer than its Timeout. */
public final class FunctionError extends Exception {
  static final String TIMED_OUT = "Sandbox.Timedout";

  private final String type;
  private final String reason;

  FunctionError(String function, String type, String reason, Throwable cause) {
    super(function + " failed: " + type + ": " + reason, cause);
    this.type = type;
    this.reason = reason;
  }

  FunctionError(String function, String type, String reason) {
    super(function + " failed: " + type + ": " + reason);
    this.type = type;
    this.reason = reason;
  }

  /** The class name of the exception, as Lambda reports it. */
  public String type() {
    return type;
  }

  public String reason() {
    return reason;
  }

  /** Lambda's answer: {@code {"errorMessage","errorType"}}. */
  public String answer() {
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    answer.put("errorMessage", reason);
    answer.put("errorType", type);
    return new String(JsonCodec.bytes(answer), StandardCharsets.UTF_8);
  }
}
