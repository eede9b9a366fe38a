// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.delivery.intake;

import io.inventorybridge.settings.ExactRatio;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.List;

/**
 * The median of shares, exactly: shares of small files have no common denominator, and a rounded
 * limit would hold one file and let the same one pass.
 */
record ShareMedian(BigInteger numerator, BigInteger denominator) {
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  /**
   * A part of a whole.
   *
   * @param whole above 0
   */
  record Share(long part, long whole) {
    private static int compare(Share a, Share b) {
      return product(a.part, b.whole).compareTo(product(b.part, a.whole));
    }
  }

  /** The median of at least one share. */
  static ShareMedian of(List<Share> shares) {
    List<Share> sorted = shares.stream().sorted(Share::compare).toList();
    Share lower = sorted.get((sorted.size() - 1) / 2);
    Share upper = sorted.get(sorted.size() / 2);
    return new ShareMedian(
        product(lower.part, upper.whole).add(product(upper.part, lower.whole)),
        product(lower.whole, upper.whole).shiftLeft(1));
  }

  /** Tells whether a part of a whole is above this many times the median. */
  boolean exceededBy(long part, long whole, ExactRatio times) {
    BigInteger left =
        BigInteger.valueOf(part)
            .multiply(denominator)
            .multiply(BigInteger.valueOf(times.denominator()));
    BigInteger right =
        BigInteger.valueOf(whole)
            .multiply(numerator)
            .multiply(BigInteger.valueOf(times.numerator()));
    return left.compareTo(right) > 0;
  }

  boolean isAbove(ExactRatio limit) {
    return numerator
            .multiply(BigInteger.valueOf(limit.denominator()))
            .compareTo(denominator.multiply(BigInteger.valueOf(limit.numerator())))
        > 0;
  }

  /** In percent, rounded to one digit after the point. */
  @Override
  public String toString() {
    return new BigDecimal(numerator)
            .multiply(HUNDRED)
            .divide(new BigDecimal(denominator), 1, RoundingMode.HALF_UP)
            .toPlainString()
        + " %";
  }

  private static BigInteger product(long a, long b) {
    return BigInteger.valueOf(a).multiply(BigInteger.valueOf(b));
  }
}
