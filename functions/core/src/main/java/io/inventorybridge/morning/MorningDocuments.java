// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.morning;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/** One way to write the morning's lists down. Thread-safe. */
public interface MorningDocuments {
  /** Of the files' names, without a dot. */
  String extension();

  void differences(OutputStream to, MorningSummary summary, Rows<ResetDifference> rows)
      throws IOException;

  void ageing(OutputStream to, MorningSummary summary, Rows<AgedUnits> rows) throws IOException;

  void silentStores(OutputStream to, MorningSummary summary, List<SilentStore> rows)
      throws IOException;

  /** Rows that are given one after the other, and never all held. */
  @FunctionalInterface
  interface Rows<T> {
    void each(RowSink<T> sink) throws IOException;
  }

  /** Takes a row. */
  @FunctionalInterface
  interface RowSink<T> {
    void row(T row) throws IOException;
  }
}
