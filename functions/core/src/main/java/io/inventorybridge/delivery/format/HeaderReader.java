// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.delivery.format;

import io.inventorybridge.delivery.HeldReason;
import io.inventorybridge.settings.DeliverySettings;
import java.io.BufferedInputStream;
import java.io.IOException;

/** Reads the header of a delta. */
public final class HeaderReader {
  private HeaderReader() {}

  /**
   * Reads the header and leaves the stream where the rows begin.
   *
   * @throws UnreadableDelta when the file is empty, is not text, or lacks a required column
   * @throws IOException when the stream cannot be read
   */
  public static DeltaHeader read(BufferedInputStream in, DeliverySettings settings)
      throws IOException {
    HeaderRecord record = HeaderRecord.read(in, settings.skipTitleLines());
    DeltaHeader header =
        DeltaHeader.recognize(
            record.text(),
            record.encoding() == RowEncoding.WINDOWS_1252,
            record.line(),
            record.nextLine(),
            settings.columns());
    for (String name : header.names()) {
      boolean severalLines = name.indexOf('\n') >= 0 || name.indexOf('\r') >= 0;
      if (severalLines && name.indexOf(header.delimiter()) >= 0) {
        throw new UnreadableDelta(HeldReason.NOT_CSV, HeaderRecord.notClosed(record.line()));
      }
    }
    return RowWidth.measured(in, header);
  }
}
