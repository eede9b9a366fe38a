// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.sync.full;

import io.inventorybridge.sync.reconciling.Discrepancy;
import java.util.List;

/** How the files of a full sync are written. */
public interface FullSyncFormat {
  /** The rows of a batch. */
  byte[] batch(List<Discrepancy> rows);

  /** Reads what {@link #batch} wrote. */
  List<Discrepancy> readBatch(byte[] written);

  byte[] report(FullSyncReport report);
}
