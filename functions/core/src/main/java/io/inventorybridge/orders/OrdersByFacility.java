// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.orders;

import io.inventorybridge.stock.FacilityId;
import java.util.Collection;
import java.util.List;

/**
 * Which orders ever named a facility, whether it is a store, a queue or nobody knows it: so that
 * they are found again when it becomes something else. A name is never taken back. Reads are
 * consistent. Safe for many threads.
 */
public interface OrdersByFacility {
  /** Remembers that the order names the facilities; again is the same as once. */
  void add(String orderId, Collection<FacilityId> facilities);

  /**
   * Some of the orders that name the facility, in an order of the store's own.
   *
   * @param after empty for the first page, else {@link Page#next} of the page before
   */
  Page naming(FacilityId facility, String after);

  /**
   * A page.
   *
   * @param next empty when this was the last
   */
  record Page(List<String> orderIds, String next) {
    public Page {
      orderIds = List.copyOf(orderIds);
    }
  }
}
