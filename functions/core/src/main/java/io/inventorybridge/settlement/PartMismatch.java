// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.settlement;

/**
 * A reset part and a variance file do not belong together, or to no delivery at all. Nothing was
 * changed, and trying again cannot help.
 */
public final class PartMismatch extends RuntimeException {
  public PartMismatch(String message) {
    super(message);
  }
}
