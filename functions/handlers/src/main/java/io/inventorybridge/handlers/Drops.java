// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.handlers;

import com.amazonaws.services.lambda.runtime.events.S3Event;
import io.inventorybridge.drops.ImportReport;
import io.inventorybridge.files.Files;
import io.inventorybridge.files.StoredFile;
import io.inventorybridge.json.ImportReportJson;
import io.inventorybridge.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The dropped files that an S3 event tells of. */
final class Drops {
  private Drops() {}

  /**
   * Imports every file of the event that is still there and keeps a report of each.
   *
   * @return the keys of the reports
   */
  static List<String> each(
      S3Event event, Files files, Function<StoredFile, ImportReport> importing) {
    return eachThatEnds(event, files, file -> Optional.of(importing.apply(file)));
  }

  /** The same for imports that may go on at a later event, and have no report before. */
  static List<String> eachThatEnds(
      S3Event event, Files files, Function<StoredFile, Optional<ImportReport>> importing) {
    List<String> reports = new ArrayList<>();
    for (String key : keys(event)) {
      Optional<ImportReport> ended = files.find(key).flatMap(importing);
      if (ended.isPresent()) {
        ImportReport report = ended.get();
        Files.Content content = Files.Content.of(Json.bytes(ImportReportJson.of(report)));
        files.put(report.reportKey(), content, Map.of());
        reports.add(report.reportKey());
      }
    }
    return reports;
  }

  // S3 sends an event without records to test a new notification, and marks folders by empty files.
  static List<String> keys(S3Event event) {
    return event.getRecords() == null
        ? List.of()
        : event.getRecords().stream()
            .map(record -> record.getS3().getObject().getUrlDecodedKey())
            .filter(key -> !key.endsWith("/"))
            .toList();
  }
}
