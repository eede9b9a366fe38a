// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.availability;

import static org.assertj.core.api.Assertions.assertThat;

import io.inventorybridge.stock.FacilityId;
import io.inventorybridge.stock.ShopLocationId;
import io.inventorybridge.stock.StockQuantity;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ThresholdAllocationTest {
  private static final ShopLocationId ONE = new ShopLocationId("1");
  private static final ShopLocationId TWO = new ShopLocationId("2");
  private static final ShopLocationId TEN = new ShopLocationId("10");
  private static final SortedMap<ShopLocationId, FacilityId> STORES =
      new TreeMap<>(
          Map.of(ONE, new FacilityId("A"), TWO, new FacilityId("B"), TEN, new FacilityId("C")));

  @Test
  void thresholdThenQueueAreTakenWhereMostIsAndTiesGoByLocation() {
    assertThat(over(0, 0, 3, 5, 5)).isEqualTo(Map.of(ONE, 3L, TWO, 5L, TEN, 5L));
    assertThat(over(1, 0, 3, 5, 5)).isEqualTo(Map.of(ONE, 3L, TWO, 4L, TEN, 5L));
    assertThat(over(1, 2, 3, 5, 5)).isEqualTo(Map.of(ONE, 3L, TWO, 4L, TEN, 3L));
    assertThat(over(7, 0, 3, 5, 5)).isEqualTo(Map.of(ONE, 3L, TWO, 0L, TEN, 3L));
    assertThat(over(0, 99, 3, 5, 5)).isEqualTo(Map.of(ONE, 0L, TWO, 0L, TEN, 0L));
  }

  @Test
  void aStoreThatIsNotEligibleOrHasLessThanNothingHasNothing() {
    assertThat(over(0, 0, -4, 5, 0)).isEqualTo(Map.of(ONE, 0L, TWO, 5L, TEN, 0L));
  }

  @Test
  void aProductOffTheChannelHasNothingAnywhere() {
    OnlineAvailability off =
        new OnlineAvailability(
            false, StockQuantity.ZERO, StockQuantity.ZERO, List.of(share("A", 4), share("B", 2)));
    assertThat(ThresholdAllocation.allocate(STORES, off))
        .isEqualTo(Map.of(ONE, 0L, TWO, 0L, TEN, 0L));
  }

  @Test
  void whereEveryStoreHasALocationTheLocationsMakeUpWhatTheShopMaySell() {
    Random random = new Random(7);
    for (int world = 0; world < 10_000; world++) {
      List<OnlineAvailability.Share> shares =
          new ArrayList<>(
              List.of(
                  share("A", random.nextInt(8) - 2),
                  share("B", random.nextInt(8) - 2),
                  share("C", random.nextInt(8) - 2)));
      OnlineAvailability online =
          new OnlineAvailability(
              random.nextInt(9) > 0,
              StockQuantity.of(random.nextInt(5)),
              StockQuantity.of(random.nextInt(5)),
              shares);
      SortedMap<ShopLocationId, Long> spread = ThresholdAllocation.allocate(STORES, online);
      assertThat(spread.values().stream().mapToLong(Long::longValue).sum())
          .as("%s", online)
          .isEqualTo(online.online().units());
      assertThat(spread.values()).allMatch(units -> units >= 0);
      Collections.shuffle(shares, random);
      assertThat(
              ThresholdAllocation.allocate(
                  STORES,
                  new OnlineAvailability(
                      online.onChannel(), online.threshold(), online.queueDemand(), shares)))
          .isEqualTo(spread);
    }
  }

  private static SortedMap<ShopLocationId, Long> over(
      long threshold, long queue, long a, long b, long c) {
    return ThresholdAllocation.allocate(
        STORES,
        new OnlineAvailability(
            true,
            StockQuantity.of(threshold),
            StockQuantity.of(queue),
            List.of(share("A", a), share("B", b), share("C", c))));
  }

  private static OnlineAvailability.Share share(String store, long units) {
    return new OnlineAvailability.Share(
        new FacilityId(store), StockQuantity.of(units), StockQuantity.ZERO, true);
  }
}
