// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.reporting.page.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.inventorybridge.delivery.DeliveryId;
import io.inventorybridge.delivery.DeliveryManifest;
import io.inventorybridge.delivery.FilterReason;
import io.inventorybridge.delivery.PartName;
import io.inventorybridge.delivery.PartRecord;
import io.inventorybridge.delivery.RejectReason;
import io.inventorybridge.delivery.RowCounts;
import io.inventorybridge.reporting.page.delivery.RowFunnel.Line;
import io.inventorybridge.reporting.page.delivery.RowFunnel.LineKind;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RowFunnelTest {
  private static final RowCounts ROWS =
      new RowCounts(
          1_000,
          300,
          Map.of(FilterReason.UNKNOWN_UPC, 600L, FilterReason.EMPTY_UPC, 60L),
          Map.of(RejectReason.MALFORMED_QTY, 40L));
  private static final Optional<String> REJECTS = Optional.of("../rejects/x.csv");

  private static PartRecord part(long applied, long unchanged, long stale) {
    return PartRecord.pending(
            new DeliveryId("20261124T070000Z-sv-0123456789ab"),
            new DeliveryManifest.Part(
                PartName.parse("part-0001.csv"), applied + unchanged + stale, "x"))
        .settled(
            "x",
            new PartRecord.ResetTotals(applied, unchanged, stale, Duration.ZERO),
            PartRecord.VarianceTotals.NONE);
  }

  @Test
  void noRowDisappearsOnTheWay() {
    RowFunnel way = RowFunnel.of(ROWS, List.of(part(100, 150, 0), part(20, 20, 10)), REJECTS);
    assertThat(rows(way, LineKind.READ)).isEqualTo(1_000);
    assertThat(
            rows(way, LineKind.FILTERED) + rows(way, LineKind.REJECTED) + rows(way, LineKind.KEPT))
        .isEqualTo(1_000);
    assertThat(rows(way, LineKind.APPLIED)).isEqualTo(rows(way, LineKind.KEPT));
  }

  @Test
  void eachBarBeginsWhereTheOneBeforeItEnds() {
    RowFunnel way = RowFunnel.of(ROWS, List.of(part(100, 200, 0)), REJECTS);
    assertThat(way.lines())
        .extracting(line -> line.start() + "+" + line.width())
        .containsExactly("0+1000", "940+60", "340+600", "300+40", "0+300", "200+100", "0+200");
  }

  @Test
  void rowsNotImportedYetHaveNoLines() {
    RowFunnel way = RowFunnel.of(ROWS, List.of(), REJECTS);
    assertThat(way.lines()).extracting(Line::kind).doesNotContain(LineKind.APPLIED);
    assertThat(way.rejects()).isEqualTo(REJECTS);
  }

  @Test
  void anEmptyFileHasAWayToo() {
    RowFunnel way = RowFunnel.of(RowCounts.NONE, List.of(), REJECTS);
    assertThat(way.lines()).extracting(Line::rows).containsExactly(0L, 0L);
    assertThat(way.rejects()).isEmpty();
  }

  private static long rows(RowFunnel way, LineKind kind) {
    return way.lines().stream().filter(line -> line.kind() == kind).mapToLong(Line::rows).sum();
  }
}
