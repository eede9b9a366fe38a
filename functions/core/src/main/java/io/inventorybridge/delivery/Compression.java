// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.delivery;

/** How a dropped file was packed. */
public enum Compression {
  NONE,
  GZIP,
  ZIP
}
