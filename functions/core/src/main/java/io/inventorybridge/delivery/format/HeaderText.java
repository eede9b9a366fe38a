// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.delivery.format;

import io.inventorybridge.support.text.CellText;
import java.util.ArrayList;
import java.util.List;

/** Text helpers for headers and messages. */
public final class HeaderText {
  private HeaderText() {}

  /** Splits one record by RFC 4180; blanks may stand before an opening quote. */
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
        field.setLength(0);
      } else if (c == delimiter) {
        fields.add(field.toString());
        field.setLength(0);
        atStart = true;
      } else {
        field.append(c);
        atStart &= c == ' ';
      }
    }
    fields.add(field.toString());
    return fields;
  }

  /**
   * The comparable form of one of Retail Pro's codes: a number without leading zeros and decimals,
   * other text unchanged.
   */
  public static String normalized(String code) {
    String text = CellText.code(code);
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
