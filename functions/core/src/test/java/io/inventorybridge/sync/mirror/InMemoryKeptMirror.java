// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.sync.mirror;

/** The mirror in memory. */
public final class InMemoryKeptMirror implements KeptMirror {
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
