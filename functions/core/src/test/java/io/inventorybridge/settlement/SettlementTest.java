// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.settlement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.inventorybridge.delivery.BucketKeys;
import io.inventorybridge.delivery.DeliveryId;
import io.inventorybridge.delivery.DeliveryRecord;
import io.inventorybridge.delivery.Manifest;
import io.inventorybridge.delivery.PartName;
import io.inventorybridge.delivery.PartRecord;
import io.inventorybridge.delivery.PartRecord.ResetTotals;
import io.inventorybridge.delivery.PartRecord.VarianceTotals;
import io.inventorybridge.files.Files.Content;
import io.inventorybridge.ledger.Cause;
import io.inventorybridge.ledger.Entry;
import io.inventorybridge.ledger.StockRecord.Replaced;
import io.inventorybridge.orders.OrderStatus;
import io.inventorybridge.stock.Quantity;
import io.inventorybridge.stock.StockKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Reset before variance, never the variance alone. Products are A = 11, B = 12, C = 13. */
class SettlementTest {
  private static final String YESTERDAY = "2026-11-23T06:00:00Z";
  private static final String TODAY = "2026-11-24T07:00:00Z";
  private final Nights nights = new Nights();

  /** The example of HotWax's documentation: A and B ship from New York, C waits for stock. */
  @Test
  void theUnitsOfAPartiallyShippedOrderAreTakenOutAgain() {
    nights.apply(nights.delivery(YESTERDAY, "NY 11 10", "NY 12 10", "NASH 11 10", "NASH 12 10"));
    nights.order(
        "o1",
        OrderStatus.OPEN,
        "2026-11-23T09:00:00Z",
        "NY 11 2 COMPLETED",
        "NY 12 2 COMPLETED",
        "NY 13 2 OPEN");
    assertThat(nights.onHand("NY", "11")).isEqualTo(8);
    DeliveryId today =
        nights.delivery(
            TODAY, "NY 11 10", "NY 12 10", "NY 13 5", "NASH 11 10", "NASH 12 10", "NASH 13 5");
    nights.compute(today);
    assertThat(nights.varianceFile(today)).containsExactly("NY 11 -2", "NY 12 -2");
    nights.reset(today);
    assertThat(nights.onHand("NY", "11")).isEqualTo(10);
    assertThat(nights.record("NY", "11").settledOnHand()).isEqualTo(Quantity.of(8));
    nights.variance(today);
    assertThat(
            List.of("NY", "NASH").stream()
                .flatMap(
                    store ->
                        List.of("11", "12", "13").stream().map(upc -> nights.onHand(store, upc))))
        .containsExactly(8L, 8L, 5L, 10L, 10L, 5L);
  }

  @Test
  void aVarianceWithoutItsResetChangesNothingAndSaysSo() {
    nights.order(
        "o1", OrderStatus.OPEN, "2026-11-23T09:00:00Z", "NY 11 2 COMPLETED", "NY 12 1 OPEN");
    DeliveryId today = nights.delivery(TODAY, "NY 11 10");
    nights.compute(today);
    List<Entry> before = entries("NY", "11");
    VarianceTotals totals = nights.variance(today);
    assertThat(totals).isEqualTo(new VarianceTotals(1, Quantity.of(-2), 1, 0, Duration.ZERO));
    assertThat(entries("NY", "11")).isEqualTo(before);
    nights.reset(today);
    nights.variance(today);
    assertThat(nights.onHand("NY", "11")).isEqualTo(8);
  }

  @Test
  void resetsAndVariancesOfTwoDeliveriesMayInterleave() {
    nights.order(
        "o1", OrderStatus.OPEN, "2026-11-22T09:00:00Z", "NY 11 2 COMPLETED", "NY 12 1 OPEN");
    DeliveryId first = nights.delivery(YESTERDAY, "NY 11 10");
    DeliveryId second = nights.delivery(TODAY, "NY 11 20");
    nights.compute(first);
    nights.compute(second);
    nights.reset(first);
    nights.reset(second);
    assertThat(nights.variance(first).stale()).isEqualTo(1);
    assertThat(nights.variance(second).stale()).isZero();
    assertThat(nights.onHand("NY", "11")).isEqualTo(18);
    assertThat(nights.record("NY", "11").settled().baseline().delivery()).isEqualTo(second.value());
  }

  @Test
  void applyingADeliveryTwiceIsApplyingItOnce() {
    nights.order(
        "o1", OrderStatus.OPEN, "2026-11-22T09:00:00Z", "NY 11 2 COMPLETED", "NY 12 1 OPEN");
    DeliveryId today = nights.delivery(TODAY, "NY 11 10", "NY 12 3");
    nights.apply(today);
    List<Entry> once = entries("NY", "11");
    assertThat(nights.reset(today)).isEqualTo(new ResetTotals(2, 0, 0, Duration.ZERO));
    assertThat(nights.variance(today))
        .isEqualTo(new VarianceTotals(1, Quantity.of(-2), 0, 0, Duration.ZERO));
    assertThat(nights.compute(today)).isEqualTo(new ComputingVariance.SettledBefore());
    assertThat(entries("NY", "11")).isEqualTo(once);
  }

