// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.reporting.notifications;

/**
 * A notice sent by mail.
 *
 * @param subject one line of printable ASCII, at most 100 characters, as mail requires
 * @param text lines of plain text
 */
public record NotificationMessage(String subject, String text) {
  static final int LONGEST = 100;

  public NotificationMessage {
    if (!subject.matches("[ -~]{1," + LONGEST + "}")) {
      throw new IllegalArgumentException("no subject of a mail: " + subject.length() + " letters");
    }
  }
}
