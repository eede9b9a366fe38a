// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.sync.simulation;

/** A method of publishing stock to the shop. */
interface Publisher {
  /** Runs every 15 minutes. */
  void recent();

  /** Runs once a day. */
  void full();
}
