// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.reporting.page.index;

import static org.assertj.core.api.Assertions.assertThat;

import io.inventorybridge.delivery.DeliveryId;
import io.inventorybridge.delivery.DeliveryManifest;
import io.inventorybridge.delivery.DeliveryRecord;
import io.inventorybridge.delivery.DeliveryRecord.Status;
import io.inventorybridge.delivery.DeliveryUndo;
import io.inventorybridge.delivery.HeldReason;
import io.inventorybridge.delivery.IntakeFindings;
import io.inventorybridge.delivery.RowCounts;
import io.inventorybridge.delivery.SnapshotTime;
import io.inventorybridge.delivery.SourceObject;
import io.inventorybridge.delivery.StatedReason;
import io.inventorybridge.masterdata.editions.InputEdition;
import io.inventorybridge.masterdata.editions.InputKind;
import io.inventorybridge.masterdata.imports.BrakeFinding;
import io.inventorybridge.masterdata.imports.ImportVersion;
import io.inventorybridge.reporting.page.PageSeverity;
import io.inventorybridge.reporting.page.index.IndexPage.DeliveryLine;
import io.inventorybridge.reporting.page.index.IndexPage.Square;
import io.inventorybridge.reporting.page.index.IndexPageBuilder.Night;
import io.inventorybridge.reporting.page.index.IndexPageBuilder.Source;
import io.inventorybridge.stock.StockQuantity;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class IndexPageBuilderTest {
  private static final Instant NOW = Instant.parse("2026-11-24T08:00:00Z");
  private static final String SHA256 = "0123456789ab".repeat(6).substring(0, 64);

  private static Night night(Status status, int daysAgo, int parts, long settled, int deadFeeds) {
    Instant at = NOW.minus(Duration.ofDays(daysAgo)).minusSeconds(3_600);
    DeliveryRecord record =
        new DeliveryRecord(
            DeliveryId.of(at, "sv", SHA256),
            DeliveryManifest.DeliveryKind.ORDINARY,
            status,
            status == Status.HELD
                ? Optional.of(StatedReason.of(HeldReason.NOT_CSV, "no table"))
                : Optional.empty(),
            new SnapshotTime(at, SnapshotTime.From.METADATA),
            at,
            new SourceObject("incoming/sv/delta.csv", "x", at),
            SHA256,
            1,
            Optional.empty(),
            new RowCounts(10, 10, Map.of(), Map.of()),
            new TreeSet<>(),
            IntakeFindings.NONE,
            parts,
            new TreeMap<>(),
            Optional.empty(),
            Optional.empty(),
            1);
    return new Night(record, settled, OptionalLong.empty(), deadFeeds, 0, Optional.empty());
  }

  private static IndexPage page(Night... nights) {
    return new IndexPageBuilder(NOW, ZoneOffset.UTC, Optional.empty())
        .page(List.of(), List.of(new Source("sv", List.of(nights))), List.of());
  }

  private static InputEdition staged() {
    return new InputEdition(
        InputKind.CATALOG,
        "",
        new ImportVersion(NOW, SHA256, "v"),
        InputEdition.EditionOrigin.DROPPED,
        "catalog/catalog.csv",
        "inputs/catalog/x",
        NOW,
        Optional.empty(),
        false,
        BrakeFinding.notAsked("x").held("40 of 40 pairs above zero would fall to 0"),
        InputEdition.EditionStatus.STAGED);
  }

  @Test
  void anInputThatWaitsIsNamedBeforeEverythingElse() {
    IndexPageBuilder builder = new IndexPageBuilder(NOW, ZoneOffset.UTC, Optional.empty());
    IndexPage page =
        builder.page(
            List.of(staged()),
            List.of(new Source("sv", List.of(night(Status.HELD, 0, 4, 0, 0)))),
            List.of());

    assertThat(page.tone()).isEqualTo(PageSeverity.ACT);
    assertThat(page.summary()).isEqualTo("1 input and 1 delivery wait for an operator.");
    assertThat(page.inputs())
        .singleElement()
        .satisfies(
            line -> {
              assertThat(line.input()).isEqualTo("CATALOG");
              assertThat(line.link())
                  .isEqualTo("imports/staged/catalog-20261124T080000Z-0123456789ab.html");
            });
    assertThat(builder.page(List.of(staged()), List.of(), List.of()).summary())
        .isEqualTo("1 input waits for an operator.");
  }

  @Test
  void aDeliveryOnItsWayShowsHowFarItIs() {
    DeliveryLine line =
        page(night(Status.RUNNING, 0, 4, 1, 0)).sources().getFirst().deliveries().getFirst();
    assertThat(line.tone()).isEqualTo(PageSeverity.BUSY);
    assertThat(line.progress()).isEqualTo(25);
    assertThat(line.note()).isEqualTo("1 of 4 parts settled");
  }

  @Test
  void waitingDeliveriesAreNamedFirst() {
    IndexPage page = page(night(Status.SETTLED, 0, 1, 1, 2), night(Status.HELD, 1, 0, 0, 0));
    assertThat(page.tone()).isEqualTo(PageSeverity.ACT);
    assertThat(page.summary()).isEqualTo("1 delivery waits for an operator.");
    assertThat(page(night(Status.SETTLED, 0, 1, 1, 2)).summary())
        .isEqualTo("Everything is imported. Check 1 delivery.");
    assertThat(page(night(Status.SETTLED, 0, 1, 1, 0)).summary())
        .isEqualTo("Everything is imported.");
    assertThat(page(night(Status.RUNNING, 0, 4, 1, 0)).summary())
        .isEqualTo("1 delivery is in progress.");
    assertThat(page().summary()).isEqualTo("No delivery in the last 30 days.");
  }

  @Test
  void anUndoneDeliveryWaitsForNobodyAndSaysHowManyNumbersFellBack() {
    Night settled = night(Status.SETTLED, 0, 1, 1, 0);
    DeliveryUndo undo =
        DeliveryUndo.begin(settled.record().id(), NOW, List.of())
            .complete(NOW, new DeliveryUndo.UndoTotals(9, 8, StockQuantity.of(20), 0));
    DeliveryLine line = line(settled, Status.UNDONE, undo);
    assertThat(line.tone()).isEqualTo(PageSeverity.QUIET);
    assertThat(line.status()).isEqualTo("undone");
    assertThat(line.note()).isEqualTo("8 numbers fell back");
    assertThat(line(settled, Status.UNDOING, undo).tone()).isEqualTo(PageSeverity.BUSY);
    DeliveryId other = settled.record().id().round(2);
    assertThat(line(settled, Status.UNDONE, DeliveryUndo.begin(other, NOW, List.of())).note())
        .isEqualTo("with " + other);
  }

  private static DeliveryLine line(Night night, Status status, DeliveryUndo undo) {
    return page(new Night(
            night.record().withUndo(status, undo), 0, OptionalLong.empty(), 0, 0, Optional.empty()))
        .sources()
        .getFirst()
        .deliveries()
        .getFirst();
  }

  @Test
  void theStripHasASquareForEachDayAndOfADayTheWorst() {
    List<Square> strip =
        page(night(Status.SETTLED, 1, 1, 1, 0), night(Status.HELD, 1, 0, 0, 0))
            .sources()
            .getFirst()
            .strip();
    assertThat(strip).hasSize(30);
    assertThat(strip.get(28).tone()).isEqualTo(PageSeverity.ACT);
    assertThat(strip.get(28).label()).isEqualTo("Mon 23 Nov: held");
    assertThat(strip.get(29).empty()).isTrue();
  }
}
