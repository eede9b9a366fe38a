// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.notices;

import io.inventorybridge.delivery.BucketKeys;
import io.inventorybridge.delivery.Deliveries;
import io.inventorybridge.delivery.DeliveryId;
import io.inventorybridge.delivery.DeliveryRecord;
import io.inventorybridge.delivery.DeliveryRecord.Status;
import io.inventorybridge.delivery.HeldReason;
import io.inventorybridge.delivery.Manifest.Kind;
import io.inventorybridge.delivery.PartRecord;
import io.inventorybridge.delivery.rows.RowCounts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Tells people how a delivery ended, or that it waits for them: its counts, and where its report
 * and its rejected rows are. What our own backfills do is told only where it went wrong.
 */
public final class TellingDelivery {
  /** Where the runbook says what an operator may do. */
  private static final String RUNBOOK = "infra/README.md, \"Decide on a delivery\"";

  private final String bucket;
  private final Deliveries deliveries;
  private final Notices notices;
  private final Figures figures;

  public TellingDelivery(String bucket, Deliveries deliveries, Notices notices, Figures figures) {
    this.bucket = bucket;
    this.deliveries = deliveries;
    this.notices = notices;
    this.figures = figures;
  }

  /** What came of looking at a report. */
  public sealed interface Outcome {}

  public record Told(Notice notice) implements Outcome {}

  /** It is still under way, or not for people. */
  public record Quiet() implements Outcome {}

  /**
   * Looks at what a file tells.
   *
   * @param key of a file that was written
   */
  public Outcome look(String key) {
    Optional<DeliveryId> again = BucketKeys.reportedAgain(key);
    Optional<DeliveryRecord> record =
        again.or(() -> BucketKeys.reported(key)).flatMap(deliveries::find);
    if (record.isEmpty()) {
      return new Quiet();
    }
    return again.isPresent() ? tellOfSecondUpload(record.get(), key) : tell(record.get(), key);
  }

  private Outcome tellOfSecondUpload(DeliveryRecord first, String key) {
    figures.count(Map.of("DeliveriesDropped", 1L));
    return tell(
        new Notice(
            subject("dropped again", first.id()),
            """
            Delivery %s was dropped again. That changed nothing: the first one is %s.
            Report: %s
            """
                .formatted(first.id(), first.status(), place(key))));
  }

  private Outcome tell(DeliveryRecord record, String key) {
    boolean wrong = record.status() == Status.HELD || record.status() == Status.QUARANTINED;
    boolean ended = record.status() == Status.SETTLED || record.status() == Status.REFUSED;
    if (!wrong && (!ended || record.kind() == Kind.BACKFILL)) {
      return new Quiet();
    }
    figures.count(counts(record));
    return tell(
        new Notice(
            subject(record.status().name(), record.id()),
            text(record, deliveries.parts(record.id()), key)));
  }

  private Outcome tell(Notice notice) {
    notices.tell(notice);
    return new Told(notice);
  }

  private static Map<String, Long> counts(DeliveryRecord record) {
    Map<String, Long> counts = new LinkedHashMap<>();
    switch (record.status()) {
      case SETTLED -> {
        counts.put("DeliveriesSettled", 1L);
        counts.put("RowsRead", record.rows().read());
        counts.put("RowsKept", record.rows().kept());
        counts.put("RowsRejected", record.rows().rejectedRows());
      }
      case HELD -> counts.put("DeliveriesHeld", 1L);
      case QUARANTINED -> counts.put("DeliveriesQuarantined", 1L);
      case REFUSED -> counts.put("DeliveriesRefused", 1L);
      case RUNNING, RELEASED -> {
        // Nobody is told.
      }
    }
    return counts;
  }

  private static String subject(String how, DeliveryId id) {
    String subject = "Inventory delivery " + how + ": " + id;
    return subject.substring(0, Math.min(subject.length(), Notice.LONGEST));
  }

  private String text(DeliveryRecord record, List<PartRecord> parts, String key) {
    RowCounts rows = record.rows();
    List<String> lines = new ArrayList<>();
    lines.add(
        "Delivery %s of source %s is %s.".formatted(record.id(), record.source(), record.status()));
    record.reason().map(TellingDelivery::oneLine).ifPresent(lines::add);
    lines.add(
        "Its quantities were true at %s (%s); the file was uploaded at %s."
            .formatted(record.snapshot().at(), record.snapshot().from(), record.uploaded()));
    lines.add(
        "Rows: %d read = %d kept + %d filtered + %d rejected%s."
            .formatted(
                rows.read(), rows.kept(), rows.filteredRows(), rows.rejectedRows(), reasons(rows)));
    if (!parts.isEmpty()) {
      lines.add(imported(parts));
    }
    if (rows.rejectedRows() > 0) {
      lines.add("Rejected rows: " + place(BucketKeys.rejects(record.id())));
    }
    lines.add("Report: " + place(key));
    toDo(record).ifPresent(lines::add);
    return String.join("\n", lines) + "\n";
  }

  private static String reasons(RowCounts rows) {
    return rows.rejected().isEmpty()
        ? ""
        : rows.rejected().entrySet().stream()
            .map(it -> it.getKey() + " " + it.getValue())
            .collect(Collectors.joining(", ", " (", ")"));
  }

  private static String imported(List<PartRecord> parts) {
    long applied = 0;
    long unchanged = 0;
    long stale = 0;
    long variance = 0;
    long units = 0;
    for (PartRecord part : parts) {
      applied += part.reset().applied();
      unchanged += part.reset().unchanged();
      stale += part.reset().stale();
      variance += part.variance().rows();
      units += part.variance().units().units();
    }
    return "Parts: %d. Reset rows: %d applied, %d unchanged, %d stale. Variance: %d rows, %d units."
        .formatted(parts.size(), applied, unchanged, stale, variance, units);
  }

  private static Optional<String> toDo(DeliveryRecord record) {
    return switch (record.status()) {
      case HELD ->
          Optional.of(
              switch (record.reason().map(HeldReason::of).orElseThrow().release()) {
                    case NEVER -> "It cannot be released; have it sent again, or refuse it: ";
                    case WITH_SNAPSHOT_TIME -> "Release it with a snapshot time, or refuse it: ";
                    case AS_IT_IS -> "Release or refuse it: ";
                  }
                  + RUNBOOK);
      case QUARANTINED -> Optional.of("Put the cause right and retry it: " + RUNBOOK);
      case SETTLED, REFUSED, RUNNING, RELEASED -> Optional.empty();
    };
  }

  private String place(String key) {
    return "s3://" + bucket + "/" + key;
  }

  // A reason may quote a file: what it holds makes no lines of ours.
  private static String oneLine(String text) {
    return text.replaceAll("\\p{Cntrl}+", " ");
  }
}
