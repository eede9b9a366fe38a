// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.settings;

import java.text.ParsePosition;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.Locale;
import java.util.Optional;

/**
 * The pattern by which file names of a source state the snapshot time: a pattern of java.time's
 * {@link DateTimeFormatter}, such as {@code yyyyMMdd_HHmm} or {@code 'INV_SV_'ddMMyyyyHHmm},
 * searched anywhere in the name. It must contain date and time; an offset in the name takes
 * precedence over the configured zone.
 */
public record SnapshotPattern(String pattern) {

  public SnapshotPattern {
    Instant sample = Instant.parse("2026-11-23T12:34:56Z");
    ZoneId utc = ZoneOffset.UTC;
    try {
      DateTimeFormatter form = formatter(pattern);
      String written = form.withZone(utc).format(sample);
      if (find(form, written, utc).isEmpty()) {
        throw new IllegalArgumentException("it does not hold a date and a time");
      }
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  /**
   * Finds the first time that the name states.
   *
   * @param zone of a time without an offset
   */
  public Optional<Instant> find(String name, ZoneId zone) {
    return find(formatter(pattern), name, zone);
  }

  private static Optional<Instant> find(DateTimeFormatter form, String name, ZoneId zone) {
    for (int from = 0; from < name.length(); from++) {
      if (from > 0 && isDigit(name, from - 1) && isDigit(name, from)) {
        continue; // a time never begins within a number
      }
      Optional<Instant> found = at(from, form, name, zone);
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  private static Optional<Instant> at(int from, DateTimeFormatter form, String name, ZoneId zone) {
    ParsePosition position = new ParsePosition(from);
    TemporalAccessor found;
    try {
      found = form.parse(name, position);
    } catch (DateTimeException e) {
      return Optional.empty(); // this position is not a time
    }
    LocalDate date = found.query(TemporalQueries.localDate());
    LocalTime time = found.query(TemporalQueries.localTime());
    ZoneId stated = found.query(TemporalQueries.zone());
    return date == null || time == null
        ? Optional.empty()
        : Optional.of(date.atTime(time).atZone(stated == null ? zone : stated).toInstant());
  }

  private static boolean isDigit(String name, int at) {
    return name.charAt(at) >= '0' && name.charAt(at) <= '9';
  }

  private static DateTimeFormatter formatter(String pattern) {
    return DateTimeFormatter.ofPattern(pattern, Locale.ROOT);
  }
}
