// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.sync.full;

/** The file formats of a full sync. */
public interface FullSyncFormat {
  /** The rows of a batch. */
  byte[] batch(BatchRows rows);

  /** Reads the bytes that {@link #batch} gave. */
  BatchRows readBatch(byte[] written);

  byte[] report(FullSyncReport report);
}
