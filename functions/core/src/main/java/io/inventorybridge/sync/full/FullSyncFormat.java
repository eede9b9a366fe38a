// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.sync.full;

/** How the files of a full sync are written. */
public interface FullSyncFormat {
  /** The rows of a batch. */
  byte[] batch(BatchRows rows);

  /** Reads what {@link #batch} wrote. */
  BatchRows readBatch(byte[] written);

  byte[] report(FullSyncReport report);
}
