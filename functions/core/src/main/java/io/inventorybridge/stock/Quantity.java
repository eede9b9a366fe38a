// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.stock;

/**
 * A number of physical units, or a difference of two such numbers. Negative on hand is normal in
 * Retail Pro and is kept. Arithmetic is exact: an overflow throws {@link ArithmeticException}.
 */
public record Quantity(long units) implements Comparable<Quantity> {
  public static final Quantity ZERO = new Quantity(0);

  public static Quantity of(long units) {
    return units == 0 ? ZERO : new Quantity(units);
  }

  public Quantity plus(Quantity other) {
    return of(Math.addExact(units, other.units));
  }

  public Quantity minus(Quantity other) {
    return of(Math.subtractExact(units, other.units));
  }

  public Quantity negated() {
    return of(Math.negateExact(units));
  }

  public boolean isZero() {
    return units == 0;
  }

  @Override
  public int compareTo(Quantity other) {
    return Long.compare(units, other.units);
  }

  @Override
  public String toString() {
    return Long.toString(units);
  }
}
