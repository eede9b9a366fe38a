// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.inventorybridge.json.shopsync.FullSyncJson;
import io.inventorybridge.settings.PublishSettings.Publish;
import io.inventorybridge.shopsync.full.FullSyncReport;
import io.inventorybridge.shopsync.full.FullSyncReport.Figures;
import io.inventorybridge.shopsync.full.ReportingFullSync;
import io.inventorybridge.shopsync.reconciling.DiscrepancyReason;
import io.inventorybridge.shopsync.reconciling.PairDiscrepancy;
import io.inventorybridge.shopsync.reconciling.ReconcileBatch;
import io.inventorybridge.stock.InventoryItemId;
import io.inventorybridge.stock.ItemAtLocation;
import io.inventorybridge.stock.ShopLocationId;
import io.inventorybridge.support.files.InMemoryFileStore;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReportingFullSyncTest {
  private static final String RUN = "r1";
  private static final Instant NOW = Instant.parse("2026-11-29T03:30:00Z");
  private static final ItemAtLocation ONE = pair("48100001");
  private static final ItemAtLocation OTHER = pair("48100002");

  private final ReportingFullSync reporting =
      new ReportingFullSync(
          new InMemoryFileStore(Clock.fixed(NOW, ZoneOffset.UTC)), new FullSyncJson());

  @Test
  void aPairRightAtItsSecondReadingIsCountedAsRightAndRemovedFromTheList() {
    first(row(ONE, DiscrepancyReason.OPEN_ORDERS), row(OTHER, DiscrepancyReason.RISE_WAITS));
    second(List.of(row(OTHER, DiscrepancyReason.RAISED)), List.of(ONE));
    FullSyncReport report = report();
    assertThat(report.discrepancies()).containsExactly(row(OTHER, DiscrepancyReason.RAISED));
    assertThat(report.agreed()).isEqualTo(4);
    assertThat(report.written()).isEqualTo(1);
  }

  @Test
  void aPairThatWasSetStaysListedWhenTheSecondReadingAgrees() {
    first(row(ONE, DiscrepancyReason.LOWERED));
    second(List.of(), List.of(ONE));
    assertThat(report().discrepancies()).containsExactly(row(ONE, DiscrepancyReason.LOWERED));
    assertThat(report().agreed()).isEqualTo(4);
  }

  @Test
  void aPairWithTwoRowsHasTheLastOne() {
    first(row(ONE, DiscrepancyReason.RISE_WAITS));
    second(List.of(row(ONE, DiscrepancyReason.BUSY)), List.of());
    assertThat(report().discrepancies()).containsExactly(row(ONE, DiscrepancyReason.BUSY));
    assertThat(report().written()).isZero();
  }

  private void first(PairDiscrepancy... rows) {
    reporting.keep(RUN, 1, new ReconcileBatch(5, 0, 0, 0, List.of(rows), List.of()));
  }

  private void second(List<PairDiscrepancy> rows, List<ItemAtLocation> right) {
    reporting.keep(RUN, 2, new ReconcileBatch(0, 0, 0, 0, rows, right));
  }

  private FullSyncReport report() {
    return reporting.report(
        RUN, NOW, NOW, Publish.LIVE, List.of(), new Figures(5, 0, 0, 0, 0, 0, 0));
  }

  private static PairDiscrepancy row(ItemAtLocation pair, DiscrepancyReason reason) {
    return new PairDiscrepancy(
        pair, Optional.empty(), reason, 10, 0, 0, Optional.of(4L), Optional.empty(), "");
  }

  private static ItemAtLocation pair(String item) {
    return new ItemAtLocation(new InventoryItemId(item), new ShopLocationId("7001"));
  }
}
