// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.html;

import static org.assertj.core.api.Assertions.assertThat;

import io.inventorybridge.delivery.DeliveryId;
import io.inventorybridge.reporting.page.PageHeadline;
import io.inventorybridge.reporting.page.PageHeadline.Step;
import io.inventorybridge.reporting.page.PageSeverity;
import io.inventorybridge.reporting.page.TrendChart;
import io.inventorybridge.reporting.page.UntrustedText;
import io.inventorybridge.reporting.page.delivery.DeliveryComparison;
import io.inventorybridge.reporting.page.delivery.DeliveryPage;
import io.inventorybridge.reporting.page.delivery.DeliveryPage.Remainder;
import io.inventorybridge.reporting.page.delivery.RowFunnel;
import io.inventorybridge.reporting.page.index.IndexPage;
import io.inventorybridge.reporting.page.key.KeyPage;
import io.inventorybridge.reporting.page.key.KeyPageBuilder;
import io.inventorybridge.reporting.page.key.StepChart;
import io.inventorybridge.reporting.page.sync.SyncPage;
import io.inventorybridge.reporting.page.sync.SyncPageBuilder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class JtePageRendererTest {
  private static final int LARGEST = 350_000;
  private static final DeliveryId DELIVERY = new DeliveryId("20261124T070000Z-sv-0123456789ab");
  private final JtePageRenderer pages = new JtePageRenderer();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<script>alert(1)</script>",
        "\"><img src=x onerror=alert(1)>",
        "' onmouseover='alert(1)",
        "</title></style><svg onload=alert(1)>",
        "javascript:alert(1)",
        "--><b>&amp;",
        "{{7*7}}${7*7}",
      })
  void outsideInputIsShownAsText(String hostile) {
    for (byte[] page : all(hostile)) {
      String html = new String(page, StandardCharsets.UTF_8);
      assertThat(html)
          .doesNotContain("<script", "<img", "onload=alert(1)>", "<b>&amp;")
          .contains(escaped(hostile));
      assertThat(html.replaceAll("<bdi>[^<]*</bdi>", ""))
          .as("between marks that keep its direction to itself")
          .doesNotContain(escaped(hostile));
    }
  }

  @ParameterizedTest
  @MethodSource("texts")
  void aPageStaysSmallForAnyDelivery(String text) {
    for (byte[] page : all(text)) {
      assertThat(page.length).isLessThan(LARGEST);
    }
  }

  static Stream<String> texts() {
    return Stream.of("", "Boot", "<".repeat(100_000), "\u202E".repeat(4_000), "👟".repeat(9_000));
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  private List<byte[]> all(String text) {
    UntrustedText outside = UntrustedText.of(text);
    return List.of(
        pages.write(delivery(outside)),
        pages.write(sync(outside)),
        pages.write(key(outside)),
        pages.write(index(outside)));
  }

  private static <T> List<T> times(int many, T one) {
    return IntStream.range(0, many).mapToObj(i -> one).toList();
  }

  private static PageHeadline headline(UntrustedText text) {
    return new PageHeadline(
        PageSeverity.ACT,
        "held",
        "The file is not a stock table.",
        Optional.of(text),
        List.of(Step.of("Turn it down:", "inventory refuse " + DELIVERY), Step.of("Then.")));
  }

  private static TrendChart bars() {
    return TrendChart.of(
        "rows in the file",
        times(30, new TrendChart.Night("Tue 24 Nov", OptionalLong.of(3_649_123))),
        false);
  }

  private static DeliveryPage delivery(UntrustedText text) {
    Optional<UntrustedText> name = Optional.of(text);
    Optional<String> link = Optional.of(DELIVERY + "/key-01.html");
    return new DeliveryPage(
        DELIVERY,
        "sv Tue 24 Nov · held",
        "sv, Tue 24 Nov",
        headline(text),
        times(9, new DeliveryPage.Fact("file", text)),
        times(5, bars()),
        new RowFunnel(
            times(
                20,
                new RowFunnel.Line(
                    RowFunnel.LineKind.REJECTED,
                    "rejected: too many fields, or too few",
                    Optional.of("WRONG_FIELD_COUNT"),
                    3_648_123,
                    "0",
                    "1000")),
            Optional.of("../rejects/x.csv")),
        times(
            20,
            new DeliveryPage.PartLine(
                "part-0001.csv", "settled", 200_000, 1, 1, 1, 1, 1, 1, "1 s", "1 s", name)),
        new Remainder(180),
        Optional.of(
            new DeliveryComparison(
                400_000,
                1,
                400_000,
                400_000,
                1,
                -1,
                times(
                    6,
                    new DeliveryComparison.CauseLine(
                        "sold or removed without an event to us", "SOLD_WITHOUT_EVENT", 1, 1, 1)),
                times(
                    15,
                    new DeliveryComparison.StoreLine(
                        "NY01", name, 1, 1, -1, 1, 50, 50, DeliveryComparison.Feed.DEAD, link)),
                new Remainder(185),
                times(
                    25,
                    new DeliveryComparison.KeyLine(
                        text,
                        "2050000100017",
                        "NY01",
                        name,
                        1,
                        1,
                        1,
                        1,
                        "sold or removed without an event to us",
                        link)),
                new Remainder(399_975),
                times(4, new DeliveryComparison.AgeBand("up to 3 days", 1, 25)),
                times(20, new DeliveryComparison.SilentLine("NY01", name, "then", "never heard")),
                new Remainder(180),
                new DeliveryComparison.Files("../a.csv", "../b.csv", "../c.csv"))),
        times(
            5,
            new DeliveryPage.GuardLine(
                "too few rows", "1 row", "less", DeliveryPage.Verdict.PASSED, "")),
        times(10, new DeliveryPage.StepTime("FilterDelta", "4.4 s", 100)));
  }

  private static SyncPage sync(UntrustedText text) {
    return new SyncPage(
        "run",
        "Full sync 24 Nov 2026",
        headline(text),
        "live",
        times(5, new DeliveryPage.Fact("run", text)),
        times(10, text),
        times(4, new SyncPage.WayLine("were set", 1, 1, SyncPage.WayKind.GOOD)),
        times(17, new SyncPage.ReasonLine("LOWERED", "lowered", 1, 1, SyncPage.WayKind.HELD)),
        times(
            SyncPageBuilder.SHOWN,
            new SyncPage.PairLine(
                text,
                "2050000100017",
                "48100001",
                "7001",
                "AWAITING_BASELINE",
                1,
                1,
                1,
                Optional.of(1L),
                Optional.empty(),
                Optional.of(text))),
        new Remainder(49_900),
        "../reports/sync/run.csv");
  }

  private static KeyPage key(UntrustedText text) {
    return new KeyPage(
        "2050000100017 in NY01",
        text,
        "2050000100017",
        "NY01",
        Optional.of(text),
        1,
        1,
        1,
        times(3, text),
        new StepChart(
            2_400,
            260,
            "M0 0" + " H100.0 V100.0".repeat(120),
            "M0 0" + " H100.0 V100.0".repeat(120),
            times(8, new StepChart.Level("1.0", "1")),
            times(
                120,
                new StepChart.Mark(
                    "100.0",
                    "100.0",
                    KeyPage.EntryKind.POS,
                    "24 Nov 2026: a till reported −1, then 2")),
            times(120, new StepChart.Day("100.0", "Tue 24 Nov", true)),
            "The number."),
        times(
            KeyPageBuilder.MOST_ENTRIES,
            new KeyPage.EntryLine(
                1,
                "24 Nov 2026, 12:00:00 UTC",
                KeyPage.EntryKind.LATE_FACT,
                "shipped units that Retail Pro did not know",
                text,
                Optional.of("line 200,000"),
                List.of(text),
                -1,
                1)),
        new Remainder(9_000),
        Optional.of("inventory explain NY01 2050000100017 --data state"),
        Optional.of("../index.html"));
  }

  private static IndexPage index(UntrustedText text) {
    IndexPage.DeliveryLine line =
        new IndexPage.DeliveryLine(
            DELIVERY.value(),
            DELIVERY + ".html",
            "24 Nov 2026, 12:00 UTC",
            PageSeverity.ACT,
            "held",
            text.text(),
            1,
            1,
            1,
            "1",
            50);
    IndexPage.SourceBlock source =
        new IndexPage.SourceBlock(
            "sv",
            times(30, new IndexPage.Square("0", PageSeverity.GOOD, false, "Tue 24 Nov: settled")),
            bars(),
            bars(),
            times(30, line),
            5);
    return new IndexPage(
        PageSeverity.ACT,
        "1 delivery waits for an operator.",
        "24 Nov 2026",
        Optional.of(5L),
        times(
            4,
            new IndexPage.InputLine(
                "CATALOG",
                "imports/staged/catalog.html",
                "24 Nov 08:00",
                UntrustedText.note("40 of 40 pairs above zero would fall to 0"))),
        times(4, source),
        times(
            30,
            new IndexPage.SyncLine(
                "run",
                "../syncs/run.html",
                "24 Nov 2026",
                PageSeverity.GOOD,
                "live",
                "All is well.")));
  }
}
