// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.reporting.page.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.inventorybridge.delivery.DeliveryId;
import io.inventorybridge.delivery.DeliveryManifest.DeliveryKind;
import io.inventorybridge.delivery.DeliveryRecord;
import io.inventorybridge.delivery.DeliveryRecord.Status;
import io.inventorybridge.delivery.DeliveryUndo;
import io.inventorybridge.delivery.IntakeFindings;
import io.inventorybridge.delivery.RowCounts;
import io.inventorybridge.delivery.SnapshotTime;
import io.inventorybridge.delivery.SourceObject;
import io.inventorybridge.masterdata.facilities.FacilityDirectory;
import io.inventorybridge.reporting.morning.MorningSummary;
import io.inventorybridge.reporting.morning.StoreDifferences;
import io.inventorybridge.reporting.page.OperatorCommands;
import io.inventorybridge.reporting.page.PageHeadline;
import io.inventorybridge.reporting.page.PageSeverity;
import io.inventorybridge.settings.InstallationSettings;
import io.inventorybridge.stock.FacilityId;
import io.inventorybridge.stock.StockQuantity;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The page offers the undo where it is possible, and shows what an undo changed. */
class UndoOnPageTest {
  private static final Instant MORNING = Instant.parse("2026-11-24T07:00:00Z");
  private static final DeliveryId ID = DeliveryId.of(MORNING, "sv", "0123456789ab0000");
  private static final String UNDO = "inventory undo " + ID + " --data DIR";
  private static final DeliveryPageBuilder PAGES =
      new DeliveryPageBuilder(new OperatorCommands.CommandLine(Optional.empty()));

  @ParameterizedTest
  @CsvSource({
    "SETTLED, ORDINARY, true",
    "QUARANTINED, ORDINARY, true",
    "RUNNING, CORRECTION, true",
    "SETTLED, INITIAL, false",
    "SETTLED, BACKFILL, false",
    "HELD, ORDINARY, false",
    "REFUSED, ORDINARY, false"
  })
  void theCommandIsOnThePageOfADeliveryThatCanBeUndone(
      Status status, DeliveryKind kind, boolean offered) {
    assertThat(facts(record(status, kind)).get("to undo it")).isEqualTo(offered ? UNDO : null);
  }

  @ParameterizedTest
  @CsvSource({"ORDINARY, true", "INITIAL, false"})
  void aSuspectFileIsUndoneBeforeTheRightOneIsDropped(DeliveryKind kind, boolean offered) {
    PageHeadline headline = page(record(Status.SETTLED, kind), Optional.of(mostStoresDiffer()));
    assertThat(headline.sentence()).contains("The file may be the wrong one.");
    List<String> commands =
        headline.steps().stream().flatMap(step -> step.command().stream()).toList();
    String drop = "inventory run FILE --source sv --data DIR";
    assertThat(commands).isEqualTo(offered ? List.of(UNDO, drop) : List.of(drop));
  }

  @Test
  void thePageOfAnUndoneDeliveryShowsItsChangesAndWhoCameAlong() {
    DeliveryId backfill = ID.backfill("0".repeat(24));
    DeliveryUndo undo =
        DeliveryUndo.begin(ID, MORNING, List.of(backfill))
            .complete(
                MORNING.plusSeconds(60),
                new DeliveryUndo.UndoTotals(7, 5, StockQuantity.of(23), 0));
    DeliveryRecord undone =
        record(Status.SETTLED, DeliveryKind.ORDINARY).withUndo(Status.UNDONE, undo);
    PageHeadline headline = page(undone, Optional.empty());
    assertThat(headline.tone()).isEqualTo(PageSeverity.QUIET);
    assertThat(headline.status()).isEqualTo("undone");
    assertThat(headline.sentence())
        .isEqualTo(
            "An operator undid it: 5 numbers fell back, 23 units in all; the shop follows with the"
                + " next sync. 1 backfill or correction came along.");
    assertThat(facts(undone))
        .containsEntry("undone keys", "7, 5 changed, 23 units")
        .containsEntry("undone with it", backfill.value())
        .doesNotContainKey("to undo it");
    DeliveryRecord member =
        record(Status.SETTLED, DeliveryKind.CORRECTION)
            .withUndo(Status.UNDONE, DeliveryUndo.begin(ID.round(2), MORNING, List.of()));
    assertThat(page(member, Optional.empty()).sentence())
        .startsWith("It was undone with %s, to which it belongs.".formatted(ID.round(2)));
    assertThat(page(member.withUndo(Status.UNDOING, undo), Optional.empty()).tone())
        .isEqualTo(PageSeverity.BUSY);
  }

  private static MorningSummary mostStoresDiffer() {
    return new MorningSummary(
        ID,
        MORNING,
        new MorningSummary.Differences(
            40, 0, new TreeMap<>(), List.of(differing("NY"), differing("NV"))),
        new MorningSummary.Aging(MorningSummary.Count.NONE, new TreeMap<>(), List.of()),
        List.of());
  }

  private static StoreDifferences differing(String store) {
    return new StoreDifferences(
        new FacilityId(store), 20, 20, 19, StockQuantity.of(30), StockQuantity.ZERO, true);
  }

  private static DeliveryContext known(DeliveryRecord record, Optional<MorningSummary> summary) {
    return new DeliveryContext(
        record,
        List.of(),
        summary,
        new LargestDifferences(),
        List.of(),
        FacilityDirectory.of(List.of()),
        Map.of(),
        InstallationSettings.defaults());
  }

  private static PageHeadline page(DeliveryRecord record, Optional<MorningSummary> summary) {
    return new DeliveryHeadline(
            known(record, summary), new ExplainedKeys(record.id(), List.of()), PAGES.console())
        .headline();
  }

  private static Map<String, String> facts(DeliveryRecord record) {
    Map<String, String> facts = new TreeMap<>();
    PAGES
        .page(known(record, Optional.empty()), new ExplainedKeys(record.id(), List.of()))
        .facts()
        .forEach(fact -> facts.put(fact.name(), fact.value().text()));
    return facts;
  }

  private static DeliveryRecord record(Status status, DeliveryKind kind) {
    return new DeliveryRecord(
        ID,
        kind,
        status,
        Optional.empty(),
        new SnapshotTime(MORNING, SnapshotTime.From.NAME),
        MORNING,
        new SourceObject("incoming/sv/a.csv", "etag", MORNING),
        "0123456789ab0000",
        17,
        Optional.empty(),
        new RowCounts(40, 40, Map.of(), Map.of()),
        new TreeSet<>(),
        IntakeFindings.NONE,
        1,
        new TreeMap<>(),
        Optional.empty(),
        Optional.empty(),
        0);
  }
}
