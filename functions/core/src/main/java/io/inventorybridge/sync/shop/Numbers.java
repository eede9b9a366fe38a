// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.sync.shop;

/** Shopify's numbers: digits without a leading zero, compared as numbers. */
final class Numbers {
  private static final int MOST_DIGITS = 19;

  private Numbers() {}

  static void check(String what, String number) {
    boolean digits = number.chars().allMatch(c -> c >= '0' && c <= '9');
    if (number.isEmpty() || number.length() > MOST_DIGITS || !digits || number.startsWith("0")) {
      throw new IllegalArgumentException(
          "the number of %s is 1 to 19 digits: '%s'".formatted(what, number));
    }
  }

  static int compare(String one, String other) {
    int byLength = Integer.compare(one.length(), other.length());
    return byLength != 0 ? byLength : one.compareTo(other);
  }
}
