// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.delivery.format;

import io.inventorybridge.support.text.CellText;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Text helpers for headers and messages. */
public final class HeaderText {
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
   * The number of fields of the rows of a table; the stream stays where the rows begin. It is the
   * number of names, or one more where every row ends with a delimiter, or one less where only the
   * header does.
   *
   * @throws IOException when the stream cannot be read
   */
  public static int rowWidth(BufferedInputStream in, List<String> names, char delimiter)
      throws IOException {
    List<List<String>> rows = RowWidth.sample(in, delimiter);
    boolean longer =
        rows.stream()
            .allMatch(
                row -> row.size() == names.size() + 1 && CellText.trim(row.getLast()).isEmpty());
    boolean shorter =
        CellText.trim(names.getLast()).isEmpty()
            && rows.stream().allMatch(row -> row.size() == names.size() - 1);
    return rows.isEmpty() ? names.size() : names.size() + (longer ? 1 : shorter ? -1 : 0);
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
