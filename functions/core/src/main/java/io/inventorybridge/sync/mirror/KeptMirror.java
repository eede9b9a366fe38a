// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.sync.mirror;

/** Where the mirror lies between two runs; the run that has the shop's lease writes it. */
public interface KeptMirror {
  /** {@link OrderMirror#EMPTY} when none is kept. */
  OrderMirror load();

  void save(OrderMirror mirror);
}
