// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.stock;

/**
 * A product identifier of type UPCA in canonical form: its digits without leading zeros, 1 to 18 of
 * them. Retail Pro treats a UPC as a number, so leading zeros get lost; the canonical form makes
 * both sides comparable. Check digits are not verified here: the catalog decides which UPCAs are
 * valid.
 *
 * @param digits the canonical digits read as a number, from 1 to 10^18 - 1
 */
public record CanonicalUpc(long digits) implements Comparable<CanonicalUpc> {
  /** The most digits a UPCA may have, leading zeros included. */
  public static final int MOST_DIGITS = 18;

  private static final long LARGEST = 999_999_999_999_999_999L;

  public CanonicalUpc {
    if (digits < 1 || digits > LARGEST) {
      throw new IllegalArgumentException("a UPCA has 1 to 18 digits, not all zero: " + digits);
    }
  }

  /** Reads a written UPCA; leading zeros are dropped. */
  public static Parsed parse(String written) {
    if (written.isEmpty() || written.length() > MOST_DIGITS) {
      return new NotAUpc(written);
    }
    long digits = 0;
    for (int i = 0; i < written.length(); i++) {
      char c = written.charAt(i);
      if (c < '0' || c > '9') {
        return new NotAUpc(written);
      }
      digits = digits * 10 + (c - '0');
    }
    return digits == 0 ? new NotAUpc(written) : new CanonicalUpc.Valid(new CanonicalUpc(digits));
  }

  /** Reads a text that is known to be a valid UPCA, such as one of our own keys. */
  public static CanonicalUpc of(String written) {
    return switch (parse(written)) {
      case Valid valid -> valid.upc();
      case NotAUpc not -> throw new IllegalArgumentException("not a UPCA: '" + not.written() + "'");
    };
  }

  /** The result of {@link #parse}. */
  public sealed interface Parsed permits Valid, NotAUpc {}

  public record Valid(CanonicalUpc upc) implements Parsed {}

  public record NotAUpc(String written) implements Parsed {}

  @Override
  public int compareTo(CanonicalUpc other) {
    return Long.compare(digits, other.digits);
  }

  /** The canonical digits. */
  @Override
  public String toString() {
    return Long.toString(digits);
  }
}
