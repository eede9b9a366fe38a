// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.delivery.validation;

import io.inventorybridge.stock.CanonicalUpc;
import java.util.regex.Pattern;

/**
 * A UPC as a delta writes it. Spreadsheets and exports decorate it: blanks around it, a second pair
 * of quotes, a leading apostrophe, {@code ="..."}, a trailing {@code .0}; all this is removed. A
 * number that was converted to exponent form has lost digits and might match another product.
 *
 * @param digits canonical, 0 unless it is a number
 */
record ParsedUpc(Form form, long digits) {
  enum Form {
    EMPTY,
    MALFORMED,
    EXPONENT,
    NUMBER
  }

  private static final ParsedUpc EMPTY = new ParsedUpc(Form.EMPTY, 0);
  private static final ParsedUpc MALFORMED = new ParsedUpc(Form.MALFORMED, 0);
  private static final ParsedUpc LOSSY = new ParsedUpc(Form.EXPONENT, 0);

  private static final Pattern EXPONENT = Pattern.compile("[0-9]+(?:[.,][0-9]*)?[eE][+]?[0-9]+");
  private static final Pattern TRAILING_ZEROS = Pattern.compile("\\.0*$");

  static ParsedUpc parse(String written) {
    if (CanonicalUpc.parse(written) instanceof CanonicalUpc.Valid valid) {
      return new ParsedUpc(Form.NUMBER, valid.upc().digits());
    }
    String bare = stripDecoration(written.strip());
    if (bare.isEmpty()) {
      return EMPTY;
    }
    if (EXPONENT.matcher(bare).matches()) {
      return LOSSY;
    }
    String whole = TRAILING_ZEROS.matcher(bare).replaceFirst("");
    return CanonicalUpc.parse(whole) instanceof CanonicalUpc.Valid valid
        ? new ParsedUpc(Form.NUMBER, valid.upc().digits())
        : MALFORMED;
  }

  private static String stripDecoration(String text) {
    String bare = text.startsWith("=\"") ? text.substring(1) : text;
    if (bare.startsWith("'")) {
      bare = bare.substring(1);
      return bare.endsWith("'") ? bare.substring(0, bare.length() - 1).strip() : bare.strip();
    }
    if (bare.length() >= 2 && bare.startsWith("\"") && bare.endsWith("\"")) {
      return bare.substring(1, bare.length() - 1).strip();
    }
    return bare;
  }
}
