// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.stock;

/**
 * A number of physical units, or a difference of two such numbers. Negative on hand is normal in
 * Retail Pro and is kept. Arithmetic is exact: an overflow throws {@link ArithmeticException}.
 */
public record StockQuantity(long units) implements Comparable<StockQuantity> {
  public static final StockQuantity ZERO = new StockQuantity(0);

  public static StockQuantity of(long units) {
    return units == 0 ? ZERO : new StockQuantity(units);
  }

  public StockQuantity plus(StockQuantity other) {
    return of(Math.addExact(units, other.units));
  }

  public StockQuantity minus(StockQuantity other) {
    return of(Math.subtractExact(units, other.units));
  }

  public StockQuantity negated() {
    return of(Math.negateExact(units));
  }

  public boolean isZero() {
    return units == 0;
  }

  @Override
  public int compareTo(StockQuantity other) {
    return Long.compare(units, other.units);
  }

  @Override
  public String toString() {
    return Long.toString(units);
  }
}
