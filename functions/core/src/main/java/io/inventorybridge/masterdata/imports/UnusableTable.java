// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.masterdata.imports;

/**
 * Thrown for a dropped file that cannot be used at all; the message is one sentence that states the
 * reason.
 */
public final class UnusableTable extends RuntimeException {
  public UnusableTable(String reason) {
    super(reason);
  }

  public String reason() {
    return String.valueOf(getMessage());
  }
}
