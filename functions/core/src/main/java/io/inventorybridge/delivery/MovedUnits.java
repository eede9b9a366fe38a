// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.delivery;

/**
 * The sums by which a delivery's numbers differ from the expected ones, over its keys with a
 * baseline. Later deliveries of the source are compared with them.
 *
 * @param keys keys with a baseline
 * @param changed those of them whose number differs
 * @param moved units by which they differ, in either direction
 * @param expected units that were expected, without their signs
 */
public record MovedUnits(long keys, long changed, long moved, long expected) {
  public static final MovedUnits NONE = new MovedUnits(0, 0, 0, 0);

  /** The same sums with one more key. */
  public MovedUnits plus(long number, long expectedNumber) {
    long difference = Math.abs(Math.subtractExact(number, expectedNumber));
    return new MovedUnits(
        keys + 1,
        changed + (difference == 0 ? 0 : 1),
        Math.addExact(moved, difference),
        Math.addExact(expected, Math.abs(expectedNumber)));
  }
}