  @Test
  void unitsShippedBetweenVarianceAndImportAreALateFact() {
    DeliveryId today = nights.delivery(TODAY, "NY 11 10");
    nights.compute(today);
    nights.order(
        "o1", OrderStatus.OPEN, "2026-11-24T08:00:00Z", "NY 11 3 COMPLETED", "NY 12 1 OPEN");
    nights.reset(today);
    assertThat(nights.variance(today).lateFacts()).isEqualTo(1);
    assertThat(nights.onHand("NY", "11")).isEqualTo(7);
    assertThat(entries("NY", "11").getLast().cause())
        .isEqualTo(new Cause(Cause.Type.LATE_FACT, today.value(), 0));
  }

  @Test
  void aSaleAfterTheSnapshotSurvivesTheReset() {
    nights.apply(nights.delivery(YESTERDAY, "NY 11 10"));
    nights.sale("NY", "11", "before", "2026-11-24T06:59:59Z");
    nights.sale("NY", "11", "at", TODAY);
    nights.sale("NY", "11", "after", "2026-11-24T07:00:01Z");
    assertThat(nights.onHand("NY", "11")).isEqualTo(7);
    nights.apply(nights.delivery(TODAY, "NY 11 8"));
    assertThat(nights.onHand("NY", "11")).isEqualTo(7);
  }

  @Test
  void aSettlementKeepsWhatItMovedAndWhatTheTillsHadReported() {
    nights.apply(nights.delivery(YESTERDAY, "NY 11 10"));
    assertThat(nights.record("NY", "11").settled().replaced())
        .isEqualTo(new Replaced(Instant.MIN, Quantity.ZERO, Quantity.of(10), Quantity.ZERO));
    nights.order(
        "o1", OrderStatus.OPEN, "2026-11-23T09:00:00Z", "NY 11 2 COMPLETED", "NY 12 1 OPEN");
    nights.sale("NY", "11", "before", "2026-11-24T06:59:59Z");
    nights.sale("NY", "11", "after", "2026-11-24T07:00:01Z");
    DeliveryId today = nights.delivery(TODAY, "NY 11 6");
    nights.apply(today);
    Replaced replaced =
        new Replaced(Instant.parse(YESTERDAY), Quantity.of(6), Quantity.of(-3), Quantity.of(-1));
    assertThat(nights.record("NY", "11").settled().replaced()).isEqualTo(replaced);
    assertThat(nights.onHand("NY", "11")).isEqualTo(3);
    nights.apply(today);
    assertThat(nights.record("NY", "11").settled().replaced()).isEqualTo(replaced);
  }

  @Test
  void anOlderDeliveryNeverOverwritesANewerOne() {
    DeliveryId yesterday = nights.delivery(YESTERDAY, "NY 11 1", "NY 12 4");
    nights.apply(nights.delivery(TODAY, "NY 11 8"));
    assertThat(nights.reset(yesterday)).isEqualTo(new ResetTotals(1, 0, 1, Duration.ZERO));
    nights.compute(yesterday);
    nights.variance(yesterday);
    assertThat(nights.onHand("NY", "11")).isEqualTo(8);
    assertThat(nights.onHand("NY", "12")).isEqualTo(4);
  }

  @Test
  void aKeyAbsentFromADeltaIsUnchanged() {
    nights.apply(nights.delivery(YESTERDAY, "NY 11 10", "NY 12 10"));
    nights.apply(nights.delivery(TODAY, "NY 11 9"));
    assertThat(nights.onHand("NY", "12")).isEqualTo(10);
  }

  @Test
  void aResetEqualToTheBalanceMovesTheBaselineAndPostsNothing() {
    nights.apply(nights.delivery(YESTERDAY, "NY 11 10"));
    List<Entry> before = entries("NY", "11");
    DeliveryId today = nights.delivery(TODAY, "NY 11 10");
    assertThat(nights.reset(today)).isEqualTo(new ResetTotals(0, 1, 0, Duration.ZERO));
    nights.compute(today);
    nights.variance(today);
    assertThat(entries("NY", "11")).isEqualTo(before);
    assertThat(nights.record("NY", "11").settled().baseline().delivery()).isEqualTo(today.value());
  }

  @Test
  void anInitialLoadSetsWhatItLeavesOutToZero() {
    nights.apply(nights.delivery(YESTERDAY, "NY 11 10", "NASH 11 10"));
    nights.sale("NY", "12", "e1", "2026-11-23T12:00:00Z");
    nights.apply(nights.delivery(Manifest.Kind.INITIAL, TODAY, List.of(List.of("NY 13 5"))));
    assertThat(nights.onHand("NY", "11")).isZero();
    assertThat(nights.onHand("NY", "12")).isZero();
    assertThat(nights.onHand("NY", "13")).isEqualTo(5);
    assertThat(nights.onHand("NASH", "11")).isEqualTo(10);
    nights.sale("NY", "14", "old", "2026-11-23T12:00:00Z");
    nights.sale("NY", "14", "new", "2026-11-24T12:00:00Z");
    assertThat(nights.onHand("NY", "14")).isEqualTo(-1);
  }

