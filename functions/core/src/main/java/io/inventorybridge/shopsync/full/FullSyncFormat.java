// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.shopsync.full;

/** The file formats of a full sync. */
public interface FullSyncFormat {
  /** The rows of a batch. */
  byte[] batch(BatchFindings rows);

  /** Reads the bytes that {@link #batch} gave. */
  BatchFindings readBatch(byte[] written);

  byte[] report(FullSyncReport report);
}
