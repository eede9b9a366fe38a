// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.support.text;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A number of units as an input writes it: an optional sign, digits, and optional decimals that are
 * all zero. A mark that exactly three digits follow may separate thousands as well as decimals;
 * such a number is {@link Form#UNCLEAR} unless the decimal mark is known.
 *
 * @param units 0 unless the form is {@link Form#UNITS}
 */
public record WholeNumberText(Form form, int units) {
  /** The largest size: stores never have more, but a barcode in the wrong column does. */
  public static final int LARGEST = 10_000_000;

  /** The result of reading a number. */
  public enum Form {
    UNITS,
    TOO_LARGE,
    /** It may be one number or a thousand times that number. */
    UNCLEAR,
    MALFORMED
  }

  private static final long TOO_MUCH = LARGEST + 1L;
  private static final WholeNumberText MALFORMED = new WholeNumberText(Form.MALFORMED, 0);
  private static final WholeNumberText UNCLEAR = new WholeNumberText(Form.UNCLEAR, 0);
  private static final WholeNumberText TOO_LARGE = new WholeNumberText(Form.TOO_LARGE, 0);

  private static final Pattern THREE_AFTER_A_MARK =
      Pattern.compile("[0-9]+[.,'\u2019 \u00A0\u202F\u2009][0-9]{3}");
  private static final Pattern ZERO = Pattern.compile("0+[.,]000");
  private static final String OTHER_THOUSANDS = "'\u2019 \u00A0\u202F\u2009";

  /**
   * Reads a number.
   *
   * @param written the cell, dressed or not
   * @param delimiter of the file; where it is a comma, a comma starts decimals only by setting
   * @param decimalMark if a setting states it
   */
  public static WholeNumberText parse(
      String written, char delimiter, Optional<DecimalMark> decimalMark) {
    String text = CellText.undress(written);
    int start = !text.isEmpty() && (text.charAt(0) == '+' || text.charAt(0) == '-') ? 1 : 0;
    boolean negative = start == 1 && text.charAt(0) == '-';
    String size = text.substring(start);
    if (decimalMark.isEmpty()) {
      return isUnclear(size) ? UNCLEAR : digits(size, negative, '.', delimiter == ',' ? '.' : ',');
    }
    char mark = decimalMark.get().mark();
    Optional<String> ungrouped = withoutThousands(size, decimalMark.get());
    return ungrouped.isEmpty() ? MALFORMED : digits(ungrouped.get(), negative, mark, mark);
  }

  // Zero is the same number by both readings.
  private static boolean isUnclear(String size) {
    return size.length() > 3
        && !isDigit(size.charAt(size.length() - 4))
        && THREE_AFTER_A_MARK.matcher(size).matches()
        && !ZERO.matcher(size).matches();
  }

  private static WholeNumberText digits(String size, boolean negative, char mark, char orMark) {
    int at = 0;
    long units = 0;
    for (; at < size.length() && isDigit(size.charAt(at)); at++) {
      units = Math.min(units * 10 + (size.charAt(at) - '0'), TOO_MUCH);
    }
    if (at == 0 || !isZeroFraction(size, at, mark, orMark)) {
      return MALFORMED;
    }
    return units > LARGEST
        ? TOO_LARGE
        : new WholeNumberText(Form.UNITS, (int) (negative ? -units : units));
  }

  // Tells whether only decimals that are all zero follow, or nothing.
  private static boolean isZeroFraction(String size, int from, char mark, char orMark) {
    if (from == size.length()) {
      return true;
    }
    char found = size.charAt(from);
    boolean decimals = from + 1 < size.length() && (found == mark || found == orMark);
    for (int at = from + 1; at < size.length(); at++) {
      decimals &= size.charAt(at) == '0';
    }
    return decimals;
  }

  /** Joins groups of three digits before the decimal mark; empty for groups of another size. */
  private static Optional<String> withoutThousands(String size, DecimalMark decimalMark) {
    int end = size.indexOf(decimalMark.mark());
    String whole = end < 0 ? size : size.substring(0, end);
    String rest = end < 0 ? "" : size.substring(end);
    char separator = 0;
    for (int i = 0; i < whole.length() && separator == 0; i++) {
      char c = whole.charAt(i);
      separator = c == decimalMark.thousands() || OTHER_THOUSANDS.indexOf(c) >= 0 ? c : 0;
    }
    if (separator == 0) {
      return Optional.of(size);
    }
    String[] groups = whole.split(Pattern.quote(String.valueOf(separator)), -1);
    boolean grouped = !groups[0].isEmpty() && groups[0].length() <= 3;
    for (int i = 1; i < groups.length; i++) {
      grouped &= groups[i].length() == 3;
    }
    return grouped ? Optional.of(String.join("", groups) + rest) : Optional.empty();
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
