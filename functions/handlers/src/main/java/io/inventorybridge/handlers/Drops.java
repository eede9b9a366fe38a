// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.handlers;

import com.amazonaws.services.lambda.runtime.events.S3Event;
import com.fasterxml.jackson.databind.JsonNode;
import io.inventorybridge.drops.ImportReport;
import io.inventorybridge.files.Files;
import io.inventorybridge.files.StoredFile;
import io.inventorybridge.json.ImportReportJson;
import io.inventorybridge.json.Json;
import io.inventorybridge.log.Call;
import io.inventorybridge.log.Id;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** Handles the dropped files that an S3 event names. */
final class Drops {
  private Drops() {}

  /**
   * Imports every file of the event that still exists and stores a report of each.
   *
   * @return the keys of the reports
   */
  static List<String> each(
      S3Event event,
      Supplier<Files> files,
      Call call,
      Function<StoredFile, ImportReport> importing) {
    return eachThatEnds(keys(event), files, call, file -> Optional.of(importing.apply(file)));
  }

  /**
   * Like {@link #each}, for imports that may continue at a later event and have no report until
   * they end.
   */
  static List<String> eachThatEnds(
      List<String> keys,
      Supplier<Files> files,
      Call call,
      Function<StoredFile, Optional<ImportReport>> importing) {
    List<String> reports = new ArrayList<>();
    each(
        keys,
        call,
        key -> {
          Optional<StoredFile> file = files.get().find(key);
          Optional<ImportReport> report = file.flatMap(importing);
          keep(report, files.get(), call).ifPresent(reports::add);
          if (report.isEmpty()) {
            call.tell("not imported", Map.of("file", file.isEmpty() ? "GONE" : "GOES_ON"));
          }
          return report;
        });
    return reports;
  }

  /** Runs the work for each file of an event, with the file as the subject of log lines. */
  static <R> List<R> each(List<String> keys, Call call, Function<String, R> work) {
    if (keys.isEmpty()) {
      call.tell("no file", Map.of());
    }
    List<R> results = new ArrayList<>();
    for (String key : keys) {
      call.about(Id.KEY, key);
      results.add(work.apply(key));
    }
    return results;
  }

  /** Stores a report, if there is one, and returns its key. */
  static Optional<String> keep(Optional<ImportReport> report, Files files, Call call) {
    report.ifPresent(
        there -> {
          files.put(
              there.reportKey(),
              Files.Content.of(Json.bytes(ImportReportJson.of(there))),
              Map.of());
          tell(there, call);
        });
    return report.map(ImportReport::reportKey);
  }

  private static void tell(ImportReport report, Call call) {
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("kind", report.kind());
    details.put("report", report.reportKey());
    details.put("read", report.rows().read());
    details.put("kept", report.rows().kept());
    details.put("ignored", report.rows().ignored());
    details.put("rejected", report.rows().rejected());
    report.reason().ifPresent(reason -> details.put("why", reason));
    switch (report.status()) {
      case IMPORTED -> call.tell("imported", details);
      case REFUSED -> call.warn("refused", details);
    }
  }

  /** The keys of an S3 event that was read as a map. */
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

  // S3 sends an event without records to test a new notification, and represents folders by empty
  // files.
  static List<String> keys(S3Event event) {
    return event.getRecords() == null
        ? List.of()
        : event.getRecords().stream()
            .map(record -> record.getS3().getObject().getUrlDecodedKey())
            .filter(key -> !key.endsWith("/"))
            .toList();
  }
}
