// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.support.text;

import java.util.Locale;

/**
 * Cleans the cells and header names of inputs. Web pages, spreadsheets and merged files add
 * characters that a person does not see, and quotation that is not part of the value.
 */
public final class CellText {
  private static final int LONGEST_QUOTATION = 200;

  private CellText() {}

  /**
   * Removes blanks and invisible characters from both ends: white space, every space of Unicode
   * (such as U+00A0, U+202F and U+3000) and format characters (such as U+200B, U+2060 and U+FEFF).
   */
  public static String trim(String text) {
    int from = 0;
    int to = text.length();
    while (from < to && isInvisible(text.charAt(from))) {
      from++;
    }
    while (from < to && isInvisible(text.charAt(to - 1))) {
      to--;
    }
    return from == 0 && to == text.length() ? text : text.substring(from, to);
  }

  /**
   * Trims a value and removes the decoration that keeps a spreadsheet from changing it: {@code
   * ="..."}, a second pair of quotes, a leading apostrophe or a pair of them.
   */
  public static String undress(String text) {
    String bare = trim(text);
    if (bare.startsWith("=\"")) {
      bare = bare.substring(1);
    }
    if (bare.startsWith("'")) {
      bare = bare.substring(1);
      return trim(bare.endsWith("'") ? bare.substring(0, bare.length() - 1) : bare);
    }
    return bare.length() >= 2 && bare.startsWith("\"") && bare.endsWith("\"")
        ? trim(bare.substring(1, bare.length() - 1))
        : bare;
  }

  /**
   * A value that names something by a code, such as a store: undressed, and without the decimals
   * {@code .0} that a number column adds.
   */
  public static String code(String text) {
    String bare = undress(text);
    int mark = bare.length() - 1;
    while (mark > 0 && bare.charAt(mark) == '0') {
      mark--;
    }
    int decimals = bare.length() - 1 - mark;
    boolean whole = decimals >= 1 && decimals <= 2 && mark > 0 && bare.charAt(mark) == '.';
    return whole && areDigits(bare, mark) ? bare.substring(0, mark) : bare;
  }

  /**
   * The comparable form of a header name: lower case, without quotes, blanks, invisible characters,
   * dashes, underscores and dots. {@code SBS_NO}, {@code Sbs No} and {@code sbs-no} are one name.
   */
  public static String headerName(String text) {
    String bare = undress(text);
    StringBuilder name = new StringBuilder(bare.length());
    for (int i = 0; i < bare.length(); i++) {
      char c = bare.charAt(i);
      boolean separates = c == '-' || c == '_' || c == '.' || c == '"';
      if (!separates && !isInvisible(c)) {
        name.append(c);
      }
    }
    return name.toString().toLowerCase(Locale.ROOT);
  }

  /**
   * Tells whether a comparable header name is nearly another one: it has one character more, less
   * or another one, or contains the whole name. Names of less than five characters never are.
   */
  public static boolean isNearlyHeaderName(String found, String name) {
    if (name.length() < 5 || found.equals(name)) {
      return false;
    }
    if (found.length() > name.length() + 1) {
      return found.contains(name);
    }
    int start = 0;
    int most = Math.min(found.length(), name.length());
    while (start < most && found.charAt(start) == name.charAt(start)) {
      start++;
    }
    int end = 0;
    while (end < most - start
        && found.charAt(found.length() - 1 - end) == name.charAt(name.length() - 1 - end)) {
      end++;
    }
    return Math.max(found.length(), name.length()) - start - end <= 1;
  }

  /**
   * A text as a message quotes it: shortened, and each invisible or control character by its
   * number, such as {@code <U+00A0>}. A single blank stays a blank.
   */
  public static String visible(String text) {
    StringBuilder shown = new StringBuilder();
    int end = Math.min(text.length(), LONGEST_QUOTATION);
    for (int i = 0; i < end; i++) {
      char c = text.charAt(i);
      boolean alone = Character.isSurrogate(c) && !isPaired(text, i);
      if (c != ' ' && (isInvisible(c) || Character.isISOControl(c) || alone)) {
        shown.append("<U+%04X>".formatted((int) c));
      } else {
        shown.append(c);
      }
    }
    return text.length() > end ? shown.append("...").toString() : shown.toString();
  }

  /** Tells whether a character is white space, a space or a format character of Unicode. */
  public static boolean isInvisible(char c) {
    return c <= ' '
        ? Character.isWhitespace(c)
        : c > '~'
            && (Character.isSpaceChar(c)
                || Character.isWhitespace(c)
                || c == '\u0085'
                || Character.getType(c) == Character.FORMAT);
  }

  private static boolean isPaired(String text, int at) {
    return Character.isHighSurrogate(text.charAt(at))
        ? at + 1 < text.length() && Character.isLowSurrogate(text.charAt(at + 1))
        : at > 0 && Character.isHighSurrogate(text.charAt(at - 1));
  }

  private static boolean areDigits(String text, int length) {
    for (int i = 0; i < length; i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return true;
  }
}
