// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.delivery.rows;

/**
 * One record of a delta as its bytes stand in the file. Valid only during the call that hands it
 * over; not thread-safe.
 */
public interface Row {
  /** The physical line on which the record starts; the header is line 1. */
  long line();

  int fields();

  /**
   * A field without its quotes, each byte as the character of the same number (ISO-8859-1): which
   * encoding the bytes are in is judged row by row.
   */
  String field(int index);

  /** How many bytes the record has without its line end. */
  int length();

  /** Copies the bytes of the record without its line end to a position of an array. */
  void copyTo(byte[] target, int position);

  /** The bytes of the record without its line end; a copy. */
  default byte[] raw() {
    byte[] raw = new byte[length()];
    copyTo(raw, 0);
    return raw;
  }

  /** Whether every byte is from 1 to 127, so that all encodings read it alike. */
  boolean ascii();

  /** The encoding that its bytes are in. */
  default RowText text() {
    return ascii() ? RowText.UTF_8 : RowText.of(raw());
  }

  /** What the scanner knows of it already. */
  default Reading reading() {
    return Reading.OPEN;
  }
}
