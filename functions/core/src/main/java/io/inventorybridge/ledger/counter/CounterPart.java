// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.ledger.counter;

import io.inventorybridge.stock.CanonicalUpc;
import io.inventorybridge.stock.StockQuantity;
import java.util.List;
import java.util.Optional;

/**
 * The facts that the lines of one order and product state for a counter.
 *
 * @param upc empty for lines that are not products of ours
 * @param shopifyOrderId Shopify's number of the order; empty where unknown
 * @param lines by sequence id
 */
public record CounterPart(
    String orderId, Optional<CanonicalUpc> upc, Optional<String> shopifyOrderId, List<Line> lines) {
  public CounterPart {
    lines = List.copyOf(lines);
  }

  /** An empty part: the order has no line at this counter. */
  public static CounterPart none(String orderId, Optional<CanonicalUpc> upc) {
    return new CounterPart(orderId, upc, Optional.empty(), List.of());
  }

  public boolean isEmpty() {
    return lines.isEmpty();
  }

  /** The units that Shopify took from available and did not give back. */
  public StockQuantity units() {
    return lines.stream().map(Line::units).reduce(StockQuantity.ZERO, StockQuantity::plus);
  }

  /** The units among them that are still to be shipped. */
  public StockQuantity open() {
    return lines.stream().map(Line::open).reduce(StockQuantity.ZERO, StockQuantity::plus);
  }

  /** The id of the part within its counter. */
  public Id id() {
    return new Id(orderId, upc);
  }

  /** An order and one of its products. */
  public record Id(String orderId, Optional<CanonicalUpc> upc) {}

  /**
   * An order line.
   *
   * @param taken the units that Shopify took from available for it
   * @param restocked the units that Shopify gave back so far
   * @param shipped true when the units left their store
   */
  public record Line(String seqId, StockQuantity taken, StockQuantity restocked, boolean shipped) {
    StockQuantity units() {
      return taken.minus(restocked);
    }

    StockQuantity open() {
      return shipped ? StockQuantity.ZERO : units();
    }
  }
}
