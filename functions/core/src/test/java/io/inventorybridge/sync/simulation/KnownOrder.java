// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.sync.simulation;

import io.inventorybridge.stock.Upc;
import io.inventorybridge.sync.shop.Pair;

/** An order of the shop as we know it. */
final class KnownOrder {
  static final int QUEUE = -1;

  final Pair pair;
  final Upc upc;
  long seen;
  long taken;
  long restocked;
  long open;
  long shipped;
  int store = QUEUE;

  KnownOrder(Pair pair, Upc upc) {
    this.pair = pair;
    this.upc = upc;
  }

  long held() {
    return taken - restocked;
  }
}
