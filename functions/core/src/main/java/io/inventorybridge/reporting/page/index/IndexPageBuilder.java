// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.reporting.page.index;

import io.inventorybridge.delivery.DeliveryRecord;
import io.inventorybridge.delivery.StatedReason;
import io.inventorybridge.masterdata.editions.InputEdition;
import io.inventorybridge.reporting.page.PageNumberFormat;
import io.inventorybridge.reporting.page.PagePaths;
import io.inventorybridge.reporting.page.PageSeverity;
import io.inventorybridge.reporting.page.TrendChart;
import io.inventorybridge.reporting.page.UntrustedText;
import io.inventorybridge.reporting.page.index.IndexPage.DeliveryLine;
import io.inventorybridge.reporting.page.index.IndexPage.InputLine;
import io.inventorybridge.reporting.page.index.IndexPage.SourceBlock;
import io.inventorybridge.reporting.page.index.IndexPage.Square;
import io.inventorybridge.reporting.page.index.IndexPage.SyncLine;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Builds the index page from the deliveries and syncs of the last days.
 *
 * @param now when the page is written
 * @param refresh the interval after which a browser reloads the page; empty for never
 */
public record IndexPageBuilder(Instant now, ZoneId zone, Optional<Duration> refresh) {
  /** The number of days that the index shows. */
  public static final int DAYS = 30;

  /** The maximum number of listed deliveries, of all sources together and of one. */
  private static final int LISTED = 160;

  private static final int OF_ONE = 31;
  private static final int LEAST_OF_ONE = 3;

  private static final int STEP = 20;
  private static final int WHOLE = 100;

  /**
   * A delivery in the index.
   *
   * @param settledParts of {@code record.parts()}
   * @param differing empty where nothing was compared
   * @param deadFeeds the number of stores
   */
  public record Night(
      DeliveryRecord record,
      long settledParts,
      OptionalLong differing,
      int deadFeeds,
      int silent,
      Optional<String> concern) {
    PageSeverity tone() {
      return switch (record.status()) {
        case RUNNING -> PageSeverity.BUSY;
        case RELEASED -> record.releasedAs().isPresent() ? PageSeverity.QUIET : PageSeverity.BUSY;
        case SETTLED ->
            concern.isPresent() || deadFeeds + silent > 0 ? PageSeverity.LOOK : PageSeverity.GOOD;
        case HELD, QUARANTINED -> PageSeverity.ACT;
        case UNDOING -> PageSeverity.BUSY;
        case REFUSED, UNDONE -> PageSeverity.QUIET;
      };
    }
  }

  /** A source and its deliveries of these days, the newest first. */
  public record Source(String name, List<Night> nights) {
    public Source {
      nights = List.copyOf(nights);
    }
  }

  /**
   * Builds the page.
   *
   * @param staged the editions of inputs that wait for a decision
   */
  public IndexPage page(List<InputEdition> staged, List<Source> sources, List<SyncEntry> syncs) {
    Summary summary = summary(staged, sources);
    return new IndexPage(
        summary.tone(),
        summary.sentence(),
        PageNumberFormat.moment(now, zone),
        refresh.map(Duration::toSeconds),
        staged.stream().map(this::line).toList(),
        sources.stream().map(source -> block(source, sources.size())).toList(),
        syncs.stream().limit(OF_ONE).map(this::line).toList());
  }

  private record Summary(PageSeverity tone, String sentence) {}

  // Waiting deliveries count at any age; of those that need a check only each source's newest does.
  private static Summary summary(List<InputEdition> staged, List<Source> sources) {
    List<Night> all = sources.stream().flatMap(source -> source.nights().stream()).toList();
    List<Night> newest =
        sources.stream().flatMap(source -> source.nights().stream().limit(1)).toList();
    if (!staged.isEmpty()) {
      long held = count(all, PageSeverity.ACT);
      return new Summary(
          PageSeverity.ACT,
          "%s for an operator."
              .formatted(
                  held == 0
                      ? PageNumberFormat.count(staged.size(), "input waits", "inputs wait")
                      : "%s and %s wait"
                          .formatted(
                              PageNumberFormat.count(staged.size(), "input", "inputs"),
                              PageNumberFormat.count(held, "delivery", "deliveries"))));
    }
    if (all.isEmpty()) {
      return new Summary(PageSeverity.QUIET, "No delivery in the last 30 days.");
    }
    if (count(all, PageSeverity.ACT) > 0) {
      return new Summary(
          PageSeverity.ACT,
          "%s for an operator."
              .formatted(
                  PageNumberFormat.count(
                      count(all, PageSeverity.ACT), "delivery waits", "deliveries wait")));
    }
    if (count(all, PageSeverity.BUSY) > 0) {
      return new Summary(
          PageSeverity.BUSY,
          "%s in progress."
              .formatted(
                  PageNumberFormat.count(
                      count(all, PageSeverity.BUSY), "delivery is", "deliveries are")));
    }
    return count(newest, PageSeverity.LOOK) > 0
        ? new Summary(
            PageSeverity.LOOK,
            "Everything is imported. Check %s."
                .formatted(
                    PageNumberFormat.count(
                        count(newest, PageSeverity.LOOK), "delivery", "deliveries")))
        : new Summary(PageSeverity.GOOD, "Everything is imported.");
  }

