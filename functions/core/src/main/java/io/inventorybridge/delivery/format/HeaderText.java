// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.delivery.format;

import java.util.ArrayList;
import java.util.List;

/** Text helpers for headers and messages. */
public final class HeaderText {
  private static final int LONGEST_QUOTATION = 200;

  private HeaderText() {}

  /** Splits one record by RFC 4180. */
  public static List<String> split(String record, char delimiter) {
    List<String> fields = new ArrayList<>();
    StringBuilder field = new StringBuilder();
    boolean quoted = false;
    boolean atStart = true;
    for (int i = 0; i < record.length(); i++) {
      char c = record.charAt(i);
      if (quoted) {
        if (c != '"') {
          field.append(c);
        } else if (i + 1 < record.length() && record.charAt(i + 1) == '"') {
          field.append('"');
          i++;
        } else {
          quoted = false;
        }
      } else if (c == '"' && atStart) {
        quoted = true;
        atStart = false;
      } else if (c == delimiter) {
        fields.add(field.toString());
        field.setLength(0);
        atStart = true;
      } else {
        field.append(c);
        atStart = false;
      }
    }
    fields.add(field.toString());
    return fields;
  }

  /**
   * Shortens a text for a quotation in a message: bounded, without line ends and other control
   * characters.
   */
  public static String shortened(String text) {
    StringBuilder shown = new StringBuilder();
    for (int i = 0; i < text.length() && i < LONGEST_QUOTATION; i++) {
      char c = text.charAt(i);
      shown.append(Character.isISOControl(c) ? ' ' : c);
    }
    return text.length() > LONGEST_QUOTATION ? shown.append("...").toString() : shown.toString();
  }

  /**
   * The comparable form of one of Retail Pro's codes: a number without leading zeros, other text
   * unchanged.
   */
  public static String normalized(String code) {
    String text = code.strip();
    if (text.isEmpty() || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return text;
    }
    int zeros = 0;
    while (zeros < text.length() - 1 && text.charAt(zeros) == '0') {
      zeros++;
    }
    return text.substring(zeros);
  }
}
