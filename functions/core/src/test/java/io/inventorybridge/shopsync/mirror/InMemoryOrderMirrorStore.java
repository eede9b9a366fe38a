// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.shopsync.mirror;

/** The mirror in memory. */
public final class InMemoryOrderMirrorStore implements OrderMirrorStore {
  private OrderMirror kept = OrderMirror.EMPTY;

  @Override
  public synchronized OrderMirror load() {
    return kept;
  }

  @Override
  public synchronized void save(OrderMirror mirror) {
    kept = mirror;
  }
}
