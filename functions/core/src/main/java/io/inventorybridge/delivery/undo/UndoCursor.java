// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.delivery.undo;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The place where an undo continues.
 *
 * @param pass from 1
 * @param changed the keys that this pass has changed so far
 * @param delivery 0 for the delivery that the operator named, then those that came along
 * @param part the index of its part, from 0
 * @param row the number of rows of that part that are done
 */
record UndoCursor(int pass, long changed, int delivery, int part, long row) {
  static final UndoCursor START = new UndoCursor(1, 0, 0, 0, 0);

  private static final Pattern FORM = Pattern.compile("(\\d+)/(\\d+)/(\\d+)/(\\d+)/(\\d+)");

  /**
   * Reads what {@link #toString} wrote; an empty text is the start.
   *
   * @throws IllegalArgumentException for any other text, which the message quotes
   */
  static UndoCursor parse(String text) {
    if (text.isEmpty()) {
      return START;
    }
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      throw new IllegalArgumentException(
          "'%s' is not the cursor of an undo; begin again without a cursor".formatted(text));
    }
    return new UndoCursor(
        Integer.parseInt(form.group(1)),
        Long.parseLong(form.group(2)),
        Integer.parseInt(form.group(3)),
        Integer.parseInt(form.group(4)),
        Long.parseLong(form.group(5)));
  }

  UndoCursor nextPass() {
    return new UndoCursor(pass + 1, 0, 0, 0, 0);
  }

  UndoCursor nextDelivery() {
    return new UndoCursor(pass, changed, delivery + 1, 0, 0);
  }

  UndoCursor nextPart() {
    return new UndoCursor(pass, changed, delivery, part + 1, 0);
  }

  UndoCursor after(int rows, long keysChanged) {
    return new UndoCursor(pass, changed + keysChanged, delivery, part, row + rows);
  }

  @Override
  public String toString() {
    return "%d/%d/%d/%d/%d".formatted(pass, changed, delivery, part, row);
  }
}
