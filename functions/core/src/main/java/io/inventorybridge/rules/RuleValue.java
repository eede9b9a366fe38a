// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.rules;

import io.inventorybridge.stock.StockQuantity;

/** The effect of a rule on its targets. */
public sealed interface RuleValue {
  RuleKind kind();

  /** Named by the words of {@code rules.csv}. */
  enum RuleKind {
    SAFETY_STOCK,
    THRESHOLD,
    ALLOW_BROKERING,
    CHANNEL
  }

  /** The safety stock: units of a product that a store keeps. */
  record SafetyStock(StockQuantity units) implements RuleValue {
    @Override
    public RuleKind kind() {
      return RuleKind.SAFETY_STOCK;
    }
  }

  /** The threshold: units of a product that the shop does not sell, over all stores. */
  record Threshold(StockQuantity units) implements RuleValue {
    @Override
    public RuleKind kind() {
      return RuleKind.THRESHOLD;
    }
  }

  /** Brokering: true when a store's units of a product may be sold online. */
  record AllowBrokering(boolean allowed) implements RuleValue {
    @Override
    public RuleKind kind() {
      return RuleKind.ALLOW_BROKERING;
    }
  }

  /** The channel: true when a product is sold online. */
  record Channel(boolean on) implements RuleValue {
    @Override
    public RuleKind kind() {
      return RuleKind.CHANNEL;
    }
  }
}
