// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.delivery;

/**
 * Thrown when a part does not have the content that was written; the message names line, column and
 * value.
 */
public final class DamagedPart extends RuntimeException {
  public DamagedPart(String message) {
    super(message);
  }

  public DamagedPart(String message, Throwable cause) {
    super(message, cause);
  }
}
