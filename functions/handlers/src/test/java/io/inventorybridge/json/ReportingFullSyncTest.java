// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.inventorybridge.files.InMemoryFiles;
import io.inventorybridge.settings.PublishSettings.Publish;
import io.inventorybridge.sync.full.FullSyncReport;
import io.inventorybridge.sync.full.FullSyncReport.Figures;
import io.inventorybridge.sync.full.ReportingFullSync;
import io.inventorybridge.sync.reconciling.Batch;
import io.inventorybridge.sync.reconciling.Discrepancy;
import io.inventorybridge.sync.reconciling.Reason;
import io.inventorybridge.sync.shop.ItemId;
import io.inventorybridge.sync.shop.LocationId;
import io.inventorybridge.sync.shop.Pair;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReportingFullSyncTest {
  private static final String RUN = "r1";
  private static final Instant NOW = Instant.parse("2026-11-29T03:30:00Z");
  private static final Pair ONE = pair("48100001");
  private static final Pair OTHER = pair("48100002");

  private final ReportingFullSync reporting =
      new ReportingFullSync(
          new InMemoryFiles(Clock.fixed(NOW, ZoneOffset.UTC)), new FullSyncJson());

  @Test
  void aPairRightAtItsSecondReadingIsCountedAsRightAndRemovedFromTheList() {
    first(row(ONE, Reason.OPEN_ORDERS), row(OTHER, Reason.RISE_WAITS));
    second(List.of(row(OTHER, Reason.RAISED)), List.of(ONE));
    FullSyncReport report = report();
    assertThat(report.discrepancies()).containsExactly(row(OTHER, Reason.RAISED));
    assertThat(report.agreed()).isEqualTo(4);
    assertThat(report.written()).isEqualTo(1);
  }

  @Test
  void aPairThatWasSetStaysListedWhenTheSecondReadingAgrees() {
    first(row(ONE, Reason.LOWERED));
    second(List.of(), List.of(ONE));
    assertThat(report().discrepancies()).containsExactly(row(ONE, Reason.LOWERED));
    assertThat(report().agreed()).isEqualTo(4);
  }

  @Test
  void aPairWithTwoRowsHasTheLastOne() {
    first(row(ONE, Reason.RISE_WAITS));
    second(List.of(row(ONE, Reason.BUSY)), List.of());
    assertThat(report().discrepancies()).containsExactly(row(ONE, Reason.BUSY));
    assertThat(report().written()).isZero();
  }

  private void first(Discrepancy... rows) {
    reporting.keep(RUN, 1, new Batch(5, 0, 0, 0, List.of(rows), List.of()));
  }

  private void second(List<Discrepancy> rows, List<Pair> right) {
    reporting.keep(RUN, 2, new Batch(0, 0, 0, 0, rows, right));
  }

  private FullSyncReport report() {
    return reporting.report(
        RUN, NOW, NOW, Publish.LIVE, List.of(), new Figures(5, 0, 0, 0, 0, 0, 0));
  }

  private static Discrepancy row(Pair pair, Reason reason) {
    return new Discrepancy(
        pair, Optional.empty(), reason, 10, 0, 0, Optional.of(4L), Optional.empty(), "");
  }

  private static Pair pair(String item) {
    return new Pair(new ItemId(item), new LocationId("7001"));
  }
}
