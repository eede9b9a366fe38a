// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.stock;

import java.util.regex.Pattern;

/** Shopify's numbers: digits without a leading zero, compared as numbers. */
public final class ShopifyNumbers {
  private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,18}");

  private ShopifyNumbers() {}

  /** Extracts {@code 123} from {@code gid://shopify/InventoryItem/123}. */
  public static String number(String id) {
    return id.substring(id.lastIndexOf('/') + 1);
  }

  /** Tells whether a text consists of 1 to 19 digits without a leading zero. */
  public static boolean isNumber(String text) {
    return NUMBER.matcher(text).matches();
  }

  static void check(String what, String number) {
    if (!isNumber(number)) {
      throw new IllegalArgumentException(
          "the number of %s is 1 to 19 digits: '%s'".formatted(what, number));
    }
  }

  static int compare(String one, String other) {
    int byLength = Integer.compare(one.length(), other.length());
    return byLength != 0 ? byLength : one.compareTo(other);
  }
}
