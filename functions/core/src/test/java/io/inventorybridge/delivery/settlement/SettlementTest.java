// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.delivery.settlement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.inventorybridge.delivery.BucketLayout;
import io.inventorybridge.delivery.DeliveryId;
import io.inventorybridge.delivery.DeliveryManifest;
import io.inventorybridge.delivery.DeliveryRecord;
import io.inventorybridge.delivery.PartName;
import io.inventorybridge.delivery.PartRecord;
import io.inventorybridge.delivery.PartRecord.ResetTotals;
import io.inventorybridge.delivery.PartRecord.VarianceTotals;
import io.inventorybridge.delivery.StatedReason;
import io.inventorybridge.ledger.EntryCause;
import io.inventorybridge.ledger.LedgerEntry;
import io.inventorybridge.ledger.StockRecord.PreviousExpectation;
import io.inventorybridge.orders.OrderStatus;
import io.inventorybridge.stock.FacilityId;
import io.inventorybridge.stock.StockKey;
import io.inventorybridge.stock.StockQuantity;
import io.inventorybridge.support.files.FileStore.Content;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Reset before variance, never the variance alone. Products are A = 11, B = 12, C = 13. */
class SettlementTest {
  private static final String YESTERDAY = "2026-11-23T06:00:00Z";
  private static final String TODAY = "2026-11-24T07:00:00Z";
  private final SettlementFixture settlementFixture = new SettlementFixture();

  /** The example of HotWax's documentation: A and B ship from New York, C waits for stock. */
  @Test
  void theUnitsOfAPartiallyShippedOrderAreTakenOutAgain() {
    settlementFixture.apply(
        settlementFixture.delivery(YESTERDAY, "NY 11 10", "NY 12 10", "NASH 11 10", "NASH 12 10"));
    settlementFixture.order(
        "o1",
        OrderStatus.OPEN,
        "2026-11-23T09:00:00Z",
        "NY 11 2 COMPLETED",
        "NY 12 2 COMPLETED",
        "NY 13 2 OPEN");
    assertThat(settlementFixture.onHand("NY", "11")).isEqualTo(8);
    DeliveryId today =
        settlementFixture.delivery(
            TODAY, "NY 11 10", "NY 12 10", "NY 13 5", "NASH 11 10", "NASH 12 10", "NASH 13 5");
    settlementFixture.compute(today);
    assertThat(settlementFixture.varianceFile(today)).containsExactly("NY 11 -2", "NY 12 -2");
    settlementFixture.reset(today);
    assertThat(settlementFixture.onHand("NY", "11")).isEqualTo(10);
    assertThat(settlementFixture.record("NY", "11").settledOnHand()).isEqualTo(StockQuantity.of(8));
    settlementFixture.variance(today);
    assertThat(
            List.of("NY", "NASH").stream()
                .flatMap(
                    store ->
                        List.of("11", "12", "13").stream()
                            .map(upc -> settlementFixture.onHand(store, upc))))
        .containsExactly(8L, 8L, 5L, 10L, 10L, 5L);
  }

  @Test
  void aVarianceWithoutItsResetChangesNothingAndIsCountedAsStale() {
    settlementFixture.order(
        "o1", OrderStatus.OPEN, "2026-11-23T09:00:00Z", "NY 11 2 COMPLETED", "NY 12 1 OPEN");
    DeliveryId today = settlementFixture.delivery(TODAY, "NY 11 10");
    settlementFixture.compute(today);
    List<LedgerEntry> before = entries("NY", "11");
    VarianceTotals totals = settlementFixture.variance(today);
    assertThat(totals).isEqualTo(new VarianceTotals(1, StockQuantity.of(-2), 1, 0, Duration.ZERO));
    assertThat(entries("NY", "11")).isEqualTo(before);
    settlementFixture.reset(today);
    settlementFixture.variance(today);
    assertThat(settlementFixture.onHand("NY", "11")).isEqualTo(8);
  }

