// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.delivery.intake;

import io.inventorybridge.delivery.BucketLayout;
import io.inventorybridge.delivery.SnapshotTime;
import io.inventorybridge.delivery.SnapshotTime.From;
import io.inventorybridge.settings.SnapshotSettings;
import io.inventorybridge.support.text.TimeText;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the snapshot time of a file: from its metadata, else its name, else its upload time. */
final class SnapshotTimeResolver {
  // Basic or extended form; the offset may be missing. Not within a longer number.
  private static final Pattern ISO =
      Pattern.compile(
          "(?<!\\d)(\\d{4})-?(\\d{2})-?(\\d{2})T(\\d{2}):?(\\d{2})(?::?(\\d{2})(?:[.,]\\d{1,9})?)?"
              + "(Z|[+-]\\d{2}(?::?\\d{2})?)?(?!\\d)");

  private SnapshotTimeResolver() {}

  /** The result of the search. */
  sealed interface ResolvedTime {
    record Resolved(SnapshotTime snapshot) implements ResolvedTime {}

    /** The metadata states an invalid time. */
    record Unusable(String sentence) implements ResolvedTime {}
  }

  static ResolvedTime of(
      Map<String, String> metadata, String name, Instant uploaded, SnapshotSettings settings) {
    String stated = metadata.get(BucketLayout.SNAPSHOT_TIME);
    if (stated != null) {
      From from =
          From.OPTION.name().equals(metadata.get(BucketLayout.SNAPSHOT_TIME_FROM))
              ? From.OPTION
              : From.METADATA;
      return TimeText.read(stated)
          .map(instant -> at(instant, from))
          .orElseGet(
              () ->
                  new ResolvedTime.Unusable(
                      "the metadata snapshot-time " + TimeText.error(stated)));
    }
    Optional<Instant> named =
        settings.snapshotPattern().isPresent()
            ? settings.snapshotPattern().get().find(name, settings.zone())
            : inName(name, settings.zone());
    return named.isPresent()
        ? at(named.get(), From.NAME)
        : at(uploaded.minus(settings.snapshotLead()), From.UPLOAD);
  }

  /** Finds the first ISO time in a name. */
  static Optional<Instant> inName(String name, ZoneId zone) {
    Matcher iso = ISO.matcher(name);
    while (iso.find()) {
      try {
        LocalDate date = LocalDate.of(number(iso, 1), number(iso, 2), number(iso, 3));
        int second = iso.group(6) == null ? 0 : number(iso, 6);
        LocalTime time = LocalTime.of(number(iso, 4), number(iso, 5), second);
        String offset = iso.group(7);
        ZoneId stated = offset == null ? zone : ZoneOffset.of(offset);
        return Optional.of(date.atTime(time).atZone(stated).toInstant());
      } catch (DateTimeException e) {
        // Digits may look like a time but be invalid, such as month 13; the search continues.
      }
    }
    return Optional.empty();
  }

  private static ResolvedTime at(Instant instant, From from) {
    return new ResolvedTime.Resolved(new SnapshotTime(instant, from));
  }

  private static int number(Matcher matcher, int group) {
    return Integer.parseInt(matcher.group(group));
  }
}
