// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.delivery.filter;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.inventorybridge.delivery.ResetRow;
import io.inventorybridge.delivery.format.CsvLineWriter;
import io.inventorybridge.delivery.validation.StoreLookup;
import io.inventorybridge.masterdata.catalog.CatalogIndex;
import io.inventorybridge.stock.CanonicalUpc;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;

/**
 * Builds the lines of reset parts as bytes: there are hundreds of thousands, and they differ only
 * in their numbers. Not thread-safe.
 */
final class ResetLineWriter {
  private static final byte[] USUAL_END = end(ResetRow.DEFAULT_LOCATION);

  /** The size of a line's numbers, with a sign and the delimiter between them. */
  private static final int ROOM = CanonicalUpc.MOST_DIGITS + 12;

  private static final int USUAL_LINE = 128;

  private final CatalogIndex catalog;
  private final StoreLookup stores;

  // By the slot of the store.
  private byte[][] starts = new byte[256][];
  private byte[] lines = new byte[1 << 16];
  private int length;

  ResetLineWriter(CatalogIndex catalog, StoreLookup stores) {
    this.catalog = catalog;
    this.stores = stores;
  }

  /**
   * Appends a line.
   *
   * @param facility the slot of the store
   * @param product the slot in the catalog
   * @param location empty for the default location
   */
  void add(int facility, int product, int quantity, String location) {
    byte[] start = start(facility);
    byte[] end = location.isEmpty() ? USUAL_END : end(location);
    int most = start.length + ROOM + end.length;
    if (lines.length - length < most) {
      lines = Arrays.copyOf(lines, length + most);
    }
    append(start);
    int digits = catalog.digits(product);
    append(catalog.upc(product), digits);
    lines[length++] = ',';
    if (quantity < 0) {
      lines[length++] = '-';
    }
    long size = Math.abs((long) quantity);
    append(size, digits(size));
    append(end);
  }

  /**
   * Tells whether the lines must be written because another line of the usual length does not fit.
   */
  boolean areFull() {
    return lines.length - length < USUAL_LINE;
  }

  private byte[] start(int facility) {
    if (facility >= starts.length) {
      starts = Arrays.copyOf(starts, 2 * facility);
    }
    byte[] known = starts[facility];
    if (known != null) {
      return known;
    }
    String text = field(stores.facility(facility).value()) + "," + ResetRow.ID_TYPE + ",";
    starts[facility] = text.getBytes(UTF_8);
    return starts[facility];
  }

  /** Writes the lines appended since the last call. */
  void writeTo(OutputStream out) throws IOException {
    out.write(lines, 0, length);
    length = 0;
  }

  private void append(byte[] bytes) {
    System.arraycopy(bytes, 0, lines, length, bytes.length);
    length += bytes.length;
  }

  // Pads with leading zeros up to the requested number of digits.
  private void append(long number, int digits) {
    long rest = number;
    for (int at = length + digits - 1; at >= length; at--) {
      lines[at] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    length += digits;
  }

  private static int digits(long number) {
    int digits = 1;
    for (long rest = number / 10; rest > 0; rest /= 10) {
      digits++;
    }
    return digits;
  }

  private static byte[] end(String location) {
    return ("," + field(location) + "\n").getBytes(UTF_8);
  }

  private static String field(String text) {
    String line = CsvLineWriter.of(List.of(text), ',');
    return line.substring(0, line.length() - 1);
  }
}
