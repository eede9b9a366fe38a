// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.reporting.page.delivery;

import io.inventorybridge.delivery.BucketLayout;
import io.inventorybridge.delivery.DeliveryManifest;
import io.inventorybridge.delivery.DeliveryRecord;
import io.inventorybridge.delivery.DeliveryReport;
import io.inventorybridge.delivery.DeliveryUndo;
import io.inventorybridge.delivery.PartRecord;
import io.inventorybridge.delivery.RowCounts;
import io.inventorybridge.reporting.page.OperatorCommands;
import io.inventorybridge.reporting.page.PageNumberFormat;
import io.inventorybridge.reporting.page.TrendChart;
import io.inventorybridge.reporting.page.UntrustedText;
import io.inventorybridge.reporting.page.delivery.DeliveryPage.Fact;
import io.inventorybridge.reporting.page.delivery.DeliveryPage.PartLine;
import io.inventorybridge.reporting.page.delivery.DeliveryPage.Remainder;
import io.inventorybridge.reporting.page.delivery.DeliveryPage.StepTime;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/** Builds the page of a delivery from its data. */
public record DeliveryPageBuilder(OperatorCommands console) {
  private static final int MOST_PARTS = 20;
  private static final int WHOLE = 100;
  private static final int USUAL_NIGHTS = 3;
  private static final int MOST_CODES = 20;

  /** Builds the page; the keys it shows link to their explanations. */
  public DeliveryPage page(DeliveryContext known, ExplainedKeys explained) {
    DeliveryRecord record = known.record();
    return new DeliveryPage(
        record.id(),
        "%s %s · %s".formatted(record.source(), day(known), DeliveryHeadline.status(record)),
        "%s, %s".formatted(record.source(), day(known)),
        new DeliveryHeadline(known, explained, console).headline(),
        facts(known, console),
        nights(known),
        RowFunnel.of(
            record.rows(), known.parts(), Optional.of("../" + BucketLayout.rejects(record.id()))),
        known.parts().stream().limit(MOST_PARTS).map(DeliveryPageBuilder::part).toList(),
        Remainder.of(known.parts().size(), MOST_PARTS),
        new ComparisonBuilder(known, explained).comparison(),
        GuardLines.of(record.findings().guards()),
        steps(known.report()));
  }

  private static ZoneId zone(DeliveryContext known) {
    return known.settings().snapshot().zone();
  }

  private static String day(DeliveryContext known) {
    return PageNumberFormat.day(known.record().snapshot().at(), zone(known));
  }

  private static List<Fact> facts(DeliveryContext known, OperatorCommands console) {
    DeliveryRecord record = known.record();
    ZoneId zone = zone(known);
    List<Fact> facts = new ArrayList<>();
    facts.add(new Fact("file", UntrustedText.of(record.drop().name(), "(no name)")));
    facts.add(fact("size", PageNumberFormat.bytes(record.bytes())));
    facts.add(
        fact(
            "stock as of",
            "%s, %s"
                .formatted(
                    PageNumberFormat.moment(record.snapshot().at(), zone),
                    ReasonLabels.of(record.snapshot().from()))));
    facts.add(fact("arrived", PageNumberFormat.moment(record.uploaded(), zone)));
    facts.add(fact("kind", kind(record.kind())));
    facts.add(fact("stores in it", PageNumberFormat.count(record.stores().size())));
    unknownStores(record).ifPresent(facts::add);
    facts.add(fact("delivery", record.id().value()));
    record.releasedFrom().ifPresent(from -> facts.add(fact("released from", from.value())));
    record.corrects().ifPresent(other -> facts.add(fact("corrects", other.value())));
    if (DeliveryHeadline.isUndoable(record)) {
      facts.add(fact("to undo it", console.undo(record.id())));
    }
    record.undo().ifPresent(undo -> addUndo(undo, zone, facts));
    return facts;
  }

  private static void addUndo(DeliveryUndo undo, ZoneId zone, List<Fact> facts) {
    undo.ended().ifPresent(at -> facts.add(fact("undone", PageNumberFormat.moment(at, zone))));
    if (undo.totals().keys() > 0) {
      facts.add(
          fact(
              "undone keys",
              "%s, %s changed, %s"
                  .formatted(
                      PageNumberFormat.count(undo.totals().keys()),
                      PageNumberFormat.count(undo.totals().changed()),
                      PageNumberFormat.count(undo.totals().units().units(), "unit", "units"))));
    }
    undo.along().forEach(other -> facts.add(fact("undone with it", other.value())));
  }

