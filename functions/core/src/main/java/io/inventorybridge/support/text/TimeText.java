// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.support.text;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The reader of every time in an input: ISO-8601 with an offset {@code Z}, {@code +hh:mm}, {@code
 * +hhmm} or {@code +hh}, in the years 1970 to 9999 UTC. Many Java programs write {@code +0000}. The
 * years are limited because a stored time must be readable and sortable as text.
 */
public final class TimeText {
  private static final Instant FIRST = Instant.EPOCH;
  private static final Instant END =
      LocalDateTime.of(9999, 12, 31, 23, 59, 59, 999_999_999).toInstant(ZoneOffset.UTC);
  private static final Pattern TIME =
      Pattern.compile(
          "(\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}(?::\\d{2}(?:\\.\\d{1,9})?)?)"
              + "(Z|[+-]\\d{2}(?::?\\d{2})?)");

  private TimeText() {}

  /**
   * Reads a time; empty if it is not one. Blanks and invisible characters around it are ignored.
   */
  public static Optional<Instant> read(String written) {
    Matcher time = TIME.matcher(CellText.trim(written).toUpperCase(Locale.ROOT));
    if (!time.matches()) {
      return Optional.empty();
    }
    try {
      Instant instant = LocalDateTime.parse(time.group(1)).toInstant(ZoneOffset.of(time.group(2)));
      return Optional.of(instant).filter(TimeText::isStorable);
    } catch (DateTimeException e) {
      // The digits have the form of a time, such as month 13.
      return Optional.empty();
    }
  }

  /** Tells whether a time lies in the years 1970 to 9999. */
  public static boolean isStorable(Instant time) {
    return !time.isBefore(FIRST) && !time.isAfter(END);
  }

  /** The sentence for a text that is not a time, without its subject. */
  public static String error(String written) {
    return "'%s' is not an ISO-8601 time with offset (Z, +hh:mm, +hhmm or +hh) from 1970 to 9999"
        .formatted(CellText.visible(written));
  }
}
