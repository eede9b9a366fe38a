// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.delivery.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.inventorybridge.delivery.DeliveryId;
import io.inventorybridge.delivery.DeliveryRecord;
import io.inventorybridge.delivery.DeliveryRecord.Status;
import io.inventorybridge.delivery.GuardFinding;
import io.inventorybridge.delivery.PartName;
import io.inventorybridge.delivery.PartRecord;
import io.inventorybridge.delivery.PartRecord.Failure;
import io.inventorybridge.delivery.SnapshotTime.From;
import io.inventorybridge.delivery.intake.DecidingDelivery.DecisionOutcome;
import io.inventorybridge.stock.StockKey;
import io.inventorybridge.stock.StockQuantity;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The guards, and an operator's decisions about a waiting delivery. */
class DecidingDeliveryTest {
  private static final String FILE = "STORE,UPC,QTY\nA,1,5\n";
  private static final Instant STATED = Instant.parse("2026-11-23T18:00:00Z");

  @TempDir Path disk;
  private IntakeFixture night;

  @BeforeEach
  void fallOfNight() {
    night = new IntakeFixture(disk);
  }

  private static String rows(int rows, int units, String... stores) {
    StringBuilder file = new StringBuilder("STORE,UPC,QTY\n");
    for (int i = 0; i < rows; i++) {
      String store = stores[i % stores.length];
      file.append(store).append(',').append(i / stores.length + 1).append(',').append(units);
      file.append('\n');
    }
    return file.toString();
  }

  private void ordinaryNights(int nights, String... stores) {
    for (int i = 0; i < nights; i++) {
      night.passes(Duration.ofDays(1));
      night.drop("incoming/sv/night-%d.csv".formatted(i), rows(300 + i, 4, stores));
      night.settle();
    }
    night.passes(Duration.ofDays(1));
  }

  /** The reason why tonight's file is held, or nothing. */
  private String reason(String key, String file, Map<String, String> metadata) {
    return night.drop(key, file, metadata) instanceof IntakeOutcome.Reported reported
        ? reported.report().reason().orElse("")
        : "";
  }

  private String tonight(String file) {
    return reason("incoming/sv/tonight.csv", file, Map.of());
  }

  @Test
  void aDeliveryOfFarFewerOrFarMoreRowsThanUsualIsHeld() {
    ordinaryNights(7, "A");
    assertThat(tonight(rows(101, 4, "A"))).isEmpty();
    assertThat(tonight(rows(100, 4, "A")))
        .isEqualTo("FEW_ROWS: 100 rows are less than 1/3 times the median of 303 rows");
    assertThat(tonight(rows(909, 4, "A"))).isEmpty();
    assertThat(tonight(rows(910, 4, "A")))
        .isEqualTo("MANY_ROWS: 910 rows are more than 3 times the median of 303 rows");
    assertThat(tonight("STORE,UPC,QTY\n")).as("a day without changes").isEmpty();
  }

  @Test
  void withoutHistoryNoGuardHolds() {
    ordinaryNights(4, "A", "B");
    assertThat(tonight(FILE)).isEmpty();
  }

  @Test
  void aStoreThatWasThereEveryNightIsMissed() {
    ordinaryNights(6, "A", "B");
    assertThat(tonight(rows(300, 3, "A")))
        .isEqualTo("MISSING_STORE: no row of B, which was in each of the last 6 deliveries");
    assertThat(reason("incoming/sv/initial/all.csv", rows(20, 3, "A"), Map.of()))
        .as("an initial load may be of any size")
        .isEmpty();
    assertThat(
            reason(
                "incoming/sv/corrections/one.csv",
                rows(1, 3, "A"),
                Map.of("snapshot-time", "2026-11-24T00:00:00Z")))
        .as("a correction, too")
        .isEmpty();
  }

