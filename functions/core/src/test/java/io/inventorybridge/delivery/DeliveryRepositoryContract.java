// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.inventorybridge.delivery.DeliveryRecord.Status;
import io.inventorybridge.delivery.DeliveryRepository.WriteOutcome.Conflict;
import io.inventorybridge.delivery.DeliveryRepository.WriteOutcome.Saved;
import io.inventorybridge.delivery.PartRecord.Failure;
import io.inventorybridge.delivery.PartRecord.ResetTotals;
import io.inventorybridge.delivery.PartRecord.VarianceTotals;
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

/** The contract of every store of delivery records. */
public abstract class DeliveryRepositoryContract {
  private static final Instant MORNING = Instant.parse("2026-11-24T07:00:00Z");

  protected abstract DeliveryRepository empty();

  private static DeliveryRecord record(Instant snapshot, String source, Status status) {
    return record(DeliveryId.of(snapshot, source, "0123456789abcdef"), snapshot, status);
  }

  private static DeliveryRecord record(DeliveryId id, Instant snapshot, Status status) {
    String source = id.source();
    return new DeliveryRecord(
        id,
        DeliveryManifest.DeliveryKind.ORDINARY,
        status,
        Optional.of(StatedReason.of(HeldReason.FEW_ROWS, "1 row")),
        new SnapshotTime(snapshot, SnapshotTime.From.NAME),
        snapshot.plusSeconds(3_600),
        new SourceObject("incoming/" + source + "/a.csv", "\"etag\"", snapshot.plusMillis(1)),
        "0123456789abcdef",
        17,
        Optional.of("originals/x"),
        new RowCounts(
            6, 1, Map.of(FilterReason.UNKNOWN_UPC, 3L), Map.of(RejectReason.LOSSY_UPC, 2L)),
        new TreeSet<>(List.of(new FacilityId("SVC21"), new FacilityId("A36"))),
        new IntakeFindings(
            List.of(
                GuardFinding.notAsked("missingStore", "", "it is switched off"),
                new GuardFinding("rowsBelow", "1 row", "less", GuardFinding.Verdict.HELD, "")),
            Optional.of(new MovedUnits(9, 3, 17, 40)),
            new TreeSet<>(List.of("1/007")),
            new RejectedKeys(2, 1)),
        2,
        new TreeMap<>(Map.of("FilterDelta", Duration.ofMillis(1_234))),
        Optional.of(DeliveryId.of(MORNING, source, "ffffffffffffffff")),
        Optional.of(DeliveryId.of(MORNING, source, "eeeeeeeeeeeeeeee")),
        0);
  }

  @Test
  void aRecordComesBackAsItWasWritten() {
    DeliveryRepository deliveries = empty();
    DeliveryRecord record = record(MORNING, "sv", Status.RUNNING);
    assertThat(deliveries.create(record)).isEqualTo(new Saved<>(record.withRevision(1)));
    assertThat(deliveries.find(record.id())).contains(record.withRevision(1));
  }

  @Test
  void aRecordThatWasNeverWrittenDoesNotExist() {
    DeliveryRepository deliveries = empty();
    DeliveryId id = DeliveryId.of(MORNING, "sv", "0123456789abcdef");
    assertThat(deliveries.find(id)).isEmpty();
    assertThat(deliveries.ofSource("sv")).isEmpty();
    assertThat(deliveries.parts(id)).isEmpty();
    assertThat(deliveries.findPart(id, new PartName(1))).isEmpty();
  }

  @Test
  void ofTwoThatCreateARecordOneLearnsOfTheOther() {
    DeliveryRepository deliveries = empty();
    DeliveryRecord first = record(MORNING, "sv", Status.RUNNING);
    deliveries.create(first);
    assertThat(deliveries.create(record(MORNING, "sv", Status.HELD)))
        .isEqualTo(new Conflict<>(Optional.of(first.withRevision(1))));
    assertThat(deliveries.find(first.id())).contains(first.withRevision(1));
  }

  @Test
  void ofTwoThatReplaceARevisionOneLearnsOfTheOther() {
    DeliveryRepository deliveries = empty();
    DeliveryRecord first = record(MORNING, "sv", Status.RUNNING);
    deliveries.create(first);
    DeliveryRecord settled = first.withRevision(1).with(Status.SETTLED);
    assertThat(deliveries.replace(settled)).isEqualTo(new Saved<>(settled.withRevision(2)));
    assertThat(deliveries.replace(first.withRevision(1).with(Status.QUARANTINED)))
        .isEqualTo(new Conflict<>(Optional.of(settled.withRevision(2))));
  }

