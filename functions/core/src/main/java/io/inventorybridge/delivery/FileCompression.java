// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.delivery;

/** The compression of a dropped file. */
public enum FileCompression {
  NONE,
  GZIP,
  ZIP
}
