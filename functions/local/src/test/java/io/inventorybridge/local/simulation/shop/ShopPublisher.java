// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.simulation.shop;

/** A method of publishing stock to the shop. */
interface ShopPublisher {
  /** Runs every 15 minutes. */
  void recent();

  /** Runs once a day. */
  void full();
}
