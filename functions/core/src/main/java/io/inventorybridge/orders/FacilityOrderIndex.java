// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.orders;

import io.inventorybridge.stock.FacilityId;
import java.util.Collection;
import java.util.List;

/**
 * The index of orders by every facility they ever named, whether it is a store, a queue or unknown.
 * It finds these orders again when the facility's kind changes. Entries are never removed. Reads
 * are consistent. Safe for many threads.
 */
public interface FacilityOrderIndex {
  /** Records that the order names the facilities; repeating it changes nothing. */
  void add(String orderId, Collection<FacilityId> facilities);

  /**
   * Reads a page of the orders that name the facility. The store defines their order.
   *
   * @param after empty for the first page, else {@link Page#next} of the previous page
   */
  Page ordersOf(FacilityId facility, String after);

  /**
   * A page.
   *
   * @param next empty on the last page
   */
  record Page(List<String> orderIds, String next) {
    public Page {
      orderIds = List.copyOf(orderIds);
    }
  }
}