  @Test
  void aDeliveryThatEmptiesTheStoresIsHeld() {
    for (int upc = 1; upc <= 200; upc++) {
      night.balances.put(StockKey.of("A", "" + upc), StockQuantity.of(3));
      night.balances.put(StockKey.of("B", "" + upc), StockQuantity.of(upc > 100 ? 3 : 0));
    }
    String most =
        rows(60, 0, "A")
            + rows(200, 4, "A").lines().skip(61).map(r -> r + "\n").reduce("", String::concat);
    assertThat(tonight(most)).as("60 of 200 are 30 %%").isEmpty();
    assertThat(zeroFinding())
        .isEqualTo(
            new GuardFinding(
                "goingToZero",
                "60 of 200 keys with stock",
                "more than 30 % from 200 keys on; 90 % and more from 20 on",
                GuardFinding.Verdict.PASSED,
                ""));
    String more =
        rows(61, 0, "A")
            + rows(200, 4, "A").lines().skip(62).map(r -> r + "\n").reduce("", String::concat);
    assertThat(tonight(more))
        .isEqualTo("GOING_TO_ZERO: 61 of 200 keys with stock would go to 0 or below");
    assertThat(zeroFinding().measured()).isEqualTo("61 of 200 keys with stock");
    assertThat(zeroFinding().verdict()).isEqualTo(GuardFinding.Verdict.HELD);
    assertThat(tonight(rows(199, -1, "A")))
        .as("nearly all of a small store")
        .isEqualTo("GOING_TO_ZERO: 199 of 199 keys with stock would go to 0 or below");
    assertThat(tonight(rows(19, -1, "A"))).as("too few to tell").isEmpty();
    assertThat(zeroFinding().why()).isEqualTo("fewer than 20 keys have stock");
  }

  private GuardFinding zeroFinding() {
    return night.deliveries.ofSource("sv").stream()
        .max(Comparator.comparing(DeliveryRecord::rank))
        .orElseThrow()
        .findings()
        .guards()
        .getLast();
  }

  @Test
  void aSnapshotTimeAfterTheUploadIsHeld() {
    Instant upload = night.now();
    assertThat(
            reason(
                "incoming/sv/a.csv",
                FILE,
                Map.of("snapshot-time", upload.plusSeconds(300).toString())))
        .isEmpty();
    assertThat(
            reason(
                "incoming/sv/initial/b.csv",
                FILE,
                Map.of("snapshot-time", upload.plusSeconds(301).toString())))
        .isEqualTo(
            "SNAPSHOT_AHEAD: the snapshot time 2026-11-23T20:05:01Z is more than PT5M after the upload at 2026-11-23T20:00:00Z");
  }

  private DeliveryRecord held() {
    night.drop("incoming/sv/initial/a.csv", FILE, Map.of("snapshot-time", "2026-11-24T20:00:00Z"));
    assertThat(night.only().status()).isEqualTo(Status.HELD);
    return night.only();
  }

  private IntakeOutcome released(DeliveryId id) {
    return night.event("incoming/sv/released/" + id);
  }

  @Test
  void aReleasedDeliveryGoesOnAsItWas() {
    DeliveryRecord held = held();
    night.passes(Duration.ofHours(5));
    assertThat(night.deciding().release(held.id(), Optional.empty()))
        .isInstanceOf(DecisionOutcome.Decided.class);
    assertThat(released(held.id()))
        .isEqualTo(new IntakeOutcome.Accepted(held.id(), 1, night.only().rows()));
    assertThat(night.only().status()).isEqualTo(Status.RUNNING);
    assertThat(night.only().uploaded()).isEqualTo(held.uploaded());
    assertThat(night.only().kind()).isEqualTo(held.kind());
    assertThat(night.only().snapshot()).isEqualTo(held.snapshot());
    assertThat(night.keys("originals/")).containsExactly("originals/" + held.id() + "/a.csv");
    assertThat(released(held.id())).as("told again").isInstanceOf(IntakeOutcome.Accepted.class);
  }

