// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.masterdata.catalog;

import io.inventorybridge.stock.CanonicalUpc;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.LongPredicate;

/**
 * An in-memory index of the UPCAs of the online catalog. It is small enough for the memory of a
 * function: 17 bytes for each UPCA at a million of them, in arrays only. It answers the lookups of
 * the filter; {@link ProductCatalog} holds all other product data. Immutable and thread-safe.
 *
 * <p>UPCAs of exactly one product have the slots from 0 to {@code size() - 1}, in ascending order
 * of their canonical number; ambiguous UPCAs have no slot.
 */
public final class CatalogIndex {
  /** No online product has this UPCA. */
  public static final int UNKNOWN = -1;

  /** Several online products have this UPCA. */
  public static final int AMBIGUOUS = -2;

  // 2^64 divided by the golden ratio: distributes numbers that differ in few digits.
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  // [0, size) unique, then the ambiguous ones; each stretch ascending.
  private final long[] upcs;
  // The number of digits as written, leading zeros included.
  private final byte[] lengths;
  private final int size;
  private final String version;

  // Open addressing at most half full: 0 is free, else the position in upcs plus one.
  private final int[] table;
  private final int shift;

  // Two bits of one word for each UPCA, with 16 to 32 bits of room for each. Most UPCAs of a delta
  // are not online, and almost none of those finds both bits set. Small enough for the cache of a
  // core.
  private final long[] marks;
  private final int markShift;

  CatalogIndex(long[] upcs, byte[] lengths, int size, String version) {
    this.upcs = upcs;
    this.lengths = lengths;
    this.size = size;
    this.version = version;
    int bits = Math.max(1, 64 - Long.numberOfLeadingZeros(2L * upcs.length));
    this.shift = 64 - bits;
    this.table = new int[1 << bits];
    int markBits = Math.max(1, bits - 3);
    this.markShift = 64 - markBits;
    this.marks = new long[1 << markBits];
    for (int i = 0; i < upcs.length; i++) {
      int at = home(upcs[i]);
      while (table[at] != 0) {
        at = (at + 1) & (table.length - 1);
      }
      table[at] = i + 1;
      long hash = upcs[i] * GOLDEN;
      marks[(int) (hash >>> markShift)] |= bits(hash);
    }
  }

  /**
   * Builds the index of a catalog. Products that are not online are left out. Rows with one
   * canonical UPCA are ambiguous if their product or inventory item differs; identical rows count
   * as one. Of several written forms the longest is kept, so that the order of rows does not
   * matter.
   */
  public static CatalogIndex of(Collection<CatalogProduct> products) {
    List<CatalogProduct> online = new ArrayList<>(products.size());
    for (CatalogProduct product : products) {
      if (product.online()) {
        online.add(product);
      }
    }
    online.sort(Comparator.comparing(CatalogProduct::upc));
    UpcList unique = new UpcList(online.size());
    UpcList ambiguous = new UpcList(16);
    for (int from = 0, to; from < online.size(); from = to) {
      CatalogProduct first = online.get(from);
      boolean same = true;
      int length = first.upca().length();
      for (to = from + 1; to < online.size() && online.get(to).upc().equals(first.upc()); to++) {
        same &= online.get(to).identity().equals(first.identity());
        length = Math.max(length, online.get(to).upca().length());
      }
      (same ? unique : ambiguous).add(first.upc().digits(), length);
    }
    return CatalogIndexFile.indexOf(unique, ambiguous);
  }

  /** The unique UPCAs of this index that meet the condition; the result has no ambiguous UPCAs. */
  public CatalogIndex filter(LongPredicate condition) {
    UpcList some = new UpcList(16);
    for (int slot = 0; slot < size; slot++) {
      if (condition.test(upcs[slot])) {
        some.add(upcs[slot], lengths[slot]);
      }
    }
    return CatalogIndexFile.indexOf(some, new UpcList(0));
  }

  /** Tells whether a canonical UPCA belongs to exactly one product here. */
  public boolean isUnique(long canonicalUpc) {
    return find(canonicalUpc) >= 0;
  }

  /** The slot of a canonical UPCA, or {@link #UNKNOWN} or {@link #AMBIGUOUS}. */
  public int find(long canonicalUpc) {
    long hash = canonicalUpc * GOLDEN;
    return (~marks[(int) (hash >>> markShift)] & bits(hash)) == 0
        ? findInTable(canonicalUpc)
        : UNKNOWN;
  }

  // Taken from the bits below those that choose the word.
  private static long bits(long hash) {
    return 1L << (hash >>> 32) | 1L << (hash >>> 26);
  }

  private int findInTable(long canonicalUpc) {
    for (int at = home(canonicalUpc); ; at = (at + 1) & (table.length - 1)) {
      int position = table[at] - 1;
      if (position < 0) {
        return UNKNOWN;
      }
      if (upcs[position] == canonicalUpc) {
        return position < size ? position : AMBIGUOUS;
      }
    }
  }

  /** The canonical UPCA of a slot. */
  public long upc(int slot) {
    return upcs[checked(slot)];
  }

  /** The UPCA of a slot as in the catalog, leading zeros kept. */
  public String upca(int slot) {
    String digits = Long.toString(upc(slot));
    return "0".repeat(lengths[slot] - digits.length()) + digits;
  }

  /** The number of its digits. */
  public int digits(int slot) {
    return lengths[checked(slot)];
  }

  /** The number of UPCAs of exactly one online product. */
  public int size() {
    return size;
  }

  /** The number of UPCAs of several online products. */
  public int ambiguous() {
    return upcs.length - size;
  }

  /** Names the content: 12 hex digits of a hash, the same for the same UPCAs in any order. */
  public String version() {
    return version;
  }

  /** Writes the index in the form that {@link #readFrom} checks; the stream stays open. */
  public void writeTo(OutputStream out) throws IOException {
    CatalogIndexFile.write(upcs, lengths, size, version, out);
  }

  /**
   * Reads an index to the end of the stream, which stays open.
   *
   * @throws DamagedIndex when the stream holds anything but one whole index
   */
  public static CatalogIndex readFrom(InputStream in) throws IOException {
    return CatalogIndexFile.read(in);
  }

  private int home(long upc) {
    return (int) ((upc * GOLDEN) >>> shift);
  }

  private int checked(int slot) {
    if (slot < 0 || slot >= size) {
      throw new IndexOutOfBoundsException("no slot " + slot + " among " + size);
    }
    return slot;
  }

  /** A growing list of UPCAs and their written lengths. */
  static final class UpcList {
    private long[] upcs;
    private byte[] lengths;
    private int count;

    UpcList(int room) {
      upcs = new long[room];
      lengths = new byte[room];
    }

    void add(long upc, int length) {
      if (length > CanonicalUpc.MOST_DIGITS) {
        throw new IllegalArgumentException("a UPCA has at most 18 digits, not " + length);
      }
      if (count == upcs.length) {
        upcs = java.util.Arrays.copyOf(upcs, 2 * count + 1);
        lengths = java.util.Arrays.copyOf(lengths, 2 * count + 1);
      }
      upcs[count] = upc;
      lengths[count++] = (byte) length;
    }

    int count() {
      return count;
    }

    void copyTo(long[] allUpcs, byte[] allLengths, int from) {
      System.arraycopy(upcs, 0, allUpcs, from, count);
      System.arraycopy(lengths, 0, allLengths, from, count);
    }
  }
}
