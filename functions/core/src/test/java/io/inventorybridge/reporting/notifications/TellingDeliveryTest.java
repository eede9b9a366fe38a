// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.reporting.notifications;

import static org.assertj.core.api.Assertions.assertThat;

import io.inventorybridge.delivery.BucketLayout;
import io.inventorybridge.delivery.DeliveryId;
import io.inventorybridge.delivery.DeliveryManifest;
import io.inventorybridge.delivery.DeliveryRecord;
import io.inventorybridge.delivery.DeliveryRecord.Status;
import io.inventorybridge.delivery.DeliveryUndo;
import io.inventorybridge.delivery.FilterReason;
import io.inventorybridge.delivery.InMemoryDeliveryRepository;
import io.inventorybridge.delivery.IntakeFindings;
import io.inventorybridge.delivery.PartName;
import io.inventorybridge.delivery.PartRecord;
import io.inventorybridge.delivery.PartRecord.ResetTotals;
import io.inventorybridge.delivery.PartRecord.VarianceTotals;
import io.inventorybridge.delivery.RejectReason;
import io.inventorybridge.delivery.RowCounts;
import io.inventorybridge.delivery.SnapshotTime;
import io.inventorybridge.delivery.SourceObject;
import io.inventorybridge.delivery.StatedReason;
import io.inventorybridge.reporting.page.OperatorCommands;
import io.inventorybridge.reporting.page.PagePaths;
import io.inventorybridge.reporting.page.delivery.DeliveryMessage;
import io.inventorybridge.stock.StockQuantity;
import io.inventorybridge.support.files.InMemoryFileStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TellingDeliveryTest {
  private static final Instant MORNING = Instant.parse("2026-11-24T06:30:00Z");
  private static final DeliveryId ID = DeliveryId.of(MORNING, "sv", "3f9a1c0b7d2e0000");

  private final InMemoryDeliveryRepository deliveries = new InMemoryDeliveryRepository();
  private final InMemoryNotificationSender notices = new InMemoryNotificationSender();
  private final InMemoryLinkSigner links =
      new InMemoryLinkSigner(
          new InMemoryFileStore(Clock.systemUTC()), Duration.ofHours(12), () -> MORNING);
  private final Map<String, Long> figures = new HashMap<>();
  private final TellingDelivery telling =
      new TellingDelivery(
          new DeliveryMessage(new OperatorCommands.CommandLine(Optional.empty()), "the-bucket"),
          links,
          deliveries,
          notices,
          figures::putAll);

  private void stands(Status status, DeliveryManifest.DeliveryKind kind, Optional<String> reason) {
    deliveries.create(
        new DeliveryRecord(
            ID,
            kind,
            status,
            reason.map(
                stated ->
                    new StatedReason(
                        stated.substring(0, stated.indexOf(':')),
                        stated.substring(stated.indexOf(':') + 2))),
            new SnapshotTime(MORNING, SnapshotTime.From.NAME),
            MORNING.plusSeconds(1_800),
            new SourceObject("incoming/sv/a.csv", "etag", MORNING.plusSeconds(1_800)),
            "3f9a1c0b7d2e0000",
            17,
            Optional.empty(),
            new RowCounts(
                6, 1, Map.of(FilterReason.UNKNOWN_UPC, 3L), Map.of(RejectReason.LOSSY_UPC, 2L)),
            new TreeSet<>(),
            IntakeFindings.NONE,
            1,
            new TreeMap<>(),
            Optional.empty(),
            Optional.empty(),
            0));
  }

  private void isUndone(DeliveryId named, Status status) {
    DeliveryRecord record = deliveries.find(ID).orElseThrow();
    deliveries.replace(
        record.withUndo(
            status,
            DeliveryUndo.begin(named, MORNING, List.of(ID.backfill("0".repeat(24))))
                .complete(MORNING, new DeliveryUndo.UndoTotals(7, 1, StockQuantity.of(23), 0))));
  }

  @Test
  void anUndoneDeliveryIsToldWithItsChangesOnce() {
    stands(Status.SETTLED, DeliveryManifest.DeliveryKind.ORDINARY, Optional.empty());
    isUndone(ID, Status.UNDOING);
    telling.run(BucketLayout.report(ID));
    assertThat(notices.sent()).isEmpty();
    isUndone(ID, Status.UNDONE);
    telling.run(BucketLayout.report(ID));
    assertThat(notices.sent()).hasSize(1);
    assertThat(notices.sent().getFirst().subject()).isEqualTo("Inventory delivery UNDONE: " + ID);
    assertThat(notices.sent().getFirst().text())
        .startsWith(
            """
            An operator undid it: 1 number fell back, 23 units in all; the shop follows with the next sync.
            If its file was the wrong one, drop the right one:
            inventory run FILE --source sv --data DIR

            Delivery 20261124T063000Z-sv-3f9a1c0b7d2e of source sv is UNDONE.
            """);
    assertThat(figures).isEqualTo(Map.of("DeliveriesUndone", 1L));
  }

  @Test
  void aDeliveryThatCameAlongIsToldByTheOneItCameWith() {
    stands(Status.SETTLED, DeliveryManifest.DeliveryKind.CORRECTION, Optional.empty());
    isUndone(new DeliveryId("20261124T063000Z-sv-000000000000"), Status.UNDONE);
    assertThat(telling.run(BucketLayout.report(ID))).isEqualTo(new TellingDelivery.NoNotice());
  }

  @Test
  void aSettledDeliveryIsToldWithItsCountsWhereItsRejectsAreAndALinkToItsPage() {
    stands(Status.SETTLED, DeliveryManifest.DeliveryKind.ORDINARY, Optional.empty());
    deliveries.create(
        new PartRecord(
            ID,
            new PartName(1),
            PartRecord.Status.SETTLED,
            "event",
            4,
            new ResetTotals(2, 1, 1, Duration.ZERO),
            new VarianceTotals(1, new StockQuantity(-3), 0, 0, Duration.ZERO),
            Optional.empty(),
            0));
    telling.run(BucketLayout.report(ID));
    assertThat(notices.sent())
        .containsExactly(
            new NotificationMessage(
                "Inventory delivery SETTLED: 20261124T063000Z-sv-3f9a1c0b7d2e",
                """
                The delivery was imported: 1 number.
                Correct the rejected rows in their file (linked below), and drop it again:
                inventory run FILE --corrections --source sv --data DIR

                Delivery 20261124T063000Z-sv-3f9a1c0b7d2e of source sv is SETTLED.
                Its quantities are as of 2026-11-24T06:30:00Z (NAME); the file was uploaded at 2026-11-24T07:00:00Z.
                Rows: 6 read = 1 kept + 3 filtered + 2 rejected (LOSSY_UPC 2).
                Parts: 1. Reset rows: 2 applied, 1 unchanged, 1 stale. Variance rows: 1. Variance units: -3.
                Rejected rows: s3://the-bucket/rejects/20261124T063000Z-sv-3f9a1c0b7d2e.csv
                Report: s3://the-bucket/reports/20261124T063000Z-sv-3f9a1c0b7d2e.json

                Page: https://bucket.example/reports%2F20261124T063000Z-sv-3f9a1c0b7d2e.html
                The link works until 2026-11-24T18:30:00Z at the latest; the page stays at s3://the-bucket/reports/20261124T063000Z-sv-3f9a1c0b7d2e.html.
                """));
    assertThat(figures)
        .isEqualTo(
            Map.of("DeliveriesSettled", 1L, "RowsRead", 6L, "RowsKept", 1L, "RowsRejected", 2L));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          HELD        | FEW_ROWS: 1 row            | (FEW_ROWS)            | Either refuse it, if it is the wrong file: | refuse
          HELD        | DAMAGED: no gzip           | (DAMAGED)             | This file cannot be used. Refuse it:     | refuse
          HELD        | BAD_SNAPSHOT_TIME: "x"     | (BAD_SNAPSHOT_TIME)   | if you know that time:                   | release
          HELD        | NO_CATALOG: none           | (NO_CATALOG)          | Drop the catalog:                        | import
          QUARANTINED | part-0001.csv: ImportReset | is QUARANTINED.       | Then retry it:                           | retry
          """)
  void theNoticeOfAWaitingDeliveryNamesReasonAndCommand(
      Status status, String reason, String why, String toDo, String command) {
    stands(status, DeliveryManifest.DeliveryKind.ORDINARY, Optional.of(reason));
    telling.run(BucketLayout.report(ID));
    assertThat(notices.sent()).hasSize(1);
    assertThat(notices.sent().getFirst().subject()).contains(status.name());
    assertThat(notices.sent().getFirst().text())
        .contains(why, toDo + "\ninventory " + command + " ", "infra/README.md");
    assertThat(figures)
        .containsOnlyKeys(status == Status.HELD ? "DeliveriesHeld" : "DeliveriesQuarantined");
  }

  @Test
  void aSecondUploadIsToldAsSuch() {
    stands(Status.SETTLED, DeliveryManifest.DeliveryKind.ORDINARY, Optional.empty());
    String key = BucketLayout.duplicateReport(ID, MORNING.plusSeconds(9_000));
    telling.run(key);
    assertThat(notices.sent().getFirst().subject()).contains("dropped again");
    assertThat(notices.sent().getFirst().text())
        .contains(
            "the first one is SETTLED", key, "Page: " + links.to(PagePaths.delivery(ID)).address());
    assertThat(figures).containsOnlyKeys("DeliveriesDropped");
  }

  @ParameterizedTest
  @EnumSource(
      value = Status.class,
      names = {"RUNNING", "RELEASED"})
  void aRunningDeliverySendsNoNotice(Status status) {
    stands(status, DeliveryManifest.DeliveryKind.ORDINARY, Optional.empty());
    telling.run(BucketLayout.report(ID));
    assertThat(notices.sent()).isEmpty();
  }

  @Test
  void aBackfillIsToldOnlyWhereItWentWrong() {
    stands(Status.SETTLED, DeliveryManifest.DeliveryKind.BACKFILL, Optional.empty());
    telling.run(BucketLayout.report(ID));
    assertThat(notices.sent()).isEmpty();
    DeliveryRecord settled = deliveries.find(ID).orElseThrow();
    deliveries.replace(
        settled.with(
            Status.QUARANTINED,
            Optional.of(new StatedReason(StatedReason.QUARANTINED, "part-0001.csv failed"))));
    telling.run(BucketLayout.report(ID));
    assertThat(notices.sent()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "reports/imports/catalog-x.json",
        "reports/sync/run.csv",
        "reports/",
        "reports/20261124T063000Z-sv-3f9a1c0b7d2f.json"
      })
  void otherReportsAreOfNoInterest(String key) {
    stands(Status.SETTLED, DeliveryManifest.DeliveryKind.ORDINARY, Optional.empty());
    assertThat(telling.run(key)).isInstanceOf(TellingDelivery.NoNotice.class);
    assertThat(notices.sent()).isEmpty();
  }

  @Test
  void onlyMissingDeliveriesAreReportedAndCounted() {
    List<String> missing = List.of("source sv: nothing since x");
    assertThat(new ExpectingDeliveries(at -> missing, notices, figures::putAll).check(MORNING))
        .isEqualTo(missing);
    assertThat(notices.sent().getFirst().text())
        .isEqualTo("At 2026-11-24T06:30:00Z:\nsource sv: nothing since x\n");
    assertThat(figures).isEqualTo(Map.of("DeliveriesMissing", 1L));
    new ExpectingDeliveries(at -> List.of(), notices, figures::putAll).check(MORNING);
    assertThat(notices.sent()).hasSize(1);
    assertThat(figures).isEqualTo(Map.of("DeliveriesMissing", 0L));
  }
}
