// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.sync.simulation;

import io.inventorybridge.stock.Upc;
import io.inventorybridge.sync.shop.Pair;

/** An order of the shop as it is there. */
final class ShopSide {
  final String number;
  final Pair pair;
  final Upc upc;
  final long ordered;
  long open;
  long shipped;
  long restocked;
  long version;

  ShopSide(String number, Pair pair, Upc upc, long ordered) {
    this.number = number;
    this.pair = pair;
    this.upc = upc;
    this.ordered = ordered;
    this.open = ordered;
  }
}