  @Test
  void resetsAndVariancesOfTwoDeliveriesMayInterleave() {
    settlementFixture.order(
        "o1", OrderStatus.OPEN, "2026-11-22T09:00:00Z", "NY 11 2 COMPLETED", "NY 12 1 OPEN");
    DeliveryId first = settlementFixture.delivery(YESTERDAY, "NY 11 10");
    DeliveryId second = settlementFixture.delivery(TODAY, "NY 11 20");
    settlementFixture.compute(first);
    settlementFixture.compute(second);
    settlementFixture.reset(first);
    settlementFixture.reset(second);
    assertThat(settlementFixture.variance(first).stale()).isEqualTo(1);
    assertThat(settlementFixture.variance(second).stale()).isZero();
    assertThat(settlementFixture.onHand("NY", "11")).isEqualTo(18);
    assertThat(settlementFixture.record("NY", "11").settled().baseline().delivery())
        .isEqualTo(second.value());
  }

  @Test
  void applyingADeliveryTwiceIsApplyingItOnce() {
    settlementFixture.order(
        "o1", OrderStatus.OPEN, "2026-11-22T09:00:00Z", "NY 11 2 COMPLETED", "NY 12 1 OPEN");
    DeliveryId today = settlementFixture.delivery(TODAY, "NY 11 10", "NY 12 3");
    settlementFixture.apply(today);
    List<LedgerEntry> once = entries("NY", "11");
    assertThat(settlementFixture.reset(today)).isEqualTo(new ResetTotals(2, 0, 0, Duration.ZERO));
    assertThat(settlementFixture.variance(today))
        .isEqualTo(new VarianceTotals(1, StockQuantity.of(-2), 0, 0, Duration.ZERO));
    assertThat(settlementFixture.compute(today)).isEqualTo(new ComputingVariance.SettledBefore());
    assertThat(entries("NY", "11")).isEqualTo(once);
  }

  @Test
  void unitsShippedBetweenVarianceAndImportAreALateFact() {
    DeliveryId today = settlementFixture.delivery(TODAY, "NY 11 10");
    settlementFixture.compute(today);
    settlementFixture.order(
        "o1", OrderStatus.OPEN, "2026-11-24T08:00:00Z", "NY 11 3 COMPLETED", "NY 12 1 OPEN");
    settlementFixture.reset(today);
    assertThat(settlementFixture.variance(today).lateFacts()).isEqualTo(1);
    assertThat(settlementFixture.onHand("NY", "11")).isEqualTo(7);
    assertThat(entries("NY", "11").getLast().cause())
        .isEqualTo(new EntryCause(EntryCause.Type.LATE_FACT, today.value(), 0));
  }

  @Test
  void aSaleAfterTheSnapshotSurvivesTheReset() {
    settlementFixture.apply(settlementFixture.delivery(YESTERDAY, "NY 11 10"));
    settlementFixture.sale("NY", "11", "before", "2026-11-24T06:59:59Z");
    settlementFixture.sale("NY", "11", "at", TODAY);
    settlementFixture.sale("NY", "11", "after", "2026-11-24T07:00:01Z");
    assertThat(settlementFixture.onHand("NY", "11")).isEqualTo(7);
    settlementFixture.apply(settlementFixture.delivery(TODAY, "NY 11 8"));
    assertThat(settlementFixture.onHand("NY", "11")).isEqualTo(7);
  }

  @Test
  void aSettlementKeepsWhatItMovedAndWhatTheTillsHadReported() {
    settlementFixture.apply(settlementFixture.delivery(YESTERDAY, "NY 11 10"));
    assertThat(settlementFixture.record("NY", "11").settled().replaced())
        .isEqualTo(
            new PreviousExpectation(
                Instant.MIN, StockQuantity.ZERO, StockQuantity.of(10), StockQuantity.ZERO));
    settlementFixture.order(
        "o1", OrderStatus.OPEN, "2026-11-23T09:00:00Z", "NY 11 2 COMPLETED", "NY 12 1 OPEN");
    settlementFixture.sale("NY", "11", "before", "2026-11-24T06:59:59Z");
    settlementFixture.sale("NY", "11", "after", "2026-11-24T07:00:01Z");
    DeliveryId today = settlementFixture.delivery(TODAY, "NY 11 6");
    settlementFixture.apply(today);
    PreviousExpectation replaced =
        new PreviousExpectation(
            Instant.parse(YESTERDAY),
            // 10 less the sale before the snapshot; Retail Pro knows neither the order nor the sale
            // after it.
            StockQuantity.of(9),
            StockQuantity.of(-3),
            StockQuantity.of(-1));
    assertThat(settlementFixture.record("NY", "11").settled().replaced()).isEqualTo(replaced);
    assertThat(settlementFixture.onHand("NY", "11")).isEqualTo(3);
    settlementFixture.apply(today);
    assertThat(settlementFixture.record("NY", "11").settled().replaced()).isEqualTo(replaced);
  }

