// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.shopsync.reconciling;

import io.inventorybridge.shopsync.published.PublishedPair;

/**
 * A correction: a number to be set.
 *
 * @param read the reading with the future record, without the outcome of the call
 * @param shown the target that the pair is assumed to show
 */
record LevelCorrection(PairReading read, long shown, DiscrepancyReason reason) {
  LevelCorrection with(PublishedPair record) {
    return new LevelCorrection(read.with(record), shown, reason);
  }

  long available() {
    return read.sum().orElseThrow().available();
  }

  long target() {
    return Math.addExact(available(), effect());
  }

  long effect() {
    return Math.subtractExact(read.sellableTarget().units(), shown);
  }
}
