// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.counter;

import io.inventorybridge.stock.Quantity;
import io.inventorybridge.stock.Upc;
import java.util.List;
import java.util.Optional;

/**
 * What an order's lines of one product say of a counter: the facts the counter takes in.
 *
 * @param upc empty for lines that are no products of ours
 * @param shopifyOrderId Shopify's number of the order; empty where nobody told it
 * @param lines by sequence id
 */
public record CounterPart(
    String orderId, Optional<Upc> upc, Optional<String> shopifyOrderId, List<Line> lines) {
  public CounterPart {
    lines = List.copyOf(lines);
  }

  /** Says nothing: the order has no line there. */
  public static CounterPart none(String orderId, Optional<Upc> upc) {
    return new CounterPart(orderId, upc, Optional.empty(), List.of());
  }

  public boolean saysNothing() {
    return lines.isEmpty();
  }

  /** Units that Shopify took from available and has not given back. */
  public Quantity units() {
    return lines.stream().map(Line::units).reduce(Quantity.ZERO, Quantity::plus);
  }

  /** Names the part within its counter. */
  public Id id() {
    return new Id(orderId, upc);
  }

  /** An order and a product of it. */
  public record Id(String orderId, Optional<Upc> upc) {}

  /**
   * A line.
   *
   * @param taken what Shopify took from available for it
   * @param restocked what it gave back so far
   */
  public record Line(String seqId, Quantity taken, Quantity restocked) {
    Quantity units() {
      return taken.minus(restocked);
    }
  }
}
