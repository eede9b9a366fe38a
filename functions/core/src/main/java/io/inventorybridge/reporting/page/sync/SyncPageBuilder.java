// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.reporting.page.sync;

import io.inventorybridge.reporting.page.OperatorCommands;
import io.inventorybridge.reporting.page.PageHeadline;
import io.inventorybridge.reporting.page.PageHeadline.Step;
import io.inventorybridge.reporting.page.PageNumberFormat;
import io.inventorybridge.reporting.page.PageSeverity;
import io.inventorybridge.reporting.page.UntrustedText;
import io.inventorybridge.reporting.page.delivery.DeliveryPage.Fact;
import io.inventorybridge.reporting.page.delivery.DeliveryPage.Remainder;
import io.inventorybridge.reporting.page.sync.SyncPage.PairLine;
import io.inventorybridge.reporting.page.sync.SyncPage.ReasonLine;
import io.inventorybridge.reporting.page.sync.SyncPage.WayKind;
import io.inventorybridge.reporting.page.sync.SyncPage.WayLine;
import io.inventorybridge.settings.PublishSettings.Publish;
import io.inventorybridge.shopsync.full.FullSyncReport;
import io.inventorybridge.shopsync.full.ReportingFullSync;
import io.inventorybridge.shopsync.reconciling.DiscrepancyReason;
import io.inventorybridge.shopsync.reconciling.PairDiscrepancy;
import io.inventorybridge.stock.CanonicalUpc;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Builds the page of a full sync from its report. */
public record SyncPageBuilder(OperatorCommands console, ZoneId zone) {
  /** The number of discrepancies on a page. */
  public static final int SHOWN = 75;

  private static final double WHOLE = 100;

  /** The discrepancies on a page: the largest first. */
  public static List<PairDiscrepancy> shown(FullSyncReport report) {
    return report.discrepancies().stream()
        .sorted(
            Comparator.<PairDiscrepancy>comparingLong(SyncPageBuilder::size)
                .reversed()
                .thenComparing(PairDiscrepancy::pair))
        .limit(SHOWN)
        .toList();
  }

  // The units by which the shop differed, in either direction; all of our units where the shop
  // shows nothing.
  private static long size(PairDiscrepancy row) {
    return Math.abs(row.ours() - row.before().orElse(0L));
  }

  /** Builds the page. */
  public SyncPage page(FullSyncReport report, Map<CanonicalUpc, String> titles) {
    List<PairDiscrepancy> shown = shown(report);
    return new SyncPage(
        report.run(),
        "Full sync %s".formatted(PageNumberFormat.moment(report.began(), zone)),
        headline(report),
        mode(report.publish()),
        facts(report),
        report.missing().stream().map(UntrustedText::sentence).toList(),
        way(report),
        reasons(report),
        shown.stream().map(row -> pair(row, titles)).toList(),
        Remainder.of(report.discrepancies().size(), shown.size()),
        "../" + ReportingFullSync.key(report.run()) + ".csv");
  }

  private PageHeadline headline(FullSyncReport report) {
    FullSyncReport.Figures figures = report.figures();
    long listed = report.discrepancies().size();
    String read =
        "%s compared with the shop, %s right."
            .formatted(
                PageNumberFormat.count(figures.read(), "pair was", "pairs were"),
                report.agreed() == 1 ? "1 was" : PageNumberFormat.count(report.agreed()) + " were");
    String wrote =
        switch (report.publish()) {
          case LIVE ->
              " %s set right, and %s published."
                  .formatted(
                      PageNumberFormat.count(report.written(), "pair was", "pairs were"),
                      PageNumberFormat.count(
                          figures.published(), "difference was", "differences were"));
          case SHADOW -> " Nothing was written to the shop: this is shadow mode.";
          case OFF -> " Nothing was written to the shop: publishing is switched off.";
        };
    List<Step> steps = new ArrayList<>();
    PageSeverity tone = PageSeverity.GOOD;
    if (!report.missing().isEmpty()) {
      tone = PageSeverity.ACT;
      steps.add(
          Step.of(
              "The sync did not wait any longer for an expected delivery (below). Open that"
                  + " delivery's page in the index and follow its steps; then run the full sync"
                  + " again:"));
      console.syncAgain().ifPresent(command -> steps.add(Step.of("", command)));
    }
    long waiting =
        report.discrepancies().stream()
            .filter(row -> WayKind.of(row.reason().category()) == WayKind.HELD)
            .count();
    if (waiting > 0) {
      tone = tone == PageSeverity.ACT ? tone : PageSeverity.LOOK;
      steps.add(
          Step.of(
              "%s held; the reasons below say why, and which continue by themselves."
                  .formatted(PageNumberFormat.count(waiting, "pair is", "pairs are"))));
    }
    if (report.publish() == Publish.SHADOW && listed > 0) {
      steps.add(
          Step.of(
              "When the list looks right, switch publishing on: the setting \"publish\" becomes"
                  + " \"LIVE\"."));
    }
    if (steps.isEmpty()) {
      steps.add(Step.of("Nothing to do."));
    }
    return new PageHeadline(tone, word(report.publish()), read + wrote, Optional.empty(), steps);
  }

