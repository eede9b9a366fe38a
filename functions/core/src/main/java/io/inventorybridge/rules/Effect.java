// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.rules;

import io.inventorybridge.stock.Quantity;

/** What a rule states for what it selects. */
public sealed interface Effect {
  Kind kind();

  /** By the words of {@code rules.csv}. */
  enum Kind {
    SAFETY_STOCK,
    THRESHOLD,
    ALLOW_BROKERING,
    CHANNEL
  }

  /** Units of a product that a store keeps for itself. */
  record SafetyStock(Quantity units) implements Effect {
    @Override
    public Kind kind() {
      return Kind.SAFETY_STOCK;
    }
  }

  /** Units of a product that the shop does not sell, over all stores. */
  record Threshold(Quantity units) implements Effect {
    @Override
    public Kind kind() {
      return Kind.THRESHOLD;
    }
  }

  /** Whether a store's units of a product may be sold online. */
  record AllowBrokering(boolean allowed) implements Effect {
    @Override
    public Kind kind() {
      return Kind.ALLOW_BROKERING;
    }
  }

  /** Whether a product is sold online at all. */
  record Channel(boolean on) implements Effect {
    @Override
    public Kind kind() {
      return Kind.CHANNEL;
    }
  }
}
