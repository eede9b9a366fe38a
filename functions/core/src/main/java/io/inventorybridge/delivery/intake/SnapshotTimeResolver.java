// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.delivery.intake;

import io.inventorybridge.delivery.BucketLayout;
import io.inventorybridge.delivery.SnapshotTime;
import io.inventorybridge.delivery.SnapshotTime.From;
import io.inventorybridge.settings.SnapshotSettings;
import io.inventorybridge.support.text.TimeText;
import java.time.Instant;
import java.util.Map;

/** Finds the snapshot time of a file: from its metadata, else its name, else its upload time. */
final class SnapshotTimeResolver {
  private SnapshotTimeResolver() {}

  /** The result of the search. */
  sealed interface ResolvedTime {
    record Resolved(SnapshotTime snapshot) implements ResolvedTime {}

    /** The metadata or the name states an invalid time, or several. */
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
    if (settings.snapshotPattern().isPresent()) {
      return settings
          .snapshotPattern()
          .get()
          .find(name, settings.zone())
          .map(named -> at(named, From.NAME))
          .orElseGet(() -> at(uploaded.minus(settings.snapshotLead()), From.UPLOAD));
    }
    return switch (NamedTime.in(name, settings.zone())) {
      case NamedTime.Stated named -> at(named.at(), From.NAME);
      case NamedTime.Missing nothing -> at(uploaded.minus(settings.snapshotLead()), From.UPLOAD);
      case NamedTime.Unclear unclear -> new ResolvedTime.Unusable(unclear.sentence());
    };
  }

  private static ResolvedTime at(Instant instant, From from) {
    return new ResolvedTime.Resolved(new SnapshotTime(instant, from));
  }
}
