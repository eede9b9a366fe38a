// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.delivery.intake;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The ISO time in the name of a file, such as {@code delta_20261124T0630.csv} or {@code
 * 2026-11-24T06-30-00Z.csv}. An offset is written {@code Z}, {@code +hhmm} or {@code +hh:mm}; other
 * digits after a hyphen, such as {@code -01}, number the files of one time.
 */
sealed interface NamedTime {
  /** The name states one time. */
  record Stated(Instant at) implements NamedTime {}

  /** The name states no time. */
  record Missing() implements NamedTime {}

  /** The name states several times, or something that looks like a time and is not one. */
  record Unclear(String sentence) implements NamedTime {}

  /** Hour, minute and second: run together, with colons, or with hyphens. */
  Pattern ISO =
      Pattern.compile(
          "(?<!\\d)(\\d{4})-?(\\d{2})-?(\\d{2})[Tt]"
              + "(?:(\\d{2})(\\d{2})(\\d{2})?|(\\d{2}):(\\d{2})(?::(\\d{2}))?|(\\d{2})-(\\d{2})(?:-(\\d{2}))?)"
              + "(?:(?<=\\d{2})[.,]\\d{1,9})?(?!\\d)");

  /** Every start of a date and a time. */
  Pattern START = Pattern.compile("(?<!\\d)\\d{4}-?\\d{2}-?\\d{2}[Tt]\\d");

  Pattern OFFSET = Pattern.compile("([Zz])(?![A-Za-z])|([+-])(\\d{2}):?(\\d{2})(?!\\d)");

  /** The largest offset of a time zone, in hours. */
  int MOST_HOURS = 14;

  /**
   * Searches a name.
   *
   * @param zone of a time without an offset
   */
  static NamedTime in(String name, ZoneId zone) {
    SortedSet<Instant> times = new TreeSet<>();
    Matcher start = START.matcher(name);
    while (start.find()) {
      Optional<Instant> time = at(start.start(), name, zone);
      if (time.isEmpty()) {
        return new Unclear(
            "the name '%s' holds '%s', which looks like a time and is not one; state the snapshot time in the metadata"
                .formatted(name, rest(name, start.start())));
      }
      times.add(time.get());
    }
    if (times.size() > 1) {
      return new Unclear(
          "the name '%s' states several times, %s and %s; state the snapshot time in the metadata or set snapshotPattern"
              .formatted(name, times.first(), times.last()));
    }
    return times.isEmpty() ? new Missing() : new Stated(times.first());
  }

  private static String rest(String name, int from) {
    return name.substring(from, Math.min(name.length(), from + 20));
  }

  private static Optional<Instant> at(int from, String name, ZoneId zone) {
    Matcher iso = ISO.matcher(name).useTransparentBounds(true).region(from, name.length());
    if (!iso.lookingAt()) {
      return Optional.empty();
    }
    try {
      LocalDate date = LocalDate.of(number(iso, 1), number(iso, 2), number(iso, 3));
      int hour = iso.group(4) != null ? 4 : iso.group(7) != null ? 7 : 10;
      int second = iso.group(hour + 2) == null ? 0 : number(iso, hour + 2);
      LocalTime time = LocalTime.of(number(iso, hour), number(iso, hour + 1), second);
      return Optional.of(date.atTime(time).atZone(offset(iso.end(), name, zone)).toInstant());
    } catch (DateTimeException e) {
      return Optional.empty(); // digits such as those of month 13 are not a time
    }
  }

  // No time zone has minutes that are not a multiple of 15.
  private static ZoneId offset(int from, String name, ZoneId zone) {
    Matcher offset = OFFSET.matcher(name).region(from, name.length()).useTransparentBounds(true);
    if (!offset.lookingAt()) {
      return zone;
    }
    if (offset.group(1) != null) {
      return ZoneOffset.UTC;
    }
    int hours = number(offset, 3);
    int minutes = number(offset, 4);
    if (hours > MOST_HOURS || minutes % 15 != 0 || minutes > 45) {
      return zone;
    }
    int sign = offset.group(2).equals("-") ? -1 : 1;
    return ZoneOffset.ofHoursMinutes(sign * hours, sign * minutes);
  }

  private static int number(Matcher matcher, int group) {
    return Integer.parseInt(matcher.group(group));
  }
}
