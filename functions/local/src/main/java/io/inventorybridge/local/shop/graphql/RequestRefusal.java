// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.shop.graphql;

/** A request refused as a whole: a top-level error with a code. */
public final class RequestRefusal extends RuntimeException {
  private final String code;

  public RequestRefusal(String code, String message) {
    super(message);
    this.code = code;
  }

  String code() {
    return code;
  }

  String sentence() {
    return String.valueOf(getMessage());
  }
}