  // The codes as the file writes them, which its sender knows.
  private static Optional<Fact> unknownStores(DeliveryRecord record) {
    SortedSet<String> codes = record.findings().unknownStores();
    return codes.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Fact(
                "unknown store codes in it",
                UntrustedText.sentence(
                    codes.stream().limit(MOST_CODES).collect(Collectors.joining(", "))
                        + (codes.size() > MOST_CODES
                            ? " and %d more".formatted(codes.size() - MOST_CODES)
                            : ""))));
  }

  private static Fact fact(String name, String value) {
    return new Fact(name, new UntrustedText(value));
  }

  private static String kind(DeliveryManifest.DeliveryKind kind) {
    return switch (kind) {
      case ORDINARY -> "delta: the changes of a day";
      case INITIAL -> "initial load: every product of its stores";
      case CORRECTION -> "corrected rejects";
      case BACKFILL -> "backfill: an earlier file, read again for new products and stores";
    };
  }

  private static PartLine part(PartRecord part) {
    return new PartLine(
        part.part().toString(),
        switch (part.status()) {
          case PENDING -> "in progress";
          case SETTLED -> "settled";
          case QUARANTINED -> "quarantined";
        },
        part.rows(),
        part.reset().applied(),
        part.reset().unchanged(),
        part.reset().stale(),
        part.variance().rows(),
        part.variance().units().units(),
        part.variance().lateFacts(),
        PageNumberFormat.time(part.reset().took()),
        PageNumberFormat.time(part.variance().took()),
        part.failure().map(why -> UntrustedText.sentence(why.step() + ": " + why.cause())));
  }

  private static List<StepTime> steps(DeliveryReport report) {
    SortedMap<String, Duration> seconds = report.seconds();
    long longest =
        Math.max(1, seconds.values().stream().mapToLong(Duration::toMillis).max().orElse(1));
    return seconds.entrySet().stream()
        .map(
            step ->
                new StepTime(
                    step.getKey(),
                    PageNumberFormat.time(step.getValue()),
                    (int) Math.round((double) WHOLE * step.getValue().toMillis() / longest)))
        .toList();
  }

  /** Tells whether a figure of this delivery lies outside all nights before it. */
  static boolean isOdd(DeliveryContext known, ToLongFunction<RowCounts> count) {
    return bars(known, "", false, rows(count)).odd();
  }

  /** The figures of this delivery that lie far outside of all nights before it, by their titles. */
  static List<String> oddFigures(DeliveryContext known) {
    return nights(known).stream().filter(TrendChart::odd).map(TrendChart::title).toList();
  }

  /** Tells whether there are enough nights before to show what is usual. */
  static boolean hasUsualNights(DeliveryContext known) {
    return known.nights().stream()
            .filter(night -> night.record().status() == DeliveryRecord.Status.SETTLED)
            .count()
        > USUAL_NIGHTS;
  }

  private static List<TrendChart> nights(DeliveryContext known) {
    return List.of(
        bars(known, "rows in the file", false, rows(RowCounts::read)),
        bars(known, "kept for online products", false, rows(RowCounts::kept)),
        bars(known, "rejected rows", false, rows(RowCounts::rejectedRows)),
        bars(known, "products that differed", false, DeliveryContext.Night::differing),
        bars(known, "variance, in units", true, DeliveryContext.Night::varianceUnits));
  }

  // An unreadable file has unknown rows, not zero rows.
  private static Function<DeliveryContext.Night, OptionalLong> rows(
      ToLongFunction<RowCounts> count) {
    return night ->
        night.record().status() == DeliveryRecord.Status.HELD && night.record().rows().read() == 0
            ? OptionalLong.empty()
            : OptionalLong.of(count.applyAsLong(night.record().rows()));
  }

  // A held delivery does not show what is usual.
  private static boolean counts(DeliveryContext known, DeliveryContext.Night night) {
    return night.record().status() == DeliveryRecord.Status.SETTLED
        || night.record().equals(known.record());
  }

  private static TrendChart bars(
      DeliveryContext known,
      String title,
      boolean withSign,
      Function<DeliveryContext.Night, OptionalLong> figure) {
    return TrendChart.of(
        title,
        known.nights().stream()
            .map(
                night ->
                    new TrendChart.Night(
                        PageNumberFormat.day(night.record().snapshot().at(), zone(known)),
                        counts(known, night) ? figure.apply(night) : OptionalLong.empty()))
            .toList(),
        withSign);
  }
}
