// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.delivery.format;

/** A plain reading of the quotes of one record, for scanners that serve as a reference. */
public final class QuoteReading {
  private QuoteReading() {}

  /** Tells whether text follows the closing quote of a field. */
  public static boolean textFollowsAQuote(String record, char delimiter) {
    boolean quoted = false;
    boolean fieldStarts = true;
    for (int i = 0; i < record.length(); i++) {
      char c = record.charAt(i);
      if (quoted && c == '"' && i + 1 < record.length() && record.charAt(i + 1) == '"') {
        i++;
      } else if (quoted && c == '"') {
        quoted = false;
        if (i + 1 < record.length() && record.charAt(i + 1) != delimiter) {
          return true;
        }
      } else if (!quoted && c == '"' && fieldStarts) {
        quoted = true;
      }
      fieldStarts = !quoted && c == delimiter;
    }
    return false;
  }
}
