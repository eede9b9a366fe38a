// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.shopsync.full;

import static org.assertj.core.api.Assertions.assertThat;

import io.inventorybridge.delivery.DeliveryId;
import io.inventorybridge.delivery.DeliveryManifest.DeliveryKind;
import io.inventorybridge.delivery.DeliveryRecord;
import io.inventorybridge.delivery.DeliveryRecord.Status;
import io.inventorybridge.delivery.InMemoryDeliveryRepository;
import io.inventorybridge.delivery.IntakeFindings;
import io.inventorybridge.delivery.RowCounts;
import io.inventorybridge.delivery.SnapshotTime;
import io.inventorybridge.delivery.SourceObject;
import io.inventorybridge.settings.OpeningHours;
import io.inventorybridge.settings.PublishSettings;
import io.inventorybridge.settings.PublishSettings.Publish;
import io.inventorybridge.settings.PublishSettings.Reconcile;
import io.inventorybridge.settings.PublishSettings.Topology;
import io.inventorybridge.settings.PublishSettings.WithoutDelivery;
import io.inventorybridge.shopsync.full.AwaitingDelivery.Proceed;
import io.inventorybridge.shopsync.full.AwaitingDelivery.Ready;
import io.inventorybridge.shopsync.full.AwaitingDelivery.Stop;
import io.inventorybridge.shopsync.full.AwaitingDelivery.Wait;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AwaitingDeliveryTest {
  private static final Instant BEGAN = Instant.parse("2026-11-24T03:30:00Z");
  private static final Duration DEADLINE = Duration.ofHours(3);
  private static final Duration TONIGHT = Duration.ofHours(18);
  private static final Duration A_WEEK = Duration.ofDays(7);
  private static final Duration A_MOMENT = Duration.ofNanos(1);

  private final InMemoryDeliveryRepository deliveries = new InMemoryDeliveryRepository();
  private WithoutDelivery without = WithoutDelivery.GO_ON;

  @Test
  void withoutAnySourceThereIsNothingToWaitFor() {
    assertThat(look(BEGAN)).isEqualTo(new Ready());
  }

  @Test
  void itBeginsWhenTonightsDeliveryOfEverySourceIsSettled() {
    dropped("hn", BEGAN.minusSeconds(60), Status.SETTLED);
    DeliveryRecord slow = dropped("sv", BEGAN.minusSeconds(60), Status.RUNNING);
    assertThat(look(BEGAN))
        .isEqualTo(new Wait(List.of("source sv: %s is RUNNING".formatted(slow.id()))));
    become(slow, Status.SETTLED);
    assertThat(look(BEGAN)).isEqualTo(new Ready());
  }

  @ParameterizedTest
  @EnumSource(
      value = Status.class,
      names = {"SETTLED", "REFUSED", "UNDOING", "UNDONE"},
      mode = EnumSource.Mode.EXCLUDE)
  void anUnsettledDeliveryIsWaitedForEvenUnderANewerSettledOne(Status status) {
    DeliveryRecord older = dropped("sv", BEGAN.minusSeconds(600), status);
    dropped("sv", BEGAN.minusSeconds(60), Status.SETTLED);
    assertThat(look(BEGAN).missing())
        .containsExactly("source sv: %s is %s".formatted(older.id(), status));
  }

  @Test
  void theDeadlineItselfIsTheFirstMomentThatWaitsNoLonger() {
    dropped("sv", BEGAN.minusSeconds(60), Status.HELD);
    Instant end = BEGAN.plus(DEADLINE);
    assertThat(look(end.minus(A_MOMENT))).isInstanceOf(Wait.class);
    assertThat(look(end)).isInstanceOf(Proceed.class);
    without = WithoutDelivery.STOP;
    assertThat(look(end.minus(A_MOMENT))).isInstanceOf(Wait.class);
    assertThat(look(end)).isInstanceOf(Stop.class);
    assertThat(look(end).missing()).hasSize(1);
  }

  @Test
  void anUploadEighteenHoursAgoIsOfTonightAndOneMomentEarlierIsNot() {
    DeliveryRecord tonight = dropped("sv", BEGAN.minus(TONIGHT), Status.SETTLED);
    assertThat(look(BEGAN)).isEqualTo(new Ready());
    become(tonight, Status.RUNNING);
    assertThat(look(BEGAN)).isInstanceOf(Wait.class);
    become(tonight, Status.SETTLED);
    DeliveryRecord lastNight = dropped("hn", BEGAN.minus(TONIGHT).minus(A_MOMENT), Status.SETTLED);
    assertThat(look(BEGAN).missing())
        .containsExactly(
            "source hn: nothing since %s, uploaded at %s"
                .formatted(lastNight.id(), lastNight.uploaded()))
        .noneMatch(sentence -> sentence.contains(tonight.id().value()));
  }

  @Test
  void aSourceThatDroppedNothingForAWeekIsNotWaitedFor() {
    dropped("sv", BEGAN.minus(A_WEEK).minus(A_MOMENT), Status.SETTLED);
    assertThat(look(BEGAN)).isEqualTo(new Ready());
    dropped("hn", BEGAN.minus(A_WEEK), Status.SETTLED);
    assertThat(look(BEGAN).missing()).hasSize(1);
  }

  @Test
  void correctionsAndWhatAnOperatorRefusedAreNoDeliveriesOfTheNight() {
    dropped("sv", BEGAN.minusSeconds(600), Status.SETTLED);
    keep(record("sv", BEGAN.minusSeconds(60), Status.RUNNING, DeliveryKind.CORRECTION));
    dropped("sv", BEGAN.minusSeconds(30), Status.REFUSED);
    assertThat(look(BEGAN)).isEqualTo(new Ready());
  }

  @ParameterizedTest
  @EnumSource(
      value = Status.class,
      names = {"UNDOING", "UNDONE"})
  void aNightWhoseDeliveryWasUndoneHasNone(Status status) {
    DeliveryRecord yesterday = dropped("sv", BEGAN.minus(Duration.ofHours(24)), Status.SETTLED);
    dropped("sv", BEGAN.minusSeconds(60), status);
    assertThat(look(BEGAN).missing())
        .containsExactly(
            "source sv: nothing since %s, uploaded at %s"
                .formatted(yesterday.id(), yesterday.uploaded()));
  }

  @Test
  void aHeldDeliveryThatWasReleasedAsAnotherIsNotWaitedForItself() {
    DeliveryRecord held = dropped("sv", BEGAN.minusSeconds(600), Status.HELD);
    DeliveryRecord other = dropped("sv", BEGAN.minusSeconds(300), Status.SETTLED);
    assertThat(look(BEGAN)).isInstanceOf(Wait.class);
    deliveries.replace(deliveries.find(held.id()).orElseThrow().releasedAs(other.id()));
    assertThat(look(BEGAN)).isEqualTo(new Ready());
  }

  // ------------------------------------------------------------------ notation

  private AwaitingDelivery.Answer look(Instant now) {
    PublishSettings settings =
        new PublishSettings(
            Topology.ONE_LOCATION,
            Reconcile.CORRECT,
            Publish.LIVE,
            Duration.ofMinutes(10),
            Duration.ofHours(1),
            Duration.ofMinutes(5),
            DEADLINE,
            without,
            OpeningHours.NONE);
    return new AwaitingDelivery(deliveries, () -> settings).check(BEGAN, now);
  }

  private DeliveryRecord dropped(String source, Instant uploaded, Status status) {
    return keep(record(source, uploaded, status, DeliveryKind.ORDINARY));
  }

  private DeliveryRecord keep(DeliveryRecord record) {
    deliveries.create(record);
    return record;
  }

  private void become(DeliveryRecord record, Status status) {
    deliveries.replace(deliveries.find(record.id()).orElseThrow().with(status));
  }

  private static DeliveryRecord record(
      String source, Instant uploaded, Status status, DeliveryKind kind) {
    String sha256 = "%016x".formatted(uploaded.toEpochMilli());
    return new DeliveryRecord(
        DeliveryId.of(uploaded, source, sha256),
        kind,
        status,
        Optional.empty(),
        new SnapshotTime(uploaded, SnapshotTime.From.NAME),
        uploaded,
        new SourceObject("incoming/" + source + "/a.csv", "\"etag\"", uploaded),
        sha256,
        1,
        Optional.empty(),
        RowCounts.NONE,
        new TreeSet<>(),
        IntakeFindings.NONE,
        1,
        new TreeMap<>(),
        Optional.empty(),
        Optional.empty(),
        0);
  }
}
