// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.orders;

import static org.assertj.core.api.Assertions.assertThat;

import io.inventorybridge.stock.FacilityId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The contract of every index of orders by facility. */
public abstract class FacilityOrderIndexContract {
  private static final FacilityId NY = new FacilityId("NY");
  private static final FacilityId NV = new FacilityId("NV");

  private FacilityOrderIndex byFacility;

  protected abstract FacilityOrderIndex empty();

  @BeforeEach
  void begin() {
    byFacility = empty();
  }

  @Test
  void aFacilityWithoutOrdersHasNone() {
    assertThat(byFacility.ordersOf(NY, "")).isEqualTo(new FacilityOrderIndex.Page(List.of(), ""));
  }

  @Test
  void anOrderIsFoundByEachOfItsFacilitiesOnceHoweverOftenItWasAdded() {
    byFacility.add("o1", List.of(NY, NV));
    byFacility.add("o1", List.of(NY));
    byFacility.add("o2", List.of(NV));
    assertThat(all(NY)).containsExactly("o1");
    assertThat(all(NV)).containsExactlyInAnyOrder("o1", "o2");
  }

  @Test
  void thePagesTogetherAreAllOrders() {
    List<String> orders = IntStream.range(0, 450).mapToObj(n -> "order " + n).toList();
    orders.forEach(order -> byFacility.add(order, List.of(NY)));
    assertThat(all(NY)).containsExactlyInAnyOrderElementsOf(orders);
  }

  private List<String> all(FacilityId facility) {
    List<String> all = new ArrayList<>();
    String after = "";
    do {
      FacilityOrderIndex.Page page = byFacility.ordersOf(facility, after);
      all.addAll(page.orderIds());
      after = page.next();
    } while (!after.isEmpty());
    return all;
  }
}
