// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.drops;

/**
 * Thrown for a dropped file that cannot be used at all; the message is one sentence that states the
 * reason.
 */
public final class UnusableSheet extends RuntimeException {
  public UnusableSheet(String reason) {
    super(reason);
  }

  public String reason() {
    return String.valueOf(getMessage());
  }
}
