// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.shop.api;

import io.inventorybridge.local.shop.FakeShop.Place;
import io.inventorybridge.local.shop.Variant;
import io.inventorybridge.sync.shop.Pair;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What mutations and lists answer with, beside the shop's own things. */
final class Payloads {
  private Payloads() {}

  /** An inventory item; the same variant under its other name. */
  record Item(Variant variant) {}

  /** A level: its numbers are read when they are asked for. */
  record LevelOf(Pair pair) {}

  record Quantity(String name, long quantity, Optional<Instant> updatedAt) {}

  /**
   * An error of the user's.
   *
   * @param field where; empty for null
   * @param code empty for null
   */
  record UserError(List<String> field, String message, String code) {}

  /** The reply of a change of quantities. */
  record Written(Optional<Group> group, List<UserError> errors) {
    static Written nothing(List<UserError> errors) {
      return new Written(Optional.empty(), errors);
    }
  }

  record Group(
      String number, Instant createdAt, String reason, String reference, List<Change> changes) {}

  record Change(String name, long delta, Variant variant, Place place) {}

  record Activated(Optional<LevelOf> level, List<UserError> errors) {}

  record Toggled(Optional<Item> item, List<LevelOf> levels, List<UserError> errors) {}

  record ItemUpdated(Optional<Item> item, List<UserError> errors) {}

  record Page(List<?> nodes, boolean more, Optional<String> end) {}

  record BulkStarted(Optional<BulkOperations.Bulk> bulk, List<UserError> errors) {}

  record Parameter(String name, String value) {}

  record StagedTarget(String url, List<Parameter> parameters) {}

  record Named(String name) {}
}
