// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.delivery.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.inventorybridge.delivery.DeliveryId;
import io.inventorybridge.delivery.DeliveryRecord;
import io.inventorybridge.delivery.DeliveryRecord.Status;
import io.inventorybridge.delivery.DeliveryUndo;
import io.inventorybridge.delivery.intake.DecidingDelivery.DecisionOutcome;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The intake of a file whose delivery was undone, and of what was cut from it. */
class UndoneFileTest {
  private static final String FILE = "STORE,UPC,QTY\nA,1,5\n";
  private static final String KEY = "incoming/sv/20261123T1800Z.csv";
  private static final String REJECTS =
      "STORE,UPC,QTY,rejectLine,rejectReason,rejectMessage\nA,2,6,3,MALFORMED_QTY,x\n";

  @TempDir Path disk;
  private IntakeFixture night;

  @BeforeEach
  void aDeliveryIsSettled() {
    night = new IntakeFixture(disk);
    night.drop(KEY, FILE);
    night.settle();
  }

  @ParameterizedTest
  @EnumSource(
      value = Status.class,
      names = {"UNDOING", "UNDONE"})
  void theSameFileIsHeldUnderAnIdOfItsOwn(Status status) {
    DeliveryId first = night.only().id();
    undo(first, status);
    assertThat(again()).isEqualTo("UNDONE_BEFORE: the same bytes were undone as " + first);
    DeliveryId second = new DeliveryId(first + "-r2");
    assertThat(status(second)).isEqualTo(Status.HELD);
    assertThat(status(first)).isEqualTo(status);
  }

  @Test
  void aRepeatedEventOfTheUndoneFileChangesNothing() {
    DeliveryId first = night.only().id();
    undo(first, Status.UNDONE);
    night.event(KEY);
    assertThat(night.only().status()).isEqualTo(Status.UNDONE);
    assertThat(night.deciding().retry(first))
        .isEqualTo(
            new DecisionOutcome.Impossible(
                first + " cannot be retried: it is undone, not quarantined"));
    assertThat(night.deciding().release(first, Optional.empty()))
        .isEqualTo(
            new DecisionOutcome.Impossible(first + " cannot be released: it is undone, not held"));
  }

  @Test
  void itsReleaseIsAcceptedWithANewRank() {
    DeliveryRecord first = night.only();
    undo(first.id(), Status.UNDONE);
    again();
    DeliveryId second = new DeliveryId(first.id() + "-r2");
    night.deciding().release(second, Optional.empty());
    night.event("incoming/sv/released/" + second);
    DeliveryRecord accepted = record(second);
    assertThat(accepted.status()).isEqualTo(Status.RUNNING);
    assertThat(accepted.releasedFrom()).isEmpty();
    assertThat(accepted.rank()).isGreaterThan(first.rank());
    assertThat(night.manifest(second).rank()).isEqualTo(accepted.rank());
    assertThat(night.keys("reset/" + second)).containsExactly("reset/" + second + "/part-0001.csv");
    assertThat(again())
        .isEqualTo(
            "the same bytes were delivered as %s, uploaded at %s"
                .formatted(second, accepted.uploaded()));
    night.settle();
    undo(second, Status.UNDONE);
    assertThat(again()).isEqualTo("UNDONE_BEFORE: the same bytes were undone as " + second);
    assertThat(status(new DeliveryId(first.id() + "-r3"))).isEqualTo(Status.HELD);
  }

  @Test
  void aThirdDropFindsTheHeldOneWaiting() {
    DeliveryId first = night.only().id();
    undo(first, Status.UNDONE);
    again();
    assertThat(again()).startsWith("the same bytes wait as " + first + "-r2, uploaded at ");
    night.deciding().refuse(new DeliveryId(first + "-r2"));
    assertThat(again())
        .isEqualTo("REFUSED_BEFORE: the same bytes were refused as " + first + "-r2");
    assertThat(night.deliveries.ofSource("sv")).hasSize(2);
  }

