// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.json.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.inventorybridge.delivery.DeliveryId;
import io.inventorybridge.delivery.DeliveryManifest;
import io.inventorybridge.delivery.DeliveryRecord;
import io.inventorybridge.delivery.DeliveryRecord.Status;
import io.inventorybridge.delivery.DeliveryReport;
import io.inventorybridge.delivery.DeliveryUndo;
import io.inventorybridge.delivery.FileCompression;
import io.inventorybridge.delivery.FilterReason;
import io.inventorybridge.delivery.HeldReason;
import io.inventorybridge.delivery.IntakeFindings;
import io.inventorybridge.delivery.PartName;
import io.inventorybridge.delivery.PartRecord;
import io.inventorybridge.delivery.PartRecord.ResetTotals;
import io.inventorybridge.delivery.PartRecord.VarianceTotals;
import io.inventorybridge.delivery.RejectReason;
import io.inventorybridge.delivery.RejectedKeys;
import io.inventorybridge.delivery.RowCounts;
import io.inventorybridge.delivery.SnapshotTime;
import io.inventorybridge.delivery.SourceObject;
import io.inventorybridge.delivery.StatedReason;
import io.inventorybridge.stock.FacilityId;
import io.inventorybridge.stock.StockQuantity;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class DeliveryJsonTest {
  private static final Instant S = Instant.parse("2026-11-24T07:00:00Z");
  private static final DeliveryId ID = DeliveryId.of(S, "sv", "0123456789abcdef");
  private static final SourceObject DROP =
      new SourceObject("incoming/sv/a.csv", "\"e\"", S.plusSeconds(9));
  private static final RowCounts ROWS =
      new RowCounts(6, 1, Map.of(FilterReason.UNKNOWN_UPC, 3L), Map.of(RejectReason.LOSSY_UPC, 2L));

  private static final DeliveryManifest MANIFEST =
      new DeliveryManifest(
          ID,
          DeliveryManifest.DeliveryKind.INITIAL,
          new SnapshotTime(S, SnapshotTime.From.NAME),
          S.plusSeconds(9),
          DROP,
          new DeliveryManifest.Input(
              "0123456789abcdef", 17, '\t', "UTF-8", FileCompression.GZIP, 4),
          "c1",
          "f1",
          ROWS,
          new TreeSet<>(List.of(new FacilityId("B"), new FacilityId("A"))),
          IntakeFindings.of(new RejectedKeys(3, 0)),
          List.of(new DeliveryManifest.Part(new PartName(1), 1, "ff")),
          "staging/x/");

  private static DeliveryRecord record(Status status, Optional<StatedReason> reason) {
    return new DeliveryRecord(
        ID,
        DeliveryManifest.DeliveryKind.ORDINARY,
        status,
        reason,
        new SnapshotTime(S, SnapshotTime.From.UPLOAD),
        S.plusSeconds(9),
        DROP,
        "0123456789abcdef",
        17,
        Optional.of("held/x"),
        ROWS,
        new TreeSet<>(),
        IntakeFindings.NONE,
        1,
        new TreeMap<>(Map.of("FilterDelta", Duration.ofMillis(1_500))),
        Optional.empty(),
        Optional.empty(),
        1);
  }

  @Test
  void aManifestBeginsWithTheDocumentedFieldsAndIsReadAsWritten() {
    DeliveryJson json = new DeliveryJson();
    assertThat(new String(json.write(MANIFEST), UTF_8))
        .startsWith(
            """
            {"delivery":"20261124T070000Z-sv-0123456789ab","source":"sv","sha256":"0123456789abcdef","bytes":17,"snapshotTime":"2026-11-24T07:00:00Z","snapshotTimeFrom":"NAME","delimiter":"\\t","encoding":"UTF-8","compression":"GZIP","catalogVersion":"c1","facilitiesVersion":"f1","rows":{"read":6,"kept":1,"filtered":{"UNKNOWN_UPC":3},"rejected":{"LOSSY_UPC":2}},"parts":[{"name":"part-0001.csv","rows":1,"sha256":"ff"}],"kind":"INITIAL","""
                .strip());
    assertThat(json.readManifest(json.write(MANIFEST))).isEqualTo(MANIFEST);
  }

  @Test
  void anUndoneDeliveryIsReadAsWrittenAndItsReportHasTheUndo() {
    DeliveryUndo undo =
        DeliveryUndo.begin(ID, S, List.of(ID.backfill("0".repeat(24))))
            .complete(S.plusSeconds(2), new DeliveryUndo.UndoTotals(7, 5, StockQuantity.of(23), 1));
    DeliveryRecord undone =
        record(Status.SETTLED, Optional.empty())
            .correcting(Optional.of(ID.round(2)))
            .withUndo(Status.UNDONE, undo);
    assertThat(DeliveryRecordJson.readDelivery(DeliveryRecordJson.write(undone))).isEqualTo(undone);
    DeliveryRecord undoing = undone.withUndo(Status.UNDOING, DeliveryUndo.begin(ID, S, List.of()));
    assertThat(DeliveryRecordJson.readDelivery(DeliveryRecordJson.write(undoing)))
        .isEqualTo(undoing);
    assertThat(DeliveryJson.of(DeliveryReport.of(undone, List.of())).path("undo"))
        .hasToString(
            """
            {"delivery":"20261124T070000Z-sv-0123456789ab","began":"2026-11-24T07:00:00Z","ended":"2026-11-24T07:00:02Z","along":["20261124T070000Z-sv-0123456789ab-b000000000000000000000000"],"keys":7,"changed":5,"units":23,"waiting":1}"""
                .strip());
  }

  @Test
  void aReportHasTheDocumentedFields() {
    PartRecord part =
        PartRecord.pending(ID, new DeliveryManifest.Part(new PartName(1), 8, "ff"))
            .settled(
                "a1",
                new ResetTotals(5, 2, 1, Duration.ofMillis(250)),
                new VarianceTotals(2, StockQuantity.of(-3), 1, 4, Duration.ofSeconds(2)));
    DeliveryReport report =
        DeliveryReport.of(record(Status.SETTLED, Optional.empty()), List.of(part));
    assertThat(DeliveryJson.of(report))
        .hasToString(
            """
            {"delivery":"20261124T070000Z-sv-0123456789ab","source":"sv","status":"SETTLED","reason":null,"snapshotTime":"2026-11-24T07:00:00Z","snapshotTimeFrom":"UPLOAD","rows":{"read":6,"kept":1,"filtered":{"UNKNOWN_UPC":3},"rejected":{"LOSSY_UPC":2}},"guards":[],"rejectedKeys":{"named":0,"unnamed":0},"parts":[{"name":"part-0001.csv","rows":8,"resetApplied":5,"resetUnchanged":2,"resetStale":1,"varianceRows":2,"varianceUnits":-3,"varianceStale":1,"lateFacts":4,"resetSeconds":0.250,"varianceSeconds":2.000,"attempt":"a1"}],"seconds":{"FilterDelta":1.500,"ImportReset":0.250,"ImportVariance":2.000}}"""
                .strip());
  }

  @Test
  void theNoteOfAHeldDeliveryNamesTheOperatorsOptions() {
    byte[] note =
        new DeliveryJson()
            .writeHeld(
                record(Status.HELD, Optional.of(StatedReason.of(HeldReason.FEW_ROWS, "6 rows"))));
    assertThat(new String(note, UTF_8))
        .isEqualTo(
            """
            {"delivery":"20261124T070000Z-sv-0123456789ab","source":"sv","reason":"FEW_ROWS: 6 rows","release":"AS_IT_IS","snapshotTime":"2026-11-24T07:00:00Z","snapshotTimeFrom":"UPLOAD","uploadedAt":"2026-11-24T07:00:09Z","original":"held/x","rows":{"read":6,"kept":1,"filtered":{"UNKNOWN_UPC":3},"rejected":{"LOSSY_UPC":2}}}"""
                .strip());
  }
}
