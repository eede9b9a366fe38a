// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.support.text;

/** Written texts of inputs: trimmed of invisible characters, and quoted for messages. */
public final class CellText {
  private static final int LONGEST_SHOWN = 40;

  private CellText() {}

  /** The text without blanks and invisible characters at both ends. */
  public static String trim(String text) {
    int begin = 0;
    int end = text.length();
    while (begin < end && isInvisible(text.charAt(begin))) {
      begin++;
    }
    while (begin < end && isInvisible(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(begin, end);
  }

  /** The text for a message: invisible characters by their code, and shortened. */
  public static String visible(String text) {
    StringBuilder shown = new StringBuilder();
    for (int i = 0; i < text.length() && i < LONGEST_SHOWN; i++) {
      char c = text.charAt(i);
      if (c != ' ' && (isInvisible(c) || Character.isISOControl(c) || Character.isSurrogate(c))) {
        shown.append("<U+%04X>".formatted((int) c));
      } else {
        shown.append(c);
      }
    }
    return text.length() > LONGEST_SHOWN ? shown.append("...").toString() : shown.toString();
  }

  private static boolean isInvisible(char c) {
    return Character.isWhitespace(c)
        || Character.isSpaceChar(c)
        || c == '\u200B'
        || c == '\u2060'
        || c == '\uFEFF';
  }
}
