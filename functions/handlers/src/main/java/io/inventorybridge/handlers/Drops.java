// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.handlers;

import com.amazonaws.services.lambda.runtime.events.S3Event;
import com.fasterxml.jackson.databind.JsonNode;
import io.inventorybridge.drops.ImportReport;
import io.inventorybridge.files.Files;
import io.inventorybridge.files.StoredFile;
import io.inventorybridge.json.ImportReportJson;
import io.inventorybridge.json.Json;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
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
    return eachThatEnds(keys(event), files, file -> Optional.of(importing.apply(file)));
  }

  /** The same for imports that may go on at a later event, and have no report before. */
  static List<String> eachThatEnds(
      List<String> keys, Files files, Function<StoredFile, Optional<ImportReport>> importing) {
    List<String> reports = new ArrayList<>();
    for (String key : keys) {
      keep(files.find(key).flatMap(importing), files).ifPresent(reports::add);
    }
    return reports;
  }

  /** Keeps a report, where there is one, and gives its key. */
  static Optional<String> keep(Optional<ImportReport> report, Files files) {
    report.ifPresent(
        there ->
            files.put(
                there.reportKey(),
                Files.Content.of(Json.bytes(ImportReportJson.of(there))),
                Map.of()));
    return report.map(ImportReport::reportKey);
  }

  /** The keys of an S3 event that was read without its class. */
  static List<String> keys(Map<String, Object> event) {
    List<String> keys = new ArrayList<>();
    for (JsonNode record : Json.MAPPER.valueToTree(event).path("Records")) {
      String encoded = record.path("s3").path("object").path("key").asText();
      String key = URLDecoder.decode(encoded, StandardCharsets.UTF_8);
      if (!key.endsWith("/")) {
        keys.add(key);
      }
    }
    return keys;
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