  private static String word(Publish publish) {
    return switch (publish) {
      case LIVE -> "live";
      case SHADOW -> "shadow";
      case OFF -> "off";
    };
  }

  private static String mode(Publish publish) {
    return switch (publish) {
      case LIVE -> "live: differences are written to the shop";
      case SHADOW -> "shadow: everything runs, nothing is written to the shop";
      case OFF -> "off: nothing is written to the shop";
    };
  }

  private List<Fact> facts(FullSyncReport report) {
    return List.of(
        fact("began", PageNumberFormat.moment(report.began(), zone)),
        fact("took", PageNumberFormat.time(Duration.between(report.began(), report.ended()))),
        fact("writing", mode(report.publish())),
        fact("calls that write", PageNumberFormat.count(report.figures().calls())),
        fact("total requests", PageNumberFormat.count(report.figures().requests())),
        fact("cost in points", PageNumberFormat.count(report.figures().points())),
        new Fact("run", UntrustedText.of(report.run())));
  }

  private static Fact fact(String name, String value) {
    return new Fact(name, new UntrustedText(value));
  }

  private static List<WayLine> way(FullSyncReport report) {
    FullSyncReport.Figures figures = report.figures();
    long whole = figures.read();
    return List.of(
        new WayLine(
            "pairs compared with the shop", figures.read(), share(whole, whole), WayKind.WHOLE),
        new WayLine(
            "showed the right quantity",
            report.agreed(),
            share(report.agreed(), whole),
            WayKind.GOOD),
        new WayLine("were set", report.written(), share(report.written(), whole), WayKind.WRITTEN),
        new WayLine(
            "are listed below",
            report.discrepancies().size(),
            share(report.discrepancies().size(), whole),
            WayKind.LISTED));
  }

  private static List<ReasonLine> reasons(FullSyncReport report) {
    Map<DiscrepancyReason, Long> byReason = report.byReason();
    long most = byReason.values().stream().mapToLong(Long::longValue).max().orElse(0);
    return byReason.entrySet().stream()
        .map(
            reason ->
                new ReasonLine(
                    reason.getKey().name(),
                    reason.getKey().words(),
                    reason.getValue(),
                    share(reason.getValue(), most),
                    WayKind.of(reason.getKey().category())))
        .toList();
  }

  private static PairLine pair(PairDiscrepancy row, Map<CanonicalUpc, String> titles) {
    return new PairLine(
        UntrustedText.of(
            row.product().map(upc -> titles.getOrDefault(upc, "")).orElse(""), "(no title)"),
        row.product().map(CanonicalUpc::toString).orElse("–"),
        UntrustedText.of(row.pair().item().number()).text(),
        UntrustedText.of(row.pair().location().number()).text(),
        row.reason().name(),
        row.ours(),
        row.unknownOrders(),
        row.unknownCancellations(),
        row.before(),
        row.after(),
        Optional.of(row.message()).filter(it -> !it.isBlank()).map(UntrustedText::of));
  }

  private static int share(long part, long whole) {
    return whole == 0 ? 0 : (int) Math.round(Math.min(1, (double) part / whole) * WHOLE);
  }
}