  @Test
  void aReleaseWithAnotherTimeIsAnotherDeliveryAndBothSaySo() {
    DeliveryRecord held = held();
    night.deciding().release(held.id(), Optional.of(STATED));
    IntakeOutcome.Accepted accepted = (IntakeOutcome.Accepted) released(held.id());
    DeliveryRecord running = night.deliveries.find(accepted.delivery()).orElseThrow();
    assertThat(running.id().value()).startsWith("20261123T180000Z-sv-");
    assertThat(running.snapshot().from()).isEqualTo(From.OPTION);
    assertThat(running.releasedFrom()).contains(held.id());
    DeliveryRecord first = night.deliveries.find(held.id()).orElseThrow();
    assertThat(first.status()).isEqualTo(Status.RELEASED);
    assertThat(first.releasedAs()).contains(running.id());
    assertThat(night.text("reports/" + held.id() + ".json"))
        .contains("released as " + running.id());
    assertThat(night.deciding().release(held.id(), Optional.empty()))
        .isInstanceOf(DecisionOutcome.Impossible.class);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aReleaseThatIsKilledAnywhereIsMadeGoodByTheNext(boolean afterTheCall) {
    for (int call = 0; call < 200; call++) {
      night = new IntakeFixture(disk);
      DeliveryRecord held = held();
      night.killAt(call, afterTheCall);
      boolean killed = false;
      try {
        night.deciding().release(held.id(), Optional.of(STATED));
        released(held.id());
      } catch (IntakeFixture.Killed e) {
        killed = true;
      }
      night.killNoMore();
      night.deciding().release(held.id(), Optional.of(STATED));
      released(held.id());
      assertThat(night.deliveries.ofSource("sv"))
          .extracting(DeliveryRecord::status)
          .containsExactlyInAnyOrder(Status.RUNNING, Status.RELEASED);
      assertThat(night.keys("reset/")).hasSize(1);
      assertReleasedAs(held, night.deliveries.ofSource("sv").getLast());
      if (!killed) {
        assertThat(call).isGreaterThan(15);
        return;
      }
    }
    throw new AssertionError("it never came to its end");
  }

  private void assertReleasedAs(DeliveryRecord held, DeliveryRecord became) {
    assertThat(night.deliveries.find(held.id()).orElseThrow().releasedAs()).contains(became.id());
    assertThat(night.text("reports/" + held.id() + ".json")).contains("released as " + became.id());
  }

  @Test
  void aHeldDeliveryNamesTheOneItBecameAlsoWhereOthersWriteItMeanwhile() {
    DeliveryRecord held = held();
    night.deciding().release(held.id(), Optional.of(STATED));
    night.overtakes(2);
    released(held.id());
    assertReleasedAs(held, night.deliveries.ofSource("sv").getLast());
  }

  @Test
  void aHeldDeliveryNamesTheOneItBecameAlsoWhereThatOneWasRetriedFirst() {
    DeliveryRecord held = heldWithAnUnfinishedRelease();
    released(held.id());
    assertReleasedAs(held, night.deliveries.ofSource("sv").getLast());
  }

  @Test
  void aReleaseOfWhatIsDoneOnlyNamesIt() {
    DeliveryRecord held = heldWithAnUnfinishedRelease();
    night.deciding().release(held.id(), Optional.of(STATED));
    assertThat(released(held.id())).isInstanceOf(IntakeOutcome.Reported.class);
    assertThat(night.deliveries.ofSource("sv")).hasSize(2);
    assertReleasedAs(held, night.deliveries.ofSource("sv").getLast());
  }

  /**
   * The run of its release died after it accepted the delivery, which an operator's retry settled
   * since.
   */
  private DeliveryRecord heldWithAnUnfinishedRelease() {
    DeliveryRecord held = null;
    for (int call = 0; held == null || night.deliveries.ofSource("sv").size() == 1; call++) {
      night = new IntakeFixture(disk);
      held = held();
      night.deciding().release(held.id(), Optional.of(STATED));
      night.killAt(call, true);
      DeliveryId id = held.id();
      assertThatThrownBy(() -> released(id)).isInstanceOf(IntakeFixture.Killed.class);
    }
    night.killNoMore();
    night.deciding().retry(night.deliveries.ofSource("sv").getLast().id());
    night.settle();
    assertThat(night.deliveries.find(held.id()).orElseThrow().releasedAs()).isEmpty();
    return held;
  }

  @Test
  void aHeldDeliveryReleasedForTheTimeOfAnotherOfItsBytesIsReleasedAsThatOne() {
    night.drop("incoming/sv/initial/b.csv", FILE, Map.of("snapshot-time", STATED.toString()));
    DeliveryRecord first = night.only();
    night.drop("incoming/sv/initial/a.csv", FILE, Map.of("snapshot-time", "2026-11-24T20:00:00Z"));
    DeliveryRecord held = night.deliveries.ofSource("sv").getFirst();
    assertThat(held.status()).isEqualTo(Status.HELD);
    night.deciding().release(held.id(), Optional.of(STATED));
    released(held.id());
    assertReleasedAs(held, first);
  }

  @Test
  void nothingIsReleasedWithoutAnOperator() {
    DeliveryRecord held = held();
    night.put("incoming/sv/released/" + held.id(), FILE, Map.of());
    assertThat(released(held.id()))
        .isEqualTo(
            new IntakeOutcome.Ignored(
                "incoming/sv/released/" + held.id(), held.id() + " was not released"));
  }

  @Test
  void anUnreadableFileCannotBeReleased() {
    night.drop("incoming/sv/a.csv", "STORE,UPC\n");
    assertThat(night.deciding().release(night.only().id(), Optional.empty()))
        .isEqualTo(
            new DecisionOutcome.Impossible(
                night.only().id()
                    + " cannot be released, because it cannot be read: MISSING_COLUMN: line 1 has no column QTY or QTY_ON_HAND or ON_HAND; its columns are STORE, UPC"));
  }

  @Test
  void rejectsWithoutATimeAreReleasedOnlyWithOne() {
    night.drop("incoming/sv/rejects.csv", "STORE,UPC,QTY,rejectReason\nA,1,5,\n");
    DeliveryId id = night.only().id();
    assertThat(night.deciding().release(id, Optional.empty()))
        .isEqualTo(
            new DecisionOutcome.Impossible(
                id
                    + " can only be released with a snapshot time: REJECTS_WITHOUT_SNAPSHOT_TIME: a file of rejected rows has to state the snapshot time of its delivery, by name or metadata"));
    night.deciding().release(id, Optional.of(Instant.parse("2026-11-23T18:00:00Z")));
    assertThat(released(id)).isInstanceOf(IntakeOutcome.Accepted.class);
  }

  @Test
  void aRefusedDeliveryIsNotReleased() {
    DeliveryRecord held = held();
    night.deciding().refuse(held.id());
    assertThat(night.only().status()).isEqualTo(Status.REFUSED);
    assertThat(night.deciding().release(held.id(), Optional.empty()))
        .isEqualTo(
            new DecisionOutcome.Impossible(
                held.id() + " cannot be released: it is refused, not held"));
  }

  @Test
  void aRetrySendsTheUnsettledPartsAgain() {
    night.drop("incoming/sv/a.csv", FILE);
    DeliveryId id = night.only().id();
    PartRecord part = night.deliveries.parts(id).getFirst();
    night.deliveries.replace(part.quarantined("a1", new Failure("ImportReset", "E", "because")));
    night.deliveries.replace(night.only().with(Status.QUARANTINED));
    assertThat(night.deciding().retry(id))
        .isEqualTo(new DecisionOutcome.Decided(night.only(), java.util.List.of(new PartName(1))));
    assertThat(night.only().status()).isEqualTo(Status.RUNNING);
    assertThat(night.deliveries.parts(id).getFirst().status()).isEqualTo(PartRecord.Status.PENDING);
    assertThat(night.files.find("reset/" + id + "/part-0001.csv").orElseThrow().metadata())
        .containsEntry("attempt", "2")
        .containsEntry("rows", "1");
    night.settle();
    assertThat(night.deciding().retry(id))
        .isEqualTo(
            new DecisionOutcome.Impossible(
                id + " cannot be retried: it is settled, not quarantined"));
  }

  @Test
  void anUnknownDeliveryCannotBeDecided() {
    DeliveryId id = new DeliveryId("20261123T180000Z-sv-0123456789ab");
    DecisionOutcome unknown = new DecisionOutcome.Impossible("there is no delivery " + id);
    assertThat(night.deciding().retry(id)).isEqualTo(unknown);
    assertThat(night.deciding().release(id, Optional.empty())).isEqualTo(unknown);
    assertThat(night.deciding().refuse(id)).isEqualTo(unknown);
  }
}
