// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.stock;

import io.inventorybridge.support.text.CellText;
import java.util.regex.Pattern;

/**
 * A UPC as an input writes it. Spreadsheets and exports decorate it: invisible characters, quotes,
 * an apostrophe, {@code ="..."}, decimals {@code .0} or {@code ,00}, groups of digits; all this is
 * removed where one number is meant. A number that was converted to exponent form has lost digits
 * and might match another product.
 *
 * @param digits canonical, 0 unless the form is {@link Form#NUMBER}
 * @param text the digits with their leading zeros; for another form the undressed text
 */
public record WrittenUpc(Form form, long digits, String text) {
  /** The result of reading a UPC. */
  public enum Form {
    NUMBER,
    EMPTY,
    /** It holds a letter, or no digit, or only zeros: it does not identify a product. */
    NOT_A_UPC,
    /** It went through exponent form. */
    EXPONENT,
    /** Digits that are not one UPC: too many, unclear separators, a sign. */
    MALFORMED
  }

  private static final WrittenUpc EMPTY = new WrittenUpc(Form.EMPTY, 0, "");

  private static final Pattern EXPONENT =
      Pattern.compile("[+-]?[0-9]+(?:[.,][0-9]*)?[eE][+-]?[0-9]+");
  // Exactly three zeros after up to three digits may be a group of thousands.
  private static final Pattern ZERO_DECIMALS =
      Pattern.compile("([0-9]{4,})[.,]0+|([0-9]{1,3})[.,](?:0{1,2}|0{4,})|([0-9]+)\\.");
  private static final Pattern GROUPS_OF_THREE =
      Pattern.compile("[0-9]{1,3}([.,'\u2019])[0-9]{3}(?:\\1[0-9]{3})+");
  private static final Pattern PARTS = Pattern.compile("[0-9]+(?:[ \u00A0\u202F\u2009-][0-9]+)+");
  private static final Pattern SEPARATORS = Pattern.compile("[^0-9]");

  /** Reads a UPC. */
  public static WrittenUpc parse(String written) {
    if (CanonicalUpc.parse(written) instanceof CanonicalUpc.Valid valid) {
      return new WrittenUpc(Form.NUMBER, valid.upc().digits(), written);
    }
    String bare = CellText.undress(written);
    if (bare.isEmpty()) {
      return EMPTY;
    }
    if (EXPONENT.matcher(bare).matches()) {
      return new WrittenUpc(Form.EXPONENT, 0, bare);
    }
    if (bare.codePoints().anyMatch(Character::isLetter)
        || bare.codePoints().noneMatch(Character::isDigit)) {
      return new WrittenUpc(Form.NOT_A_UPC, 0, bare);
    }
    String joined = joined(bare);
    if (CanonicalUpc.parse(joined) instanceof CanonicalUpc.Valid valid) {
      return new WrittenUpc(Form.NUMBER, valid.upc().digits(), joined);
    }
    boolean zero = joined.chars().allMatch(c -> c == '0');
    return new WrittenUpc(zero ? Form.NOT_A_UPC : Form.MALFORMED, 0, bare);
  }

  private static String joined(String bare) {
    var decimals = ZERO_DECIMALS.matcher(bare);
    if (decimals.matches()) {
      return bare.substring(0, bare.replace(',', '.').indexOf('.'));
    }
    return GROUPS_OF_THREE.matcher(bare).matches() || PARTS.matcher(bare).matches()
        ? SEPARATORS.matcher(bare).replaceAll("")
        : bare;
  }
}
