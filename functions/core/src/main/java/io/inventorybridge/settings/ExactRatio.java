// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.settings;

import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * An exact fraction, because one third has no finite decimal form.
 *
 * @param denominator above 0
 */
public record ExactRatio(long numerator, long denominator) {
  public ExactRatio {
    if (numerator < 0 || denominator <= 0) {
      throw new IllegalArgumentException(numerator + "/" + denominator + " is not a ratio");
    }
  }

  /** Reads {@code 1/3}, {@code 0.3} or {@code 30%}; none may be negative. */
  public static ExactRatio parse(String written) {
    String text = written.strip();
    try {
      int slash = text.indexOf('/');
      if (slash >= 0) {
        return new ExactRatio(
            Long.parseLong(text.substring(0, slash).strip()),
            Long.parseLong(text.substring(slash + 1).strip()));
      }
      return text.endsWith("%")
          ? of(new BigDecimal(text.substring(0, text.length() - 1).strip()).movePointLeft(2))
          : of(new BigDecimal(text));
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException("'" + written + "' is not a ratio", e);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("'" + written + "' is not a ratio", e);
    }
  }

  /** A decimal number as a ratio, exactly; at most 12 digits after the point. */
  public static ExactRatio of(BigDecimal number) {
    BigDecimal plain = number.stripTrailingZeros();
    int scale = Math.max(0, plain.scale());
    if (scale > 12) {
      throw new ArithmeticException("too many digits: " + number);
    }
    return new ExactRatio(
        plain.movePointRight(scale).longValueExact(), BigInteger.TEN.pow(scale).longValueExact());
  }

  /** Tells whether {@code count} is below this many times {@code whole}. */
  public boolean undercutBy(long count, long whole) {
    return compare(count, whole) < 0;
  }

  /** Tells whether {@code count} is above this many times {@code whole}. */
  public boolean exceededBy(long count, long whole) {
    return compare(count, whole) > 0;
  }

  // Exact for any counts: no overflow, no rounding.
  private int compare(long count, long whole) {
    return BigInteger.valueOf(count)
        .multiply(BigInteger.valueOf(denominator))
        .compareTo(BigInteger.valueOf(whole).multiply(BigInteger.valueOf(numerator)));
  }

  /** In percent, as {@code 60 %}; a share without a finite form stays a fraction. */
  public String percent() {
    long hundredfold = Math.multiplyExact(numerator, 100L);
    return hundredfold % denominator == 0 ? hundredfold / denominator + " %" : toString();
  }

  @Override
  public String toString() {
    return denominator == 1 ? Long.toString(numerator) : numerator + "/" + denominator;
  }
}
