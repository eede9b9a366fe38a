// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.page.sync;

import io.inventorybridge.page.Console;
import io.inventorybridge.page.Headline;
import io.inventorybridge.page.Headline.Step;
import io.inventorybridge.page.Numerals;
import io.inventorybridge.page.OutsideText;
import io.inventorybridge.page.Tone;
import io.inventorybridge.page.delivery.DeliveryPage.Fact;
import io.inventorybridge.page.delivery.DeliveryPage.Rest;
import io.inventorybridge.page.sync.SyncPage.Kind;
import io.inventorybridge.page.sync.SyncPage.PairLine;
import io.inventorybridge.page.sync.SyncPage.ReasonLine;
import io.inventorybridge.page.sync.SyncPage.WayLine;
import io.inventorybridge.settings.PublishSettings.Publish;
import io.inventorybridge.stock.Upc;
import io.inventorybridge.sync.full.FullSyncReport;
import io.inventorybridge.sync.full.ReportingFullSync;
import io.inventorybridge.sync.reconciling.Discrepancy;
import io.inventorybridge.sync.reconciling.Reason;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Builds the page of a full sync from its report. */
public record DescribingSync(Console console, ZoneId zone) {
  /** The number of discrepancies on a page. */
  public static final int SHOWN = 75;

  private static final double WHOLE = 100;

  /** The discrepancies on a page: the largest first. */
  public static List<Discrepancy> shown(FullSyncReport report) {
    return report.discrepancies().stream()
        .sorted(
            Comparator.<Discrepancy>comparingLong(DescribingSync::size)
                .reversed()
                .thenComparing(Discrepancy::pair))
        .limit(SHOWN)
        .toList();
  }

  // The units by which the shop differed, in either direction; all of our units where the shop
  // shows nothing.
  private static long size(Discrepancy row) {
    return Math.abs(row.ours() - row.before().orElse(0L));
  }

  /** Builds the page. */
  public SyncPage page(FullSyncReport report, Map<Upc, String> titles) {
    List<Discrepancy> shown = shown(report);
    return new SyncPage(
        report.run(),
        "Full sync %s".formatted(Numerals.moment(report.began(), zone)),
        headline(report),
        mode(report.publish()),
        facts(report),
        report.missing().stream().map(OutsideText::sentence).toList(),
        way(report),
        reasons(report),
        shown.stream().map(row -> pair(row, titles)).toList(),
        Rest.of(report.discrepancies().size(), shown.size()),
        "../" + ReportingFullSync.key(report.run()) + ".csv");
  }

  private Headline headline(FullSyncReport report) {
    FullSyncReport.Figures figures = report.figures();
    long listed = report.discrepancies().size();
    String read =
        "%s compared with the shop, %s right."
            .formatted(
                Numerals.count(figures.read(), "pair was", "pairs were"),
                report.agreed() == 1 ? "1 was" : Numerals.count(report.agreed()) + " were");
    String wrote =
        switch (report.publish()) {
          case LIVE ->
              " %s set right, and %s published."
                  .formatted(
                      Numerals.count(report.written(), "pair was", "pairs were"),
                      Numerals.count(figures.published(), "difference was", "differences were"));
          case SHADOW -> " Nothing was written to the shop: this is shadow mode.";
          case OFF -> " Nothing was written to the shop: publishing is switched off.";
        };
    List<Step> steps = new ArrayList<>();
    Tone tone = Tone.GOOD;
    if (!report.missing().isEmpty()) {
      tone = Tone.ACT;
      steps.add(
          Step.of(
              "The sync did not wait any longer for an expected delivery (below). Open that"
                  + " delivery's page in the index and follow its steps; then run the full sync"
                  + " again:"));
      console.syncAgain().ifPresent(command -> steps.add(Step.of("", command)));
    }
    long waiting =
        report.discrepancies().stream()
            .filter(row -> Kind.of(row.reason().course()) == Kind.HELD)
            .count();
    if (waiting > 0) {
      tone = tone == Tone.ACT ? tone : Tone.LOOK;
      steps.add(
          Step.of(
              "%s held; the reasons below say why, and which continue by themselves."
                  .formatted(Numerals.count(waiting, "pair is", "pairs are"))));
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
    return new Headline(tone, word(report.publish()), read + wrote, Optional.empty(), steps);
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
        fact("began", Numerals.moment(report.began(), zone)),
        fact("took", Numerals.time(Duration.between(report.began(), report.ended()))),
        fact("writing", mode(report.publish())),
        fact("calls that write", Numerals.count(report.figures().calls())),
        fact("total requests", Numerals.count(report.figures().requests())),
        fact("cost in points", Numerals.count(report.figures().points())),
        new Fact("run", OutsideText.of(report.run())));
  }

  private static Fact fact(String name, String value) {
    return new Fact(name, new OutsideText(value));
  }

  private static List<WayLine> way(FullSyncReport report) {
    FullSyncReport.Figures figures = report.figures();
    long whole = figures.read();
    return List.of(
        new WayLine(
            "pairs compared with the shop", figures.read(), share(whole, whole), Kind.WHOLE),
        new WayLine(
            "showed the right quantity", report.agreed(), share(report.agreed(), whole), Kind.GOOD),
        new WayLine("were set", report.written(), share(report.written(), whole), Kind.WRITTEN),
        new WayLine(
            "are listed below",
            report.discrepancies().size(),
            share(report.discrepancies().size(), whole),
            Kind.LISTED));
  }

  private static List<ReasonLine> reasons(FullSyncReport report) {
    Map<Reason, Long> byReason = report.byReason();
    long most = byReason.values().stream().mapToLong(Long::longValue).max().orElse(0);
    return byReason.entrySet().stream()
        .map(
            reason ->
                new ReasonLine(
                    reason.getKey().name(),
                    reason.getKey().words(),
                    reason.getValue(),
                    share(reason.getValue(), most),
                    Kind.of(reason.getKey().course())))
        .toList();
  }

  private static PairLine pair(Discrepancy row, Map<Upc, String> titles) {
    return new PairLine(
        OutsideText.of(
            row.product().map(upc -> titles.getOrDefault(upc, "")).orElse(""), "(no title)"),
        row.product().map(Upc::toString).orElse("–"),
        OutsideText.of(row.pair().item().number()).text(),
        OutsideText.of(row.pair().location().number()).text(),
        row.reason().name(),
        row.ours(),
        row.unknownOrders(),
        row.unknownCancellations(),
        row.before(),
        row.after(),
        Optional.of(row.message()).filter(it -> !it.isBlank()).map(OutsideText::of));
  }

  private static int share(long part, long whole) {
    return whole == 0 ? 0 : (int) Math.round(Math.min(1, (double) part / whole) * WHOLE);
  }
}
