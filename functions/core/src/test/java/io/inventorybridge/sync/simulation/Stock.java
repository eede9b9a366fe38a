// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.sync.simulation;

/** What we know of a product: its stores, and what the rules keep back. */
final class Stock {
  final long[] onHand;
  final long[] safety;
  long threshold;
  long version = 1;

  Stock(int stores) {
    onHand = new long[stores];
    safety = new long[stores];
  }
}