  @Test
  void aLoadWhoseSweepFailedIsFinishedByItsPartComingAgain() {
    nights.apply(nights.delivery(YESTERDAY, "NY 11 10"));
    DeliveryId load = nights.delivery(Manifest.Kind.INITIAL, TODAY, List.of(List.of("NY 13 5")));
    nights.compute(load);
    nights.reset(load);
    nights.variance(load);
    assertThat(nights.settle(load, 1)).isEqualTo(SettlingPart.Outcome.SWEEP);
    assertThat(nights.onHand("NY", "11")).isEqualTo(10);
    nights.apply(load);
    assertThat(nights.onHand("NY", "11")).isZero();
    assertThat(nights.deliveries.find(load).orElseThrow().status())
        .isEqualTo(DeliveryRecord.Status.SETTLED);
  }

  @Test
  void aDeliveryIsSettledByTheLastOfItsParts() {
    DeliveryId id =
        nights.delivery(
            Manifest.Kind.ORDINARY, TODAY, List.of(List.of("NY 11 1"), List.of("NY 12 2")));
    assertThat(nights.settle(id, 2)).isEqualTo(SettlingPart.Outcome.WAITING);
    assertThat(nights.reports).isEmpty();
    assertThat(nights.settle(id, 1)).isEqualTo(SettlingPart.Outcome.SETTLED);
    assertThat(nights.deliveries.find(id).orElseThrow().status())
        .isEqualTo(DeliveryRecord.Status.SETTLED);
    assertThat(nights.reports).containsExactly(id);
  }

  @Test
  void aPartPutAsideKeepsTheDeliveryOpenUntilItsRetry() {
    DeliveryId id = nights.delivery(TODAY, "NY 11 1");
    nights.settling.quarantine(
        id,
        new PartName(1),
        "attempt-1",
        new PartRecord.Failure("ImportReset", "States.Timeout", "it took too long"));
    DeliveryRecord aside = nights.deliveries.find(id).orElseThrow();
    assertThat(aside.status()).isEqualTo(DeliveryRecord.Status.QUARANTINED);
    assertThat(aside.reason())
        .contains("QUARANTINED: ImportReset of part-0001.csv failed, it took too long");
    nights.apply(id);
    DeliveryRecord settled = nights.deliveries.find(id).orElseThrow();
    assertThat(settled.status()).isEqualTo(DeliveryRecord.Status.SETTLED);
    assertThat(settled.reason()).isEmpty();
  }

  @Test
  void anImportThatRunsOutOfTimeGoesOnWhereItStopped() {
    List<String> rows = new ArrayList<>();
    for (int n = 1; n <= 250; n++) {
      rows.add("NY " + n + " " + n);
    }
    DeliveryId id = nights.delivery(Manifest.Kind.ORDINARY, TODAY, List.of(rows));
    nights.compute(id);
    Progress<ResetTotals> first = nights.reset(id, 1, 0, () -> false);
    assertThat(first.state()).isEqualTo(Progress.State.MORE);
    assertThat(first.next()).isEqualTo(100);
    assertThat(nights.record("NY", "101").pending()).isEmpty();
    Progress<ResetTotals> second = nights.reset(id, 1, 100, () -> true);
    assertThat(second.isDone()).isTrue();
    assertThat(second.next()).isEqualTo(250);
    assertThat(second.totals().applied()).isEqualTo(150);
    assertThat(nights.variance(id, 1, 0, () -> false).next()).isEqualTo(100);
    nights.variance(id, 1, 100, () -> true);
    assertThat(nights.onHand("NY", "250")).isEqualTo(250);
    assertThat(nights.record("NY", "250").pending()).isEmpty();
  }

  @Test
  void filesThatDoNotBelongTogetherAreRefused() {
    DeliveryId today = nights.delivery(TODAY, "NY 11 10");
    assertThatThrownBy(() -> nights.variance(today))
        .isInstanceOf(PartMismatch.class)
        .hasMessage("there is no variance/%s/part-0001.csv, so its reset waits".formatted(today));
    assertThatThrownBy(() -> nights.reset(today, 2))
        .isInstanceOf(PartMismatch.class)
        .hasMessage(
            "the manifest of %s names no part-0002.csv, so that file is not applied"
                .formatted(today));
    DeliveryId never = new DeliveryId("20261124T070000Z-us-0123456789ab");
    assertThatThrownBy(() -> nights.compute(never))
        .isInstanceOf(PartMismatch.class)
        .hasMessage(
            "%s has no manifest: it was never accepted, so none of its files is applied"
                .formatted(never));
    nights.files.put(
        BucketKeys.variance(today, new PartName(1)),
        Content.of("NY 11 -5\n".getBytes()),
        Map.of("reset-sha256", "another"));
    nights.reset(today);
    assertThatThrownBy(() -> nights.variance(today))
        .isInstanceOf(PartMismatch.class)
        .hasMessageContaining("was computed of a reset part with checksum another");
    assertThat(nights.record("NY", "11").pending()).isPresent();
  }

  private List<Entry> entries(String store, String upc) {
    return nights.ledger.entries(StockKey.of(store, upc));
  }
}
