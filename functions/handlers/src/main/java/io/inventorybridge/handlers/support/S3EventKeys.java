// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.handlers.support;

import com.amazonaws.services.lambda.runtime.events.S3Event;
import com.fasterxml.jackson.databind.JsonNode;
import io.inventorybridge.json.JsonCodec;
import io.inventorybridge.json.masterdata.ImportReportJson;
import io.inventorybridge.log.FunctionInvocation;
import io.inventorybridge.log.LogId;
import io.inventorybridge.masterdata.imports.ImportReport;
import io.inventorybridge.support.files.FileStore;
import io.inventorybridge.support.files.StoredFile;
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
public final class S3EventKeys {
  private S3EventKeys() {}

  /**
   * Imports every file of the event that still exists and stores a report of each.
   *
   * @return the keys of the reports
   */
  public static List<String> processEach(
      S3Event event,
      Supplier<FileStore> files,
      FunctionInvocation call,
      Function<StoredFile, ImportReport> importing) {
    return importResumably(keys(event), files, call, file -> Optional.of(importing.apply(file)));
  }

  /**
   * Like {@link #processEach}, for imports that may continue at a later event and have no report
   * until they end.
   */
  public static List<String> importResumably(
      List<String> keys,
      Supplier<FileStore> files,
      FunctionInvocation call,
      Function<StoredFile, Optional<ImportReport>> importing) {
    List<String> reports = new ArrayList<>();
    processEach(
        keys,
        call,
        key -> {
          Optional<StoredFile> file = files.get().find(key);
          Optional<ImportReport> report = file.flatMap(importing);
          storeReport(report, files.get(), call).ifPresent(reports::add);
          if (report.isEmpty()) {
            call.info("not imported", Map.of("file", file.isEmpty() ? "GONE" : "GOES_ON"));
          }
          return report;
        });
    return reports;
  }

  /** Runs the work for each file of an event, with the file as the subject of log lines. */
  public static <R> List<R> processEach(
      List<String> keys, FunctionInvocation call, Function<String, R> work) {
    if (keys.isEmpty()) {
      call.info("no file", Map.of());
    }
    List<R> results = new ArrayList<>();
    for (String key : keys) {
      call.setSubject(LogId.KEY, key);
      results.add(work.apply(key));
    }
    return results;
  }

  /** Stores a report, if there is one, and returns its key. */
  public static Optional<String> storeReport(
      Optional<ImportReport> report, FileStore files, FunctionInvocation call) {
    report.ifPresent(
        there -> {
          files.put(
              there.reportKey(),
              FileStore.Content.of(JsonCodec.bytes(ImportReportJson.of(there))),
              Map.of());
          logReport(there, call);
        });
    return report.map(ImportReport::reportKey);
  }

  private static void logReport(ImportReport report, FunctionInvocation call) {
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("kind", report.kind());
    details.put("report", report.reportKey());
    details.put("read", report.rows().read());
    details.put("kept", report.rows().kept());
    details.put("ignored", report.rows().ignored());
    details.put("rejected", report.rows().rejected());
    report.reason().ifPresent(reason -> details.put("why", reason));
    switch (report.status()) {
      case IMPORTED -> call.info("imported", details);
      case STAGED -> call.warn("staged", details);
      case REFUSED -> call.warn("refused", details);
    }
  }

  /** The keys of an S3 event that was read as a map. */
  public static List<String> keys(Map<String, Object> event) {
    List<String> keys = new ArrayList<>();
    for (JsonNode record : JsonCodec.MAPPER.valueToTree(event).path("Records")) {
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
  public static List<String> keys(S3Event event) {
    return event.getRecords() == null
        ? List.of()
        : event.getRecords().stream()
            .map(record -> record.getS3().getObject().getUrlDecodedKey())
            .filter(key -> !key.endsWith("/"))
            .toList();
  }
}
