// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.reporting.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.inventorybridge.reporting.page.TrendChart.Bar;
import io.inventorybridge.reporting.page.TrendChart.Night;
import io.inventorybridge.reporting.page.TrendChart.NightKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class TrendChartTest {
  private static TrendChart bars(Long... figures) {
    List<Night> nights = new ArrayList<>();
    Arrays.stream(figures)
        .forEach(
            figure ->
                nights.add(
                    new Night(
                        "night", figure == null ? OptionalLong.empty() : OptionalLong.of(figure))));
    return TrendChart.of("rows", nights, true);
  }

  @Test
  void aNightFarOutsideOfAllNightsBeforeIsOdd() {
    assertThat(bars(10L, 11L, 12L, 11L, 10L, 13L).odd()).isTrue();
    assertThat(bars(10L, 11L, 12L, 11L, 10L, 9L).odd()).isTrue();
    assertThat(bars(10L, 11L, 12L, 11L, 10L, 12L).odd()).isFalse();
    assertThat(bars(100L, 110L, 120L, 110L, 100L, 121L).odd()).isFalse();
    assertThat(bars(7L, 7L, 7L, 7L, 7L, 8L).odd()).isTrue();
  }

  @Test
  void fourNightsDoNotShowWhatIsUsual() {
    TrendChart four = bars(10L, 11L, 12L, 11L, 99L);
    assertThat(four.odd()).isFalse();
    assertThat(four.median()).isEmpty();
    assertThat(four.usual()).isEqualTo("+10 to +12 on 4 nights before");
  }

  @Test
  void barsBelowZeroHangFromTheLineOfZero() {
    TrendChart bars = bars(-10L, 10L, -5L);
    assertThat(bars.zero()).isEqualTo(TrendChart.HEIGHT / 2.0);
    assertThat(bars.bars())
        .extracting(Bar::y, Bar::height)
        .containsExactly(tuple("24.0", "24.0"), tuple("0.0", "24.0"), tuple("24.0", "12.0"));
    assertThat(bars.now()).isEqualTo("−5");
  }

  @Test
  void allBarsStayInsideThePlot() {
    for (Long[] figures :
        List.of(
            new Long[] {0L, 0L},
            new Long[] {-3L, -9L, -1L},
            new Long[] {1L, 4_000_000L, null},
            new Long[] {Long.valueOf(-1), 0L, 7L})) {
      for (Bar bar : bars(figures).bars()) {
        double y = Double.parseDouble(bar.y());
        assertThat(y).isBetween(0.0, (double) TrendChart.HEIGHT);
        assertThat(y + Double.parseDouble(bar.height()))
            .isLessThanOrEqualTo(TrendChart.HEIGHT + 0.11);
      }
    }
  }

  @Test
  void ofMoreNightsThanThereIsRoomForTheLastOnesAreShown() {
    Long[] many = new Long[40];
    Arrays.setAll(many, night -> (long) night);
    TrendChart bars = bars(many);
    assertThat(bars.bars()).hasSize(TrendChart.NIGHTS);
    assertThat(bars.bars().getLast().kind()).isEqualTo(NightKind.LAST);
    assertThat(bars.bars().getLast().label()).isEqualTo("night: +39");
    assertThat(bars.usual()).isEqualTo("+10 to +38 on 29 nights before");
  }
}
