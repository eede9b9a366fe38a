// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.support.text;

/** The character that separates whole units from decimals in the numbers of an input. */
public enum DecimalMark {
  POINT('.', ','),
  COMMA(',', '.');

  private final char mark;
  private final char thousands;

  DecimalMark(char mark, char thousands) {
    this.mark = mark;
    this.thousands = thousands;
  }

  char mark() {
    return mark;
  }

  /** The mark that may separate thousands where this one separates decimals. */
  char thousands() {
    return thousands;
  }
}
