// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.masterdata.imports;

/** Thrown for a cell that no column may hold; its row is rejected and the import continues. */
public final class UnusableCell extends RuntimeException {
  private final String reason;

  UnusableCell(String reason, String sentence) {
    super(sentence);
    this.reason = reason;
  }

  /** The reason in capitals, for counting. */
  public String reason() {
    return reason;
  }

  /** One sentence for the person who corrects the file. */
  public String sentence() {
    return String.valueOf(getMessage());
  }
}
