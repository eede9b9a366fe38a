// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.reporting.page;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The number and time formats of pages. */
public final class PageNumberFormat {
  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm zzz", Locale.ENGLISH);
  private static final DateTimeFormatter SECOND =
      DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm:ss zzz", Locale.ENGLISH);
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("EEE d MMM", Locale.ENGLISH);
  private static final DateTimeFormatter HOUR =
      DateTimeFormatter.ofPattern("EEE d MMM, HH:mm", Locale.ENGLISH);
  private static final long MINUTE = 60_000;
  private static final long KILO = 1_000;

  private PageNumberFormat() {}

  /** {@code 3,649,149}; {@code −12} with a minus of a figure's width. */
  public static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number).replace('-', '−');
  }

  /** With its sign: {@code +12}, {@code −12}, {@code 0}. */
  public static String signed(long number) {
    return number > 0 ? "+" + count(number) : count(number);
  }

  /** {@code 1 row}, {@code 2 rows}. */
  public static String count(long number, String one, String many) {
    return count(number) + " " + (number == 1 ? one : many);
  }

  /** {@code 12 %}; a small share is {@code <1 %}, and a share of nearly all is {@code >99 %}. */
  public static String share(long part, long whole) {
    if (whole == 0 || part == 0) {
      return "0 %";
    }
    double percent = 100.0 * part / whole;
    if (percent < 1) {
      return "<1 %";
    }
    if (part < whole && percent > 99) {
      return ">99 %";
    }
    return Math.round(percent) + " %";
  }

  /** {@code 0.4 s}, {@code 2 min 5 s}. */
  public static String time(Duration time) {
    long millis = time.toMillis();
    return millis < MINUTE
        ? String.format(Locale.ROOT, "%.1f s", millis / 1_000.0)
        : "%d min %d s".formatted(millis / MINUTE, millis % MINUTE / KILO);
  }

  /** {@code 284 bytes}, {@code 300 MB}. */
  public static String bytes(long bytes) {
    if (bytes < KILO) {
      return count(bytes, "byte", "bytes");
    }
    return bytes < KILO * KILO
        ? count(bytes / KILO) + " kB"
        : String.format(
            Locale.ROOT, bytes < 10 * KILO * KILO ? "%,.1f MB" : "%,.0f MB", bytes / 1e6);
  }

  /** {@code 24 Nov 2026, 12:00 UTC}. */
  public static String moment(Instant at, ZoneId zone) {
    return MOMENT.format(at.atZone(zone)).replace(" Z", " UTC");
  }

  /** The same to the second. */
  public static String second(Instant at, ZoneId zone) {
    return SECOND.format(at.atZone(zone)).replace(" Z", " UTC");
  }

  /** {@code Tue 24 Nov, 12:00}. */
  public static String hour(Instant at, ZoneId zone) {
    return HOUR.format(at.atZone(zone));
  }

  /** {@code Tue 24 Nov}. */
  public static String day(Instant at, ZoneId zone) {
    return DAY.format(at.atZone(zone));
  }
}