  @Test
  void aRecordThatIsNotThereCannotBeReplaced() {
    assertThat(empty().replace(record(MORNING, "sv", Status.RUNNING).withRevision(3)))
        .isEqualTo(new Conflict<>(Optional.empty()));
  }

  @Test
  void theDeliveriesOfASourceComeNewestFirstAndWithoutItsParts() {
    DeliveryRepository deliveries = empty();
    DeliveryRecord old = record(MORNING.minusSeconds(86_400), "sv", Status.SETTLED);
    DeliveryRecord young = record(MORNING, "sv", Status.RUNNING);
    deliveries.create(old);
    deliveries.create(young);
    deliveries.create(record(MORNING, "gt", Status.RUNNING));
    deliveries.create(PartRecord.pending(young.id(), part(1)));
    assertThat(deliveries.ofSource("sv"))
        .extracting(DeliveryRecord::id)
        .containsExactly(young.id(), old.id());
  }

  @Test
  void backfillsAreNotListedAmongTheDeliveriesOfASource() {
    DeliveryRepository deliveries = empty();
    DeliveryRecord dropped = record(MORNING, "sv", Status.SETTLED);
    DeliveryId backfill = dropped.id().backfill("0123456789abcdef01234567");
    DeliveryRecord filled = record(backfill, MORNING, Status.RUNNING);
    deliveries.create(dropped);
    deliveries.create(record(MORNING.plusSeconds(1), "gt", Status.HELD));
    assertThat(deliveries.create(filled)).isEqualTo(new Saved<>(filled.withRevision(1)));
    deliveries.create(PartRecord.pending(backfill, part(1)));
    assertThat(deliveries.find(backfill)).contains(filled.withRevision(1));
    assertThat(deliveries.parts(backfill)).hasSize(1);
    assertThat(deliveries.findPart(backfill, new PartName(1))).isPresent();
    assertThat(deliveries.ofSource("sv")).containsExactly(dropped.withRevision(1));
    assertThat(deliveries.backfills(dropped.id())).containsExactly(filled.withRevision(1));
    assertThat(deliveries.backfills(DeliveryId.of(MORNING, "gt", "0123456789abcdef"))).isEmpty();
    assertThat(deliveries.sources()).containsExactly("gt", "sv");
  }

  @Test
  void partsComeBackInOrderAsTheyWereWritten() {
    DeliveryRepository deliveries = empty();
    DeliveryId id = DeliveryId.of(MORNING, "sv", "0123456789abcdef");
    deliveries.create(PartRecord.pending(id, part(10_000)));
    deliveries.create(PartRecord.pending(id, part(2)));
    PartRecord settled =
        PartRecord.pending(id, part(2))
            .withRevision(1)
            .settled(
                "attempt-1",
                new ResetTotals(5, 4, 3, Duration.ofMillis(2_500)),
                new VarianceTotals(2, StockQuantity.of(-3), 1, 7, Duration.ofSeconds(1)));
    assertThat(deliveries.replace(settled)).isEqualTo(new Saved<>(settled.withRevision(2)));
    PartRecord failed =
        PartRecord.pending(id, part(10_000))
            .withRevision(1)
            .quarantined("attempt-2", new Failure("ImportReset", "PartMismatch", "no such part"));
    deliveries.replace(failed);
    assertThat(deliveries.parts(id))
        .containsExactly(settled.withRevision(2), failed.withRevision(2));
    assertThat(deliveries.findPart(id, new PartName(2))).contains(settled.withRevision(2));
  }

  @Test
  void aPartIsCreatedOnce() {
    DeliveryRepository deliveries = empty();
    DeliveryId id = DeliveryId.of(MORNING, "sv", "0123456789abcdef");
    PartRecord pending = PartRecord.pending(id, part(1));
    deliveries.create(pending);
    assertThat(deliveries.create(pending))
        .isEqualTo(new Conflict<>(Optional.of(pending.withRevision(1))));
  }

  private static DeliveryManifest.Part part(int number) {
    return new DeliveryManifest.Part(new PartName(number), 12, "abc");
  }
}