  @Test
  void anOlderDeliveryNeverOverwritesANewerOne() {
    DeliveryId yesterday = settlementFixture.delivery(YESTERDAY, "NY 11 1", "NY 12 4");
    settlementFixture.apply(settlementFixture.delivery(TODAY, "NY 11 8"));
    assertThat(settlementFixture.reset(yesterday))
        .isEqualTo(new ResetTotals(1, 0, 1, Duration.ZERO));
    settlementFixture.compute(yesterday);
    settlementFixture.variance(yesterday);
    assertThat(settlementFixture.onHand("NY", "11")).isEqualTo(8);
    assertThat(settlementFixture.onHand("NY", "12")).isEqualTo(4);
  }

  @Test
  void aKeyAbsentFromADeltaIsUnchanged() {
    settlementFixture.apply(settlementFixture.delivery(YESTERDAY, "NY 11 10", "NY 12 10"));
    settlementFixture.apply(settlementFixture.delivery(TODAY, "NY 11 9"));
    assertThat(settlementFixture.onHand("NY", "12")).isEqualTo(10);
  }

  @Test
  void aResetEqualToTheBalanceMovesTheBaselineAndPostsNothing() {
    settlementFixture.apply(settlementFixture.delivery(YESTERDAY, "NY 11 10"));
    List<LedgerEntry> before = entries("NY", "11");
    DeliveryId today = settlementFixture.delivery(TODAY, "NY 11 10");
    assertThat(settlementFixture.reset(today)).isEqualTo(new ResetTotals(0, 1, 0, Duration.ZERO));
    settlementFixture.compute(today);
    settlementFixture.variance(today);
    assertThat(entries("NY", "11")).isEqualTo(before);
    assertThat(settlementFixture.record("NY", "11").settled().baseline().delivery())
        .isEqualTo(today.value());
  }

  @Test
  void anInitialLoadSetsWhatItLeavesOutToZero() {
    settlementFixture.apply(settlementFixture.delivery(YESTERDAY, "NY 11 10", "NASH 11 10"));
    settlementFixture.sale("NY", "12", "e1", "2026-11-23T12:00:00Z");
    settlementFixture.apply(
        settlementFixture.delivery(
            DeliveryManifest.DeliveryKind.INITIAL, TODAY, List.of(List.of("NY 13 5"))));
    assertThat(settlementFixture.onHand("NY", "11")).isZero();
    assertThat(settlementFixture.onHand("NY", "12")).isZero();
    assertThat(settlementFixture.onHand("NY", "13")).isEqualTo(5);
    assertThat(settlementFixture.onHand("NASH", "11")).isEqualTo(10);
    settlementFixture.sale("NY", "14", "old", "2026-11-23T12:00:00Z");
    settlementFixture.sale("NY", "14", "new", "2026-11-24T12:00:00Z");
    assertThat(settlementFixture.onHand("NY", "14")).isEqualTo(-1);
  }

  @Test
  void anInitialLoadNeverEmptiesAKeyThatAnUnusableRowNames() {
    settlementFixture.apply(settlementFixture.delivery(YESTERDAY, "NY 11 10", "NY 12 10"));
    settlementFixture.unusable = List.of("NY 11", "NY 14", "NY 11");
    DeliveryId load =
        settlementFixture.delivery(
            DeliveryManifest.DeliveryKind.INITIAL, TODAY, List.of(List.of("NY 13 5")));
    settlementFixture.apply(load);
    assertThat(settlementFixture.onHand("NY", "11")).isEqualTo(10);
    assertThat(settlementFixture.onHand("NY", "12")).isZero();
    assertThat(settlementFixture.record("NY", "11").settled().baseline().snapshot())
        .isEqualTo(Instant.parse(YESTERDAY));
    settlementFixture.apply(load);
    assertThat(settlementFixture.onHand("NY", "11")).as("told again").isEqualTo(10);
    // A key never seen does not begin with the load's 0 either.
    settlementFixture.sale("NY", "14", "old", "2026-11-23T12:00:00Z");
    assertThat(settlementFixture.onHand("NY", "14")).isEqualTo(-1);
    // An older delivery is the newest statement of the key.
    settlementFixture.apply(settlementFixture.delivery("2026-11-23T20:00:00Z", "NY 14 7"));
    assertThat(settlementFixture.onHand("NY", "14")).isEqualTo(7);
    assertThat(settlementFixture.record("NY", "12").spared()).isEmpty();
  }

