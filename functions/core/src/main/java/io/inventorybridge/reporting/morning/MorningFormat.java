// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.reporting.morning;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/** A file format for the lists of the delivery report. Thread-safe. */
public interface MorningFormat {
  /** The extension of the file names, without a dot. */
  String extension();

  void differences(OutputStream to, MorningSummary summary, Rows<ResetDifference> rows)
      throws IOException;

  void aging(OutputStream to, MorningSummary summary, Rows<AgingUnits> rows) throws IOException;

  void silentStores(OutputStream to, MorningSummary summary, List<SilentStore> rows)
      throws IOException;

  /** Rows that are passed one after the other and never held in memory together. */
  @FunctionalInterface
  interface Rows<T> {
    void each(RowSink<T> sink) throws IOException;
  }

  /** Receives a row. */
  @FunctionalInterface
  interface RowSink<T> {
    void row(T row) throws IOException;
  }
}
