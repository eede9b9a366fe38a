// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.shopsync.reconciling;

import io.inventorybridge.stock.CanonicalUpc;
import io.inventorybridge.stock.ItemAtLocation;
import java.time.Instant;
import java.util.Optional;

/**
 * A row of the full sync's report.
 *
 * @param ours the quantity that the pair should sell by our numbers
 * @param unknownOrders units of the shop's orders that we do not know yet
 * @param unknownCancellations units that the shop got back and that we do not know yet
 * @param before the available quantity in the shop, empty where it shows nothing
 * @param after the quantity after our write; empty without one
 * @param since when the state began, if it is known
 * @param message of the shop, may be empty
 */
public record PairDiscrepancy(
    ItemAtLocation pair,
    Optional<CanonicalUpc> product,
    DiscrepancyReason reason,
    long ours,
    long unknownOrders,
    long unknownCancellations,
    Optional<Long> before,
    Optional<Long> after,
    Optional<Instant> since,
    String message) {
  /** A discrepancy that the reading found now. */
  public PairDiscrepancy(
      ItemAtLocation pair,
      Optional<CanonicalUpc> product,
      DiscrepancyReason reason,
      long ours,
      long unknownOrders,
      long unknownCancellations,
      Optional<Long> before,
      Optional<Long> after,
      String message) {
    this(
        pair,
        product,
        reason,
        ours,
        unknownOrders,
        unknownCancellations,
        before,
        after,
        Optional.empty(),
        message);
  }

  PairDiscrepancy shows(long available) {
    return new PairDiscrepancy(
        pair,
        product,
        reason,
        ours,
        unknownOrders,
        unknownCancellations,
        before,
        Optional.of(available),
        since,
        message);
  }
}