  @Test
  void theNextRowOfASparedKeyCounts() {
    settlementFixture.unusable = List.of("NY 11");
    settlementFixture.apply(
        settlementFixture.delivery(
            DeliveryManifest.DeliveryKind.INITIAL, YESTERDAY, List.of(List.of("NY 13 5"))));
    assertThat(settlementFixture.record("NY", "11").spared()).hasSize(1);
    settlementFixture.apply(settlementFixture.delivery(TODAY, "NY 11 3"));
    assertThat(settlementFixture.onHand("NY", "11")).isEqualTo(3);
  }

  @Test
  void anInitialLoadWithARowThatMayBeOfAnyKeyEmptiesNothing() {
    settlementFixture.apply(settlementFixture.delivery(YESTERDAY, "NY 11 10"));
    settlementFixture.ofAnyKey = 1;
    DeliveryId load =
        settlementFixture.delivery(
            DeliveryManifest.DeliveryKind.INITIAL, TODAY, List.of(List.of("NY 13 5")));
    settlementFixture.apply(load);
    assertThat(settlementFixture.onHand("NY", "11")).isEqualTo(10);
    assertThat(settlementFixture.onHand("NY", "13")).isEqualTo(5);
    assertThat(settlementFixture.ledger.floor(new FacilityId("NY")).isNone()).isTrue();
    assertThat(settlementFixture.deliveries.find(load).orElseThrow().status())
        .isEqualTo(DeliveryRecord.Status.SETTLED);
  }

  @Test
  void aSparingThatRunsOutOfTimeGoesOnWhereItStopped() {
    settlementFixture.apply(settlementFixture.delivery(YESTERDAY, "NY 349 10", "NY 12 10"));
    settlementFixture.unusable = IntStream.range(100, 350).mapToObj(upc -> "NY " + upc).toList();
    DeliveryId load =
        settlementFixture.delivery(
            DeliveryManifest.DeliveryKind.INITIAL, TODAY, List.of(List.of("NY 13 5")));
    settlementFixture.applyWithoutTime(load);
    assertThat(settlementFixture.onHand("NY", "349")).isEqualTo(10);
    assertThat(settlementFixture.onHand("NY", "12")).isZero();
  }

  @Test
  void aLoadWhoseSweepFailedIsFinishedByItsPartComingAgain() {
    settlementFixture.apply(settlementFixture.delivery(YESTERDAY, "NY 11 10"));
    DeliveryId load =
        settlementFixture.delivery(
            DeliveryManifest.DeliveryKind.INITIAL, TODAY, List.of(List.of("NY 13 5")));
    settlementFixture.compute(load);
    settlementFixture.reset(load);
    settlementFixture.variance(load);
    assertThat(settlementFixture.settle(load, 1)).isEqualTo(SettlingPart.SettlementOutcome.SWEEP);
    assertThat(settlementFixture.onHand("NY", "11")).isEqualTo(10);
    settlementFixture.apply(load);
    assertThat(settlementFixture.onHand("NY", "11")).isZero();
    assertThat(settlementFixture.deliveries.find(load).orElseThrow().status())
        .isEqualTo(DeliveryRecord.Status.SETTLED);
  }

  @Test
  void aDeliveryIsSettledByTheLastOfItsParts() {
    DeliveryId id =
        settlementFixture.delivery(
            DeliveryManifest.DeliveryKind.ORDINARY,
            TODAY,
            List.of(List.of("NY 11 1"), List.of("NY 12 2")));
    assertThat(settlementFixture.settle(id, 2)).isEqualTo(SettlingPart.SettlementOutcome.WAITING);
    assertThat(settlementFixture.reports).isEmpty();
    assertThat(settlementFixture.settle(id, 1)).isEqualTo(SettlingPart.SettlementOutcome.SETTLED);
    assertThat(settlementFixture.deliveries.find(id).orElseThrow().status())
        .isEqualTo(DeliveryRecord.Status.SETTLED);
    assertThat(settlementFixture.reports).containsExactly(id);
  }

