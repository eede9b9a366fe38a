// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.delivery.settlement;

/**
 * Thrown when a reset part and a variance file do not belong together, or belong to no delivery.
 * Nothing was changed; a retry cannot succeed.
 */
public final class PartMismatch extends RuntimeException {
  public PartMismatch(String message) {
    super(message);
  }
}
