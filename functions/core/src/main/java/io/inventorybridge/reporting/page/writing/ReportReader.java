// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.reporting.page.writing;

import io.inventorybridge.reporting.morning.MorningSummary;
import io.inventorybridge.reporting.morning.ResetDifference;
import io.inventorybridge.reporting.page.index.SyncEntry;
import io.inventorybridge.shopsync.full.FullSyncReport;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;

/** Reads the reports that pages are made from. Thread-safe. */
public interface ReportReader {
  /** A delivery's {@code morning/<delivery>/summary.json}. */
  MorningSummary summary(byte[] document);

  /** Passes on the rows of a delivery's {@code morning/<delivery>/differences.json} one by one. */
  void differences(InputStream document, Consumer<ResetDifference> row) throws IOException;

  /** A full sync's report. */
  FullSyncReport sync(byte[] document);

  byte[] write(SyncEntry entry);

  /** Reads the bytes that {@link #write(SyncEntry)} gave. */
  SyncEntry syncEntry(byte[] document);
}