  @Test
  void aPartPutAsideKeepsTheDeliveryOpenUntilItsRetry() {
    DeliveryId id = settlementFixture.delivery(TODAY, "NY 11 1");
    settlementFixture.settling.quarantine(
        id,
        new PartName(1),
        "attempt-1",
        new PartRecord.Failure("ImportReset", "States.Timeout", "it took too long"));
    DeliveryRecord aside = settlementFixture.deliveries.find(id).orElseThrow();
    assertThat(aside.status()).isEqualTo(DeliveryRecord.Status.QUARANTINED);
    assertThat(aside.reason())
        .contains(
            new StatedReason(
                StatedReason.QUARANTINED, "ImportReset of part-0001.csv failed, it took too long"));
    settlementFixture.apply(id);
    DeliveryRecord settled = settlementFixture.deliveries.find(id).orElseThrow();
    assertThat(settled.status()).isEqualTo(DeliveryRecord.Status.SETTLED);
    assertThat(settled.reason()).isEmpty();
  }

  @Test
  void anImportThatRunsOutOfTimeGoesOnWhereItStopped() {
    List<String> rows = new ArrayList<>();
    for (int n = 1; n <= 250; n++) {
      rows.add("NY " + n + " " + n);
    }
    DeliveryId id =
        settlementFixture.delivery(DeliveryManifest.DeliveryKind.ORDINARY, TODAY, List.of(rows));
    settlementFixture.compute(id);
    ImportProgress<ResetTotals> first = settlementFixture.reset(id, 1, 0, () -> false);
    assertThat(first.state()).isEqualTo(ImportProgress.State.MORE);
    assertThat(first.next()).isEqualTo(100);
    assertThat(settlementFixture.record("NY", "101").pending()).isEmpty();
    ImportProgress<ResetTotals> second = settlementFixture.reset(id, 1, 100, () -> true);
    assertThat(second.isDone()).isTrue();
    assertThat(second.next()).isEqualTo(250);
    assertThat(second.totals().applied()).isEqualTo(150);
    assertThat(settlementFixture.variance(id, 1, 0, () -> false).next()).isEqualTo(100);
    settlementFixture.variance(id, 1, 100, () -> true);
    assertThat(settlementFixture.onHand("NY", "250")).isEqualTo(250);
    assertThat(settlementFixture.record("NY", "250").pending()).isEmpty();
  }

  @Test
  void filesThatDoNotBelongTogetherAreRefused() {
    DeliveryId today = settlementFixture.delivery(TODAY, "NY 11 10");
    assertThatThrownBy(() -> settlementFixture.variance(today))
        .isInstanceOf(PartMismatch.class)
        .hasMessage("there is no variance/%s/part-0001.csv, so its reset waits".formatted(today));
    assertThatThrownBy(() -> settlementFixture.reset(today, 2))
        .isInstanceOf(PartMismatch.class)
        .hasMessage(
            "the manifest of %s names no part-0002.csv, so that file is not applied"
                .formatted(today));
    DeliveryId never = new DeliveryId("20261124T070000Z-us-0123456789ab");
    assertThatThrownBy(() -> settlementFixture.compute(never))
        .isInstanceOf(PartMismatch.class)
        .hasMessage(
            "%s has no manifest: it was never accepted, so none of its files is applied"
                .formatted(never));
    settlementFixture.files.put(
        BucketLayout.variance(today, new PartName(1)),
        Content.of("NY 11 -5\n".getBytes()),
        Map.of("reset-sha256", "another"));
    settlementFixture.reset(today);
    assertThatThrownBy(() -> settlementFixture.variance(today))
        .isInstanceOf(PartMismatch.class)
        .hasMessageContaining("was computed of a reset part with checksum another");
    assertThat(settlementFixture.record("NY", "11").pending()).isPresent();
  }

  private List<LedgerEntry> entries(String store, String upc) {
    return settlementFixture.ledger.entries(StockKey.of(store, upc));
  }
}
