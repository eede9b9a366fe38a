// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.shopsync.mirror;

/** Stores the order mirror between two runs; only the run with the shop's lease writes it. */
public interface OrderMirrorStore {
  /** Loads the mirror; {@link OrderMirror#EMPTY} when none is stored. */
  OrderMirror load();

  void save(OrderMirror mirror);
}
