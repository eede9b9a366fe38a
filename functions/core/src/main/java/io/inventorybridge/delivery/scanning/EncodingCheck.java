// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.delivery.scanning;

import io.inventorybridge.delivery.format.RowEncoding;

/** Checks the bytes above 127 of a record in the same way as {@link RowEncoding}. */
final class EncodingCheck {
  private EncodingCheck() {}

  /**
   * Tells whether the bytes are well-formed UTF-8: shortest forms only, no surrogates, nothing
   * above U+10FFFF.
   */
  static boolean areUtf8(StructuralIndex bytes, int start, int end) {
    byte[] array = bytes.array();
    for (int at = bytes.nextHigh(start, end); at < end; at = bytes.nextHigh(at, end)) {
      int lead = array[at] & 0xff;
      // The byte after a record is ASCII, so a sequence cannot continue there.
      if (lead >= 0xc2 && lead <= 0xdf && follows(array[at + 1])) {
        at += 2;
      } else if (lead >= 0xe0 && lead <= 0xef && isThree(array, at)) {
        at += 3;
      } else if (lead >= 0xf0 && lead <= 0xf4 && isFour(array, at)) {
        at += 4;
      } else {
        return false;
      }
    }
    return true;
  }

  /** Tells whether each byte is a letter of Windows-1252. */
  static boolean areWindows1252(StructuralIndex bytes, int start, int end) {
    byte[] array = bytes.array();
    for (int at = bytes.nextHigh(start, end); at < end; at = bytes.nextHigh(at + 1, end)) {
      if (RowEncoding.isUndefined(array[at])) {
        return false;
      }
    }
    return true;
  }

  private static boolean isThree(byte[] array, int at) {
    int code = ((array[at] & 0xf) << 12) | ((array[at + 1] & 0x3f) << 6);
    return follows(array[at + 1])
        && follows(array[at + 2])
        && code >= 0x800
        && (code < Character.MIN_SURROGATE || code > Character.MAX_SURROGATE);
  }

  private static boolean isFour(byte[] array, int at) {
    int code = ((array[at] & 0x7) << 18) | ((array[at + 1] & 0x3f) << 12);
    return follows(array[at + 1])
        && follows(array[at + 2])
        && follows(array[at + 3])
        && code >= Character.MIN_SUPPLEMENTARY_CODE_POINT
        && code <= Character.MAX_CODE_POINT;
  }

  private static boolean follows(byte b) {
    return b < (byte) 0xc0;
  }
}
