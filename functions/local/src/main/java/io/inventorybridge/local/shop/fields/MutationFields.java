// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.shop.fields;

import graphql.language.Argument;
import graphql.language.Directive;
import graphql.language.StringValue;
import graphql.language.VariableReference;
import graphql.schema.DataFetchingEnvironment;
import io.inventorybridge.local.shop.FakeShop;
import io.inventorybridge.local.shop.FaultPlan;
import io.inventorybridge.local.shop.RequestFault;
import io.inventorybridge.local.shop.fields.MutationPayloads.ActivationReply;
import io.inventorybridge.local.shop.fields.MutationPayloads.Change;
import io.inventorybridge.local.shop.fields.MutationPayloads.Group;
import io.inventorybridge.local.shop.fields.MutationPayloads.Item;
import io.inventorybridge.local.shop.fields.MutationPayloads.ItemUpdateReply;
import io.inventorybridge.local.shop.fields.MutationPayloads.QuantitiesReply;
import io.inventorybridge.local.shop.fields.MutationPayloads.StaffReply;
import io.inventorybridge.local.shop.fields.MutationPayloads.ToggleReply;
import io.inventorybridge.local.shop.graphql.FieldResolvers;
import io.inventorybridge.local.shop.graphql.RequestOrigin;
import io.inventorybridge.local.shop.graphql.RequestRefusal;
import io.inventorybridge.local.shop.graphql.UserError;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** The mutations; each call is executed once per key. */
public final class MutationFields {
  private static final String WRITE_INVENTORY = "write_inventory";

  private final FakeShop shop;
  private final FaultPlan faults;
  private final IdempotencyStore keys;

  public MutationFields(FakeShop shop, FaultPlan faults, IdempotencyStore keys) {
    this.shop = shop;
    this.faults = faults;
    this.keys = keys;
  }

  public void addTo(FieldResolvers fields) {
    ItemWrites items = new ItemWrites(shop);
    fields
        .answer("Mutation", "inventorySetQuantities", asked -> quantities(asked, true))
        .answer("Mutation", "inventoryAdjustQuantities", asked -> quantities(asked, false))
        .answer("Mutation", "inventoryActivate", asked -> activate(asked, items))
        .answer(
            "Mutation",
            "inventoryBulkToggleActivation",
            asked -> {
              RequestOrigin.needs(asked, WRITE_INVENTORY);
              return items.toggle(asked.getArguments());
            })
        .answer(
            "Mutation",
            "inventoryItemUpdate",
            asked -> {
              RequestOrigin.needs(asked, WRITE_INVENTORY);
              return items.update(asked.getArguments());
            });
    for (String payload :
        List.of(
            "InventorySetQuantitiesPayload",
            "InventoryAdjustQuantitiesPayload",
            "InventoryMoveQuantitiesPayload")) {
      fields
          .value(payload, QuantitiesReply.class, "inventoryAdjustmentGroup", QuantitiesReply::group)
          .value(payload, QuantitiesReply.class, "userErrors", QuantitiesReply::errors);
    }
    fields
        .value(
            "InventoryAdjustmentGroup",
            Group.class,
            "id",
            it -> ShopifyIds.of("InventoryAdjustmentGroup", it.number()))
        .value("InventoryAdjustmentGroup", Group.class, "createdAt", Group::createdAt)
        .value("InventoryAdjustmentGroup", Group.class, "reason", Group::reason)
        .value("InventoryAdjustmentGroup", Group.class, "referenceDocumentUri", Group::reference)
        .value("InventoryAdjustmentGroup", Group.class, "changes", Group::changes)
        .value("InventoryChange", Change.class, "name", Change::name)
        .value("InventoryChange", Change.class, "delta", Change::delta)
        // Null in every recorded reply.
        .value("InventoryChange", Change.class, "quantityAfterChange", it -> Optional.empty())
        .value("InventoryChange", Change.class, "item", it -> new Item(it.variant()))
        .value("InventoryChange", Change.class, "location", Change::place)
        .value(
            "InventoryActivatePayload",
            ActivationReply.class,
            "inventoryLevel",
            ActivationReply::level)
        .value(
            "InventoryActivatePayload",
            ActivationReply.class,
            "userErrors",
            ActivationReply::errors)
        .value(
            "InventoryBulkToggleActivationPayload",
            ToggleReply.class,
            "inventoryItem",
            ToggleReply::item)
        .value(
            "InventoryBulkToggleActivationPayload",
            ToggleReply.class,
            "inventoryLevels",
            ToggleReply::levels)
        .value(
            "InventoryBulkToggleActivationPayload",
            ToggleReply.class,
            "userErrors",
            ToggleReply::errors)
        .value(
            "InventoryItemUpdatePayload",
            ItemUpdateReply.class,
            "inventoryItem",
            ItemUpdateReply::item)
        .value(
            "InventoryItemUpdatePayload",
            ItemUpdateReply.class,
            "userErrors",
            ItemUpdateReply::errors);
  }

