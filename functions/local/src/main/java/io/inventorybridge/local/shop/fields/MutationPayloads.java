// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.shop.fields;

import io.inventorybridge.local.shop.FakeShop.FakeLocation;
import io.inventorybridge.local.shop.FakeVariant;
import io.inventorybridge.local.shop.graphql.UserError;
import io.inventorybridge.stock.ItemAtLocation;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Result types of mutations and lists that the shop itself does not have. */
public final class MutationPayloads {
  private MutationPayloads() {}

  /** An inventory item: the variant under its other type. */
  public record Item(FakeVariant variant) {}

  /** A level; its quantities are read on demand. */
  record LevelRef(ItemAtLocation pair) {}

  record Quantity(String name, long quantity, Optional<Instant> updatedAt) {}

  /** The reply to a change of quantities. */
  record QuantitiesReply(Optional<Group> group, List<UserError> errors) {
    static QuantitiesReply refused(List<UserError> errors) {
      return new QuantitiesReply(Optional.empty(), errors);
    }
  }

  record Group(
      String number, Instant createdAt, String reason, String reference, List<Change> changes) {}

  record Change(String name, long delta, FakeVariant variant, FakeLocation place) {}

  record ActivationReply(Optional<LevelRef> level, List<UserError> errors) {}

  record ToggleReply(Optional<Item> item, List<LevelRef> levels, List<UserError> errors) {}

  record ItemUpdateReply(Optional<Item> item, List<UserError> errors) {}

  record Named(String name) {}
}
