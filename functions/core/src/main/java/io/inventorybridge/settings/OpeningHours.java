// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.settings;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The opening hours of the stores of a facility group: a store that reports no sale during them is
 * silent. A group without hours is never silent. Times are in the configured zone.
 */
public record OpeningHours(Map<String, Map<DayOfWeek, Hours>> groups) {
  public static final OpeningHours NONE = new OpeningHours(Map.of());

  private static final List<String> DAYS = List.of("MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN");

  public OpeningHours {
    groups = Map.copyOf(groups);
  }

  /** Tells whether the group is open at that time; empty for a group without hours. */
  public Optional<Boolean> isOpen(String group, ZonedDateTime at) {
    return Optional.ofNullable(groups.get(group))
        .map(
            week -> {
              Hours hours = week.get(at.getDayOfWeek());
              return hours != null && hours.contain(at.toLocalTime());
            });
  }

  /** One opening, from a time to another. */
  public record Opening(ZonedDateTime from, ZonedDateTime to) {}

  /** The group's last opening that had ended at the given time; empty for a group without hours. */
  public Optional<Opening> lastClosedBefore(String group, ZonedDateTime at) {
    Map<DayOfWeek, Hours> week = groups.getOrDefault(group, Map.of());
    for (LocalDate day = at.toLocalDate(); !day.isBefore(at.toLocalDate().minusWeeks(1)); ) {
      Hours hours = week.get(day.getDayOfWeek());
      if (hours != null && !hours.on(day, at.getZone()).to().isAfter(at)) {
        return Optional.of(hours.on(day, at.getZone()));
      }
      day = day.minusDays(1);
    }
    return Optional.empty();
  }

  /**
   * The hours of one day; midnight at the end is written 24:00.
   *
   * @param to exclusive; empty is the end of the day
   */
  public record Hours(LocalTime from, Optional<LocalTime> to) {
    boolean contain(LocalTime time) {
      return !time.isBefore(from) && to.map(time::isBefore).orElse(true);
    }

    Opening on(LocalDate day, ZoneId zone) {
      return new Opening(
          day.atTime(from).atZone(zone),
          to.map(end -> day.atTime(end).atZone(zone))
              .orElseGet(() -> day.plusDays(1).atStartOfDay(zone)));
    }
  }

  /** Reads {@code {"SV": {"MON-SAT": "09:00-19:00", "SUN": "10:00-17:00"}}}. */
  static OpeningHours parse(String file, SettingLiteral.Table table) {
    Map<String, Map<DayOfWeek, Hours>> groups = new LinkedHashMap<>();
    table
        .values()
        .forEach(
            (group, written) -> {
              if (!(written instanceof SettingLiteral.Table week)) {
                throw refused(file, group, written.quoted());
              }
              groups.put(group, week(file, group, week));
            });
    return new OpeningHours(groups);
  }

  private static Map<DayOfWeek, Hours> week(String file, String group, SettingLiteral.Table table) {
    Map<DayOfWeek, Hours> week = new EnumMap<>(DayOfWeek.class);
    table
        .values()
        .forEach(
            (days, written) -> {
              if (!(written instanceof SettingLiteral.Text text)) {
                throw refused(file, group, written.quoted());
              }
              String[] ends = days.toUpperCase(Locale.ROOT).split("-", -1);
              String[] times = text.value().split("-", -1);
              int first = DAYS.indexOf(ends[0].strip());
              int last = DAYS.indexOf(ends[ends.length - 1].strip());
              if (ends.length > 2 || first < 0 || last < first || times.length != 2) {
                throw refused(file, group, "'" + days + "': " + written.quoted());
              }
              try {
                LocalTime from = LocalTime.parse(times[0].strip());
                Optional<LocalTime> to =
                    times[1].strip().equals("24:00")
                        ? Optional.empty()
                        : Optional.of(LocalTime.parse(times[1].strip()));
                if (to.isPresent() && !from.isBefore(to.get())) {
                  throw refused(file, group, "'" + days + "': " + written.quoted());
                }
                for (int day = first; day <= last; day++) {
                  week.put(DayOfWeek.of(day + 1), new Hours(from, to));
                }
              } catch (DateTimeException e) {
                throw refused(file, group, "'" + days + "': " + written.quoted());
              }
            });
    return week;
  }

  private static IllegalSettings refused(String file, String group, String value) {
    return new IllegalSettings(
        file,
        "openingHours.%s must be days and times such as {\"MON-SAT\": \"09:00-19:00\"}, not %s"
            .formatted(group, value));
  }
}
