// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.sync.simulation;

/** Brings stock to the shop, in one way or another. */
interface Publisher {
  /** Every quarter of an hour. */
  void recent();

  /** Once a day; takes as long as it takes. */
  void full();
}
