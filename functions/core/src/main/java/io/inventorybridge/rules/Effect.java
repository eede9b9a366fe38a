// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.rules;

import io.inventorybridge.stock.Quantity;

/** The effect of a rule on its targets. */
public sealed interface Effect {
  Kind kind();

  /** Named by the words of {@code rules.csv}. */
  enum Kind {
    SAFETY_STOCK,
    THRESHOLD,
    ALLOW_BROKERING,
    CHANNEL
  }

  /** The safety stock: units of a product that a store keeps. */
  record SafetyStock(Quantity units) implements Effect {
    @Override
    public Kind kind() {
      return Kind.SAFETY_STOCK;
    }
  }

  /** The threshold: units of a product that the shop does not sell, over all stores. */
  record Threshold(Quantity units) implements Effect {
    @Override
    public Kind kind() {
      return Kind.THRESHOLD;
    }
  }

  /** Brokering: true when a store's units of a product may be sold online. */
  record AllowBrokering(boolean allowed) implements Effect {
    @Override
    public Kind kind() {
      return Kind.ALLOW_BROKERING;
    }
  }

  /** The channel: true when a product is sold online. */
  record Channel(boolean on) implements Effect {
    @Override
    public Kind kind() {
      return Kind.CHANNEL;
    }
  }
}
