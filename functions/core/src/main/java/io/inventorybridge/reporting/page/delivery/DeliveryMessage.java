// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.reporting.page.delivery;

import io.inventorybridge.delivery.BucketLayout;
import io.inventorybridge.delivery.DeliveryRecord;
import io.inventorybridge.delivery.DeliveryRecord.Status;
import io.inventorybridge.delivery.PartRecord;
import io.inventorybridge.delivery.RowCounts;
import io.inventorybridge.reporting.page.OperatorCommands;
import io.inventorybridge.reporting.page.PageHeadline;
import io.inventorybridge.reporting.page.PageHeadline.Step;
import io.inventorybridge.reporting.page.PagePaths;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The text of a notice about a delivery: the result, the next steps of its page, the counts, and a
 * link to the page. It names source, delivery and counts. It contains no text from within a file or
 * an order, such as a value quoted in a reason. It is plain text without anything that a mail
 * client executes.
 *
 * @param bucket the bucket of the report, the rejected rows and the page
 */
public record DeliveryMessage(OperatorCommands console, String bucket) {
  /** The section of the runbook about an operator's decisions. */
  private static final String RUNBOOK = "infra/README.md, \"Decide on a delivery\"";

  /**
   * The text for a delivery that has ended or waits for an operator.
   *
   * @param report its key
   * @param page a link; each holder of it may read the page
   * @param until when the link expires
   */
  public String of(
      DeliveryRecord record, List<PartRecord> parts, String report, URI page, Instant until) {
    List<String> lines = new ArrayList<>(sentences(record, parts));
    lines.add("");
    lines.add(
        "Delivery %s of source %s is %s%s."
            .formatted(record.id(), record.source(), record.status(), why(record)));
    lines.add(
        "Its quantities are as of %s (%s); the file was uploaded at %s."
            .formatted(record.snapshot().at(), record.snapshot().from(), record.uploaded()));
    lines.add(rows(record.rows()));
    if (!parts.isEmpty()) {
      lines.add(imported(parts));
    }
    if (record.rows().rejectedRows() > 0) {
      lines.add("Rejected rows: " + place(BucketLayout.rejects(record.id())));
    }
    lines.add("Report: " + place(report));
    if (OperatorActions.waits(record)) {
      lines.add("Other options: see the page, and " + RUNBOOK);
    }
    return text(lines, record, page, until);
  }

  /** The text for a delivery whose file was dropped once more. */
  public String again(DeliveryRecord first, String report, URI page, Instant until) {
    return text(
        List.of(
            "Delivery %s was dropped again.".formatted(first.id()),
            "That changed nothing: the first one is %s.".formatted(first.status()),
            "",
            "Report: " + place(report)),
        first,
        page,
        until);
  }

  private String text(List<String> lines, DeliveryRecord record, URI page, Instant until) {
    return """
        %s

        Page: %s
        The link works until %s at the latest; the page stays at %s.
        """
        .formatted(String.join("\n", lines), page, until, place(PagePaths.delivery(record.id())));
  }

  private List<String> sentences(DeliveryRecord record, List<PartRecord> parts) {
    PageHeadline headline = DeliveryHeadline.of(record, parts, console);
    List<String> sentences = new ArrayList<>();
    sentences.add(firstSentence(headline.sentence()));
    for (Step step : OperatorActions.waits(record) ? headline.steps() : List.of(next(headline))) {
      sentences.add(step.words());
      step.command().ifPresent(sentences::add);
    }
    return sentences;
  }

  private static Step next(PageHeadline headline) {
    return headline.steps().stream()
        .filter(step -> step.command().isPresent())
        .findFirst()
        .or(() -> headline.steps().stream().findFirst())
        .orElse(Step.of("Nothing to do."));
  }

  private static String firstSentence(String text) {
    int end = text.indexOf(". ");
    return end < 0 ? text : text.substring(0, end + 1);
  }

  // Only the name: the sentence after it may quote the file.
  private static String why(DeliveryRecord record) {
    return record.status() == Status.HELD
        ? record.reason().map(reason -> " (" + reason.name() + ")").orElse("")
        : "";
  }

  private static String rows(RowCounts rows) {
    return "Rows: %d read = %d kept + %d filtered + %d rejected%s."
        .formatted(
            rows.read(), rows.kept(), rows.filteredRows(), rows.rejectedRows(), reasons(rows));
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
    return "Parts: %d. Reset rows: %d applied, %d unchanged, %d stale. Variance rows: %d. Variance units: %d."
        .formatted(parts.size(), applied, unchanged, stale, variance, units);
  }

  private String place(String key) {
    return "s3://" + bucket + "/" + key;
  }
}
