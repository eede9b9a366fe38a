// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.delivery.validation;

/**
 * A quantity as a delta writes it: an optional sign, digits, and optional decimals that are all
 * zero. The decimals follow a point, or a comma where commas do not separate the fields. Negative
 * on hand is normal.
 *
 * @param units 0 unless the form is {@link Form#UNITS}
 */
record ParsedQuantity(Form form, int units) {
  /** The largest size: stores never have more, but a barcode in the wrong column does. */
  static final int LARGEST = 10_000_000;

  enum Form {
    UNITS,
    TOO_LARGE,
    MALFORMED
  }

  private static final long TOO_MUCH = LARGEST + 1L;
  private static final ParsedQuantity MALFORMED = new ParsedQuantity(Form.MALFORMED, 0);
  private static final ParsedQuantity TOO_LARGE = new ParsedQuantity(Form.TOO_LARGE, 0);

  static ParsedQuantity parse(String written, char delimiter) {
    String text = written.strip();
    int at = !text.isEmpty() && (text.charAt(0) == '+' || text.charAt(0) == '-') ? 1 : 0;
    boolean negative = at == 1 && text.charAt(0) == '-';
    int firstDigit = at;
    long size = 0;
    for (; at < text.length() && isDigit(text.charAt(at)); at++) {
      size = Math.min(size * 10 + (text.charAt(at) - '0'), TOO_MUCH);
    }
    if (at == firstDigit || !isZeroFraction(text, at, delimiter)) {
      return MALFORMED;
    }
    return size > LARGEST
        ? TOO_LARGE
        : new ParsedQuantity(Form.UNITS, (int) (negative ? -size : size));
  }

  // Tells whether only decimals that are all zero follow, or nothing.
  private static boolean isZeroFraction(String text, int from, char delimiter) {
    if (from == text.length()) {
      return true;
    }
    char mark = text.charAt(from);
    boolean decimals =
        from + 1 < text.length() && (mark == '.' || (mark == ',' && delimiter != ','));
    for (int at = from + 1; at < text.length(); at++) {
      decimals &= text.charAt(at) == '0';
    }
    return decimals;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