  @Test
  void theSameBytesOfAnotherTimeAreANewDelivery() {
    undo(night.only().id(), Status.UNDONE);
    night.passes(Duration.ofHours(1));
    assertThat(night.drop("incoming/sv/20261123T1900Z.csv", FILE))
        .isInstanceOf(IntakeOutcome.Accepted.class);
  }

  @Test
  void theSameBytesWithoutAStatedTimeAreHeld() {
    DeliveryId first = night.only().id();
    undo(first, Status.UNDONE);
    night.passes(Duration.ofDays(3));
    assertThat(reason(night.drop("incoming/sv/later.csv", FILE)))
        .isEqualTo("UNDONE_BEFORE: the same bytes were undone as " + first);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aCorrectionNamesItsDeliveryByMetadataOrName(boolean byName) {
    DeliveryId first = night.only().id();
    correct(first, byName);
    DeliveryRecord correction =
        night.deliveries.ofSource("sv").stream()
            .filter(record -> !record.id().equals(first))
            .findFirst()
            .orElseThrow();
    assertThat(correction.corrects()).contains(first);
    assertThat(correction.status()).isEqualTo(Status.RUNNING);
  }

  @Test
  void aCorrectionOfAnUndoneDeliveryIsHeldAndItsReleaseCounts() {
    DeliveryId first = night.only().id();
    undo(first, Status.UNDONE);
    assertThat(reason(correct(first, true)))
        .isEqualTo(
            "UNDONE_BEFORE: it corrects rejected rows of %s, which was undone".formatted(first));
    DeliveryId held =
        night.deliveries.ofSource("sv").stream()
            .filter(record -> record.status() == Status.HELD)
            .findFirst()
            .orElseThrow()
            .id();
    night.deciding().release(held, Optional.empty());
    night.event("incoming/sv/released/" + held);
    assertThat(status(held)).isEqualTo(Status.RUNNING);
    assertThat(record(held).corrects()).contains(first);
  }

  @Test
  void aCorrectionThatWasAcceptedWhileTheUndoBeganSendsNoPart() {
    DeliveryId first = night.only().id();
    for (int call = 0; night.deliveries.ofSource("sv").size() == 1; call++) {
      // The run dies right after it has written its record.
      night.killAt(call, true);
      try {
        correct(first, true);
      } catch (IntakeFixture.Killed e) {
        assertThat(night.keys("reset/")).hasSize(1);
      }
    }
    night.killNoMore();
    undo(first, Status.UNDONE);
    night.event("incoming/sv/corrections/%s.csv".formatted(first));
    DeliveryRecord correction =
        night.deliveries.ofSource("sv").stream()
            .filter(record -> record.corrects().isPresent())
            .findFirst()
            .orElseThrow();
    assertThat(correction.status()).isEqualTo(Status.UNDONE);
    assertThat(correction.undo().orElseThrow().of()).isEqualTo(first);
    assertThat(night.keys("reset/")).hasSize(1);
  }

  private IntakeOutcome correct(DeliveryId delivery, boolean byName) {
    return byName
        ? night.drop("incoming/sv/corrections/%s.csv".formatted(delivery), REJECTS)
        : night.drop(
            "incoming/sv/corrections/fixed.csv",
            REJECTS,
            Map.of("delivery", delivery.value(), "snapshot-time", "2026-11-23T18:00:00Z"));
  }

  private String again() {
    night.passes(Duration.ofMinutes(5));
    return reason(night.drop("incoming/sv/again/20261123T1800Z.csv", FILE));
  }

  private static String reason(IntakeOutcome outcome) {
    return ((IntakeOutcome.Reported) outcome).report().reason().orElseThrow();
  }

  private void undo(DeliveryId id, Status status) {
    Instant now = night.now();
    DeliveryUndo begun = DeliveryUndo.begin(id, now, List.of());
    night.deliveries.replace(
        record(id)
            .withUndo(
                status,
                status == Status.UNDONE
                    ? begun.complete(now, DeliveryUndo.UndoTotals.NONE)
                    : begun));
  }

  private Status status(DeliveryId id) {
    return record(id).status();
  }

  private DeliveryRecord record(DeliveryId id) {
    return night.deliveries.find(id).orElseThrow();
  }
}
