// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.shopsync.shop;

/**
 * Thrown when the shop could not be read: it gave no reply in time, or refused. The call may be
 * repeated. The message contains no sent or received data except the shop's own sentence.
 */
public final class ShopFailure extends RuntimeException {
  public ShopFailure(String message) {
    super(message);
  }

  public ShopFailure(String message, Throwable cause) {
    super(message, cause);
  }
}
