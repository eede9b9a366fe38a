// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.delivery.format;

/**
 * One record of a delta as raw bytes of the file. Valid only during the call that passes it; not
 * thread-safe.
 */
public interface DeltaRow {
  /** The physical line on which the record starts; the header is line 1. */
  long line();

  /** The number of physical lines of the record; more than one only with line ends in quotes. */
  int lines();

  /** Tells whether text follows the closing quote of a field. */
  boolean textAfterQuote();

  /** The line of the last record before this one that is not an empty line; 0 for the first one. */
  long previousLine();

  int fields();

  /**
   * A field without its quotes, each byte as the character of the same number (ISO-8859-1). The
   * encoding of the bytes is detected row by row.
   */
  String field(int index);

  /** The length of the record in bytes, without its line end. */
  int length();

  /** Copies the bytes of the record without its line end to a position of an array. */
  void copyTo(byte[] target, int position);

  /** The bytes of the record without its line end; a copy. */
  default byte[] raw() {
    byte[] raw = new byte[length()];
    copyTo(raw, 0);
    return raw;
  }

  /** Tells whether every byte is from 1 to 127, so that the encoding does not matter. */
  boolean ascii();

  /** The encoding of its bytes. */
  default RowEncoding text() {
    return ascii() ? RowEncoding.UTF_8 : RowEncoding.of(raw());
  }

  /** The result of the scanner for this row. */
  default ScanState scanState() {
    return ScanState.OPEN;
  }
}
