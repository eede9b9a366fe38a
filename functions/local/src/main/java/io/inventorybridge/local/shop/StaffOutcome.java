// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.shop;

import java.util.List;

/**
 * The outcome of an operation of staff: done, or refused without any change.
 *
 * @param <T> the result of the operation
 */
public sealed interface StaffOutcome<T> {
  /** The operation was carried out. */
  record Done<T>(T value) implements StaffOutcome<T> {}

  /**
   * The operation changed nothing.
   *
   * @param code Shopify's error code; empty where the API has none
   * @param field path of the argument in the API
   */
  record Refused<T>(String code, List<String> field, String message) implements StaffOutcome<T> {}

  static <T> StaffOutcome<T> done(T value) {
    return new Done<>(value);
  }

  static <T> StaffOutcome<T> refused(String code, String field, String message) {
    return new Refused<>(code, List.of(field), message);
  }

  /** The result of an operation that must succeed. */
  default T orThrow() {
    return switch (this) {
      case Done<T> done -> done.value();
      case Refused<T> refused ->
          throw new IllegalStateException(refused.code() + ": " + refused.message());
    };
  }
}
