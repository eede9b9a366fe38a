// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.delivery.judgement;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A quantity as a delta has it: an optional sign, digits, optional decimals that are all zero,
 * after a point or, where commas do not part the fields, after a comma. Negative on hand is normal.
 *
 * @param units 0 unless the form is {@link Form#UNITS}
 */
record WrittenQuantity(Form form, int units) {
  /** The largest size: no store has more, a barcode in the wrong column has. */
  static final int LARGEST = 10_000_000;

  enum Form {
    UNITS,
    TOO_LARGE,
    MALFORMED
  }

  private static final WrittenQuantity MALFORMED = new WrittenQuantity(Form.MALFORMED, 0);
  private static final WrittenQuantity TOO_LARGE = new WrittenQuantity(Form.TOO_LARGE, 0);
  private static final Pattern POINT = Pattern.compile("([+-]?)([0-9]+)(?:\\.0+)?");
  private static final Pattern POINT_OR_COMMA = Pattern.compile("([+-]?)([0-9]+)(?:[.,]0+)?");

  static WrittenQuantity parse(String written, char delimiter) {
    Pattern pattern = delimiter == ',' ? POINT : POINT_OR_COMMA;
    Matcher form = pattern.matcher(written.strip());
    if (!form.matches()) {
      return MALFORMED;
    }
    long size = 0;
    String digits = form.group(2);
    for (int i = 0; i < digits.length(); i++) {
      size = size * 10 + (digits.charAt(i) - '0');
      if (size > LARGEST) {
        return TOO_LARGE;
      }
    }
    return new WrittenQuantity(Form.UNITS, (int) (form.group(1).equals("-") ? -size : size));
  }
}
