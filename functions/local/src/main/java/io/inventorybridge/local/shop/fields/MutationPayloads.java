// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.shop.fields;

import io.inventorybridge.local.shop.FakeShop.FakeLocation;
import io.inventorybridge.local.shop.FakeVariant;
import io.inventorybridge.local.shop.OrderState;
import io.inventorybridge.local.shop.StaffOutcome;
import io.inventorybridge.local.shop.graphql.UserError;
import io.inventorybridge.stock.ItemAtLocation;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Result types of mutations and lists that the shop itself does not have. */
public final class MutationPayloads {
  private MutationPayloads() {}

  /** An inventory item: the variant under its other type. */
  public record Item(FakeVariant variant) {}

  /** A level; its quantities are read on demand. */
  public record LevelRef(ItemAtLocation pair) {}

  /** A product: its first variant under another type. */
  public record ProductRef(FakeVariant variant) {}

  /** The reverse fulfillment order of a return. */
  public record ReverseOrder(OrderState.Return returned) {}

  /** A line of a reverse fulfillment order: the line of the return under another type. */
  public record ReverseLine(OrderState.ReturnedLine line) {}

  /** The reply to a mutation of staff: values by field, or errors. */
  record StaffReply(Map<String, Object> values, List<UserError> errors) {
    static <T> StaffReply of(StaffOutcome<T> outcome, Function<T, Map<String, Object>> values) {
      return switch (outcome) {
        case StaffOutcome.Done<T> done -> new StaffReply(values.apply(done.value()), List.of());
        case StaffOutcome.Refused<T> refused ->
            new StaffReply(
                Map.of(),
                List.of(new UserError(refused.field(), refused.message(), refused.code())));
      };
    }

    static StaffReply refused(UserError error) {
      return new StaffReply(Map.of(), List.of(error));
    }
  }

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