  private static long count(List<Night> nights, PageSeverity tone) {
    return nights.stream().filter(night -> night.tone() == tone).count();
  }

  private SourceBlock block(Source source, int sources) {
    List<Night> nights = source.nights();
    int listed = Math.clamp(LISTED / sources, LEAST_OF_ONE, OF_ONE);
    return new SourceBlock(
        source.name(),
        strip(nights),
        bars("rows in the file", nights, night -> OptionalLong.of(night.record().rows().read())),
        bars("products that differed", nights, Night::differing),
        nights.stream().limit(listed).map(this::line).toList(),
        Math.max(0, nights.size() - listed));
  }

  private interface Figure {
    OptionalLong of(Night night);
  }

  private TrendChart bars(String title, List<Night> nights, Figure figure) {
    return TrendChart.of(
        title,
        nights.reversed().stream()
            // A held delivery does not show what is usual.
            .filter(night -> night.record().status() == DeliveryRecord.Status.SETTLED)
            .map(night -> new TrendChart.Night(day(night), figure.of(night)))
            .toList(),
        false);
  }

  private String day(Night night) {
    return PageNumberFormat.day(night.record().snapshot().at(), zone);
  }

  // Of several deliveries of a day the one with the highest severity.
  private List<Square> strip(List<Night> nights) {
    LocalDate today = now.atZone(zone).toLocalDate();
    List<Square> squares = new ArrayList<>();
    for (int back = DAYS - 1; back >= 0; back--) {
      LocalDate day = today.minusDays(back);
      Optional<Night> worst =
          nights.stream()
              .filter(
                  night -> night.record().snapshot().at().atZone(zone).toLocalDate().equals(day))
              .max(Comparator.comparingInt(night -> urgency(night.tone())));
      String name = PageNumberFormat.day(day.atStartOfDay(zone).toInstant(), zone);
      squares.add(
          new Square(
              Integer.toString((DAYS - 1 - back) * STEP),
              worst.map(Night::tone).orElse(PageSeverity.QUIET),
              worst.isEmpty(),
              name + ": " + worst.map(IndexPageBuilder::status).orElse("nothing")));
    }
    return squares;
  }

  private static int urgency(PageSeverity tone) {
    return switch (tone) {
      case QUIET -> 0;
      case GOOD -> 1;
      case BUSY -> 2;
      case LOOK -> 3;
      case ACT -> 4;
    };
  }

  private static String status(Night night) {
    return switch (night.record().status()) {
      case RUNNING -> "in progress";
      case SETTLED -> "settled";
      case HELD -> "held";
      case RELEASED -> "released";
      case REFUSED -> "refused";
      case QUARANTINED -> "quarantined";
      case UNDOING -> "being undone";
      case UNDONE -> "undone";
    };
  }

  private DeliveryLine line(Night night) {
    DeliveryRecord record = night.record();
    return new DeliveryLine(
        record.id().value(),
        record.id() + ".html",
        PageNumberFormat.hour(record.snapshot().at(), zone),
        night.tone(),
        status(night),
        note(night),
        record.rows().read(),
        record.rows().kept(),
        record.rows().rejectedRows(),
        night.differing().isPresent() ? PageNumberFormat.count(night.differing().getAsLong()) : "–",
        record.status() == DeliveryRecord.Status.RUNNING && record.parts() > 0
            ? (int) (WHOLE * night.settledParts() / record.parts())
            : WHOLE);
  }

  private static String note(Night night) {
    DeliveryRecord record = night.record();
    return switch (record.status()) {
      case RUNNING ->
          "%d of %s settled"
              .formatted(
                  night.settledParts(), PageNumberFormat.count(record.parts(), "part", "parts"));
      case HELD, QUARANTINED, REFUSED ->
          record
              .reason()
              .map(StatedReason::toString)
              .map(UntrustedText::note)
              .map(UntrustedText::text)
              .orElse("");
      case RELEASED, UNDOING -> "";
      case UNDONE ->
          record
              .undo()
              .map(
                  undo ->
                      undo.of().equals(record.id())
                          ? PageNumberFormat.count(
                              undo.totals().changed(), "number fell back", "numbers fell back")
                          : "with %s".formatted(undo.of()))
              .orElse("");
      case SETTLED ->
          night.concern().isPresent()
              ? night.concern().get()
              : night.deadFeeds() > 0
                  ? "%s without a POS feed"
                      .formatted(PageNumberFormat.count(night.deadFeeds(), "store", "stores"))
                  : night.silent() > 0
                      ? "%s silent"
                          .formatted(PageNumberFormat.count(night.silent(), "store", "stores"))
                      : "";
    };
  }

  private InputLine line(InputEdition staged) {
    return new InputLine(
        staged.input(),
        PagePaths.stagedLink(staged),
        PageNumberFormat.hour(staged.decided(), zone),
        UntrustedText.note(staged.finding().sentence()));
  }

  private SyncLine line(SyncEntry entry) {
    return new SyncLine(
        entry.run(),
        "../syncs/" + entry.run() + ".html",
        PageNumberFormat.hour(entry.began(), zone),
        entry.tone(),
        entry.status(),
        entry.sentence());
  }
}