  private Object quantities(DataFetchingEnvironment asked, boolean setting) {
    RequestOrigin.needs(asked, WRITE_INVENTORY);
    String key = key(asked);
    Map<String, Object> input = asked.getArgumentOrDefault("input", Map.of());
    String list = setting ? "quantities" : "changes";
    for (Map<String, Object> entry : StockWrites.entries(input, list)) {
      if (!entry.containsKey("changeFromQuantity")) {
        throw new RequestRefusal(
            "INVALID_FIELD_ARGUMENTS",
            (setting ? "InventoryQuantityInput" : "InventoryChangeInput")
                + " must include the following argument: changeFromQuantity.");
      }
    }
    RequestFault fault =
        asked.getGraphQlContext().getOrDefault(RequestFault.class, RequestFault.NONE);
    return executeOnce(
        asked,
        key,
        () -> {
          StockWrites writes = new StockWrites(shop, faults);
          boolean atomic = fault != RequestFault.NOT_ATOMIC;
          return setting ? writes.set(input, atomic) : writes.adjust(input, atomic);
        },
        written -> written.group().isEmpty() && !written.errors().isEmpty(),
        error -> QuantitiesReply.refused(List.of(error)));
  }

  private Object activate(DataFetchingEnvironment asked, ItemWrites items) {
    RequestOrigin.needs(asked, WRITE_INVENTORY);
    return executeOnce(
        asked,
        key(asked),
        () -> items.activate(asked.getArguments()),
        activated -> !activated.errors().isEmpty(),
        error -> new ActivationReply(Optional.empty(), List.of(error)));
  }

  /** Runs a mutation of staff once per key. Its reply is not remembered over a restart. */
  Object executeOnce(DataFetchingEnvironment asked, Supplier<StaffReply> write) {
    return executeOnce(asked, key(asked), write, it -> !it.errors().isEmpty(), StaffReply::refused);
  }

  /** Runs a change of quantities once per key. */
  Object executeQuantities(DataFetchingEnvironment asked, Supplier<QuantitiesReply> write) {
    return executeOnce(
        asked,
        key(asked),
        write,
        it -> !it.errors().isEmpty(),
        error -> QuantitiesReply.refused(List.of(error)));
  }

  private <P> Object executeOnce(
      DataFetchingEnvironment asked,
      String key,
      Supplier<P> write,
      Function<P, Boolean> failed,
      Function<UserError, P> refused) {
    RequestFault fault =
        asked.getGraphQlContext().getOrDefault(RequestFault.class, RequestFault.NONE);
    if (fault == RequestFault.IN_PROGRESS) {
      return refused.apply(
          new UserError(
              List.of(),
              "This request is currently in progress, please try again.",
              "IDEMPOTENCY_CONCURRENT_REQUEST"));
    }
    Instant now = shop.now();
    String call = IdempotencyStore.digest(asked.getField().getName() + asked.getArguments());
    Optional<IdempotencyStore.RememberedCall> kept = keys.find(key, now);
    if (kept.isPresent()) {
      return replay(kept.get(), call, refused);
    }
    P payload = write.get();
    keys.keep(key, new IdempotencyStore.RememberedCall(call, failed.apply(payload), payload, now));
    return payload;
  }

  private static <P> Object replay(
      IdempotencyStore.RememberedCall kept, String call, Function<UserError, P> refused) {
    if (!kept.call().equals(call)) {
      return refused.apply(
          new UserError(
              List.of(),
              "The same idempotency key cannot be used with different operation parameters.",
              "IDEMPOTENCY_KEY_PARAMETER_MISMATCH"));
    }
    if (kept.failed()) {
      return refused.apply(
          new UserError(
              List.of(),
              "A previous request with this idempotency key failed. Retry with a new idempotency"
                  + " key.",
              "IDEMPOTENCY_PREVIOUS_ATTEMPT_FAILED"));
    }
    return kept.reply();
  }

  private static String key(DataFetchingEnvironment asked) {
    for (Directive directive : asked.getField().getDirectives("idempotent")) {
      Argument key = directive.getArgument("key");
      if (key != null) {
        Object value =
            switch (key.getValue()) {
              case StringValue text -> text.getValue();
              case VariableReference variable -> asked.getVariables().get(variable.getName());
              default -> null;
            };
        if (value != null && !value.toString().isBlank()) {
          return value.toString();
        }
      }
    }
    throw new RequestRefusal(
        "BAD_REQUEST",
        "The @idempotent directive is required for this mutation but was not provided.");
  }
}
