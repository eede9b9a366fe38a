// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.sync.shop;

/**
 * The shop could not be read: no reply in time, or a refusal. The call may be repeated. What was
 * sent or received is not part of the message, except the shop's own sentence.
 */
public final class ShopFailure extends RuntimeException {
  public ShopFailure(String message) {
    super(message);
  }

  public ShopFailure(String message, Throwable cause) {
    super(message, cause);
  }
}
