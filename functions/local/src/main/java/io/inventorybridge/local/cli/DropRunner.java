// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.inventorybridge.delivery.DeliveryId;
import io.inventorybridge.json.JsonCodec;
import io.inventorybridge.local.LocalSystem;
import io.inventorybridge.local.events.FailedEvent;
import io.inventorybridge.reporting.page.PageHeadline.Step;
import io.inventorybridge.reporting.page.delivery.OperatorActions;
import io.inventorybridge.shopsync.refresh.RecordingProducts;
import io.inventorybridge.support.files.FileStore;
import io.inventorybridge.support.files.FileStore.Content;
import io.inventorybridge.support.files.StoredFile;
import io.inventorybridge.wiring.FunctionWiring;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Drops files into a running system, one after the other, and finds the report of each. Nothing
 * else is dropped meanwhile, so a new file under {@code reports/} is the report of the drop.
 */
final class DropRunner implements AutoCloseable {
  private static final String REPORTS = "reports/";
  private static final String IMPORTS = "reports/imports/";
  private static final String REFRESHES = IMPORTS + "refresh-";
  private static final Pattern BACKFILL = Pattern.compile(REPORTS + ".*-b[0-9a-f]{24}\\.json");
  private static final Duration TICK = Duration.ofMillis(20);

  private final LocalSystem system;
  private final FileStore files;
  private final ProgressDisplay progress = new ProgressDisplay();

  /** Waits first for the unfinished work of an earlier process. */
  DropRunner(LocalSystem system) throws InterruptedException {
    this.system = system;
    this.files = system.wiring().files();
    system.awaitQuiet(progress);
  }

  /** Drops a file of a kind, such as catalog, and returns the report of its import. */
  JsonNode importFile(String kind, Path file) throws InterruptedException {
    List<JsonNode> reports =
        drop(
            kind + "/" + file.getFileName(), file, Map.of(), key -> key.startsWith(IMPORTS + kind));
    if (reports.isEmpty()) {
      throw new CommandFailure(
          CommandFailure.NOT_SETTLED, "%s was not imported%s".formatted(file, lastFailure()));
    }
    return reports.getLast();
  }

  /** Refreshes the catalog from the shop and returns its report. */
  JsonNode refresh() throws InterruptedException {
    Set<StoredFile> before = reports();
    String key = RecordingProducts.ASKED + "by-command-" + Instant.now().toEpochMilli() + ".json";
    files.put(key, Content.of(new byte[] {'{', '}'}), Map.of());
    system.awaitQuiet(progress);
    return files.list(REFRESHES).stream()
        .filter(report -> report.key().endsWith(".json") && !before.contains(report))
        .map(report -> read(report.key()))
        .reduce((earlier, later) -> later)
        .orElseThrow(
            () ->
                new CommandFailure(
                    CommandFailure.NOT_SETTLED, "the catalog was not fetched" + lastFailure()));
  }

  /** Waits for the work that a decision started. */
  void awaitQuiet() throws InterruptedException {
    system.awaitQuiet(progress);
  }

  /** Drops a delivery and returns its report. */
  JsonNode deliver(String key, Path file, Map<String, String> metadata)
      throws InterruptedException {
    List<JsonNode> reports = drop(key, file, metadata, DropRunner::isDeliveryReport);
    if (reports.isEmpty()) {
      throw new CommandFailure(
          CommandFailure.NOT_SETTLED, "%s has no report%s".formatted(file, lastFailure()));
    }
    return reports.getLast();
  }

  /** Waits for the work that a decision started and returns the delivery's newest report. */
  JsonNode afterDecision(Set<StoredFile> before, String delivery) throws InterruptedException {
    system.awaitQuiet(progress);
    List<StoredFile> changed =
        files.list(REPORTS).stream()
            .filter(report -> !before.contains(report) && isDeliveryReport(report.key()))
            .toList();
    // A release with another snapshot time creates another delivery; its report is the answer.
    return read(
        changed.stream()
            .map(StoredFile::key)
            .filter(key -> !key.equals(REPORTS + delivery + ".json"))
            .findFirst()
            .orElse(REPORTS + delivery + ".json"));
  }

  /** The current reports. */
  Set<StoredFile> reports() {
    return new HashSet<>(files.list(REPORTS));
  }

  private List<JsonNode> drop(
      String key, Path file, Map<String, String> metadata, Predicate<String> isAnswer)
      throws InterruptedException {
    Set<StoredFile> before = reports();
    awaitNextSecond(
        Stream.concat(
            files.find(key).stream(),
            before.stream().filter(report -> isAnswer.test(report.key()))));
    files.put(key, Content.of(file), metadata);
    system.awaitQuiet(progress);
    List<JsonNode> reports = new ArrayList<>();
    for (StoredFile report : files.list(REPORTS)) {
      if (!before.contains(report) && isAnswer.test(report.key())) {
        reports.add(read(report.key()));
      }
    }
    return reports;
  }

  // S3 states in whole seconds when a file was stored. The same file stored again within a second
  // is the same version. It does not count as a second upload, and its report looks like the first.
  private static void awaitNextSecond(Stream<StoredFile> stored) throws InterruptedException {
    Set<Instant> seconds =
        stored
            .map(file -> file.lastModified().truncatedTo(ChronoUnit.SECONDS))
            .collect(Collectors.toSet());
    // The clock that stamps files may be a tick behind.
    Instant now = Instant.now().minus(TICK);
    while (seconds.contains(now.truncatedTo(ChronoUnit.SECONDS))) {
      Thread.sleep(1_000 - now.toEpochMilli() % 1_000);
      now = Instant.now().minus(TICK);
    }
  }

  JsonNode read(String key) {
    try {
      return JsonCodec.read(
          files
              .read(key)
              .orElseThrow(() -> CommandFailure.wrongInput("there is no %s".formatted(key))));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(key + " is not as it was written", e);
    }
  }

  // Imports and backfills have reports of their own.
  private static boolean isDeliveryReport(String report) {
    return report.endsWith(".json")
        && !report.startsWith(IMPORTS)
        && !report.contains("/backfill/")
        && !isBackfill(report);
  }

  private static boolean isBackfill(String report) {
    return BACKFILL.matcher(report).matches();
  }

  private String lastFailure() {
    List<FailedEvent> failed = system.failedEvents();
    return failed.isEmpty()
        ? ""
        : ": %s failed, %s".formatted(failed.getLast().target(), failed.getLast().reason());
  }

  /** The command that lets a staged edition of an import in. */
  String releaseCommand(JsonNode report) {
    return system
        .wiring()
        .environment()
        .console()
        .releaseInput(report.path("kind").asText().toUpperCase(Locale.ROOT));
  }

  /** The operator's options for the delivery of a report, if it waits for a decision. */
  List<Step> steps(JsonNode report) {
    FunctionWiring wiring = system.wiring();
    DeliveryId id = new DeliveryId(report.path("delivery").asText());
    return wiring
        .deliveries()
        .find(id)
        .map(
            record ->
                OperatorActions.of(
                    record, wiring.deliveries().parts(id), wiring.environment().console()))
        .orElse(List.of());
  }

  @Override
  public void close() {
    progress.close();
  }
}
