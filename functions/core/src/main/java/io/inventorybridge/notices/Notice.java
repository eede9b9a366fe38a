// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.notices;

/**
 * What people are told by mail.
 *
 * @param subject one line of printable ASCII, 100 characters at most: what mail can carry
 * @param text lines of plain text
 */
public record Notice(String subject, String text) {
  static final int LONGEST = 100;

  public Notice {
    if (!subject.matches("[ -~]{1," + LONGEST + "}")) {
      throw new IllegalArgumentException("no subject of a mail: " + subject.length() + " letters");
    }
  }
}
