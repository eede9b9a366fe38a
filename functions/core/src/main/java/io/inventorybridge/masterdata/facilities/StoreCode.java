// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.masterdata.facilities;

import java.util.Optional;

/**
 * Retail Pro's code of a store in comparable form: a part that is a number has no leading zeros
 * ({@code 1/007} and {@code 01/7} are equal); any other part is unchanged.
 *
 * @param subsidiary SBS, empty where only the store is stated
 */
record StoreCode(Optional<String> subsidiary, String store) {

  /** Reads {@code STORE} or {@code SBS/STORE}. */
  static StoreCode parse(String written) {
    int slash = written.indexOf('/');
    return slash < 0
        ? new StoreCode(Optional.empty(), comparable(written))
        : new StoreCode(
            Optional.of(comparable(written.substring(0, slash))),
            comparable(written.substring(slash + 1)));
  }

  /** This code within a subsidiary, unless it already states one. */
  StoreCode within(Optional<String> sbs) {
    return subsidiary.isPresent()
        ? this
        : new StoreCode(sbs.map(StoreCode::comparable).filter(text -> !text.isEmpty()), store);
  }

  private static String comparable(String part) {
    String text = part.strip();
    if (text.isEmpty() || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return text;
    }
    int zeros = 0;
    while (zeros < text.length() - 1 && text.charAt(zeros) == '0') {
      zeros++;
    }
    return text.substring(zeros);
  }
}
