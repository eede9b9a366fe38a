// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.shopify;

import com.fasterxml.jackson.databind.JsonNode;
import io.inventorybridge.shopsync.shop.CallOutcome;
import io.inventorybridge.shopsync.shop.CallOutcome.Flag;
import io.inventorybridge.shopsync.shop.CallOutcome.Reason;
import io.inventorybridge.shopsync.shop.ShopCall;
import io.inventorybridge.stock.InventoryItemId;
import io.inventorybridge.stock.StockQuantity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Interprets the reply to a write. No errors: everything is confirmed, also if there was nothing to
 * change. Errors and no adjustment group: nothing was written. Both: the listed changes are
 * confirmed, the rest is unknown.
 */
final class WriteReplyReader {
  private final ShopCall call;
  private final List<InventoryItemId> items;
  private final Map<InventoryItemId, Optional<StockQuantity>> differences;

  private WriteReplyReader(ShopCall call) {
    this.call = call;
    this.items = call.items();
    this.differences = differences(call);
  }

  /**
   * The answer to a call.
   *
   * @param field the mutation's name
   */
  static CallOutcome read(ShopCall call, String field, GraphQlReply reply) {
    return switch (reply) {
      case GraphQlReply.Lost lost -> new CallOutcome.Unanswered(lost.why());
      case GraphQlReply.Refused refused ->
          new CallOutcome.Refused(refused.code(), refused.message());
      case GraphQlReply.Data data -> new WriteReplyReader(call).read(data.data().path(field));
    };
  }

  private CallOutcome read(JsonNode payload) {
    if (!payload.path("userErrors").isArray()) {
      return new CallOutcome.Unanswered("the reply tells neither success nor errors");
    }
    List<Flag> flags = new ArrayList<>();
    for (JsonNode error : payload.path("userErrors")) {
      switch (error.path("code").asText()) {
        case "IDEMPOTENCY_CONCURRENT_REQUEST" -> {
          return new CallOutcome.InProgress();
        }
        case "IDEMPOTENCY_KEY_PARAMETER_MISMATCH" -> {
          return new CallOutcome.KeyOfAnother();
        }
        case "IDEMPOTENCY_PREVIOUS_ATTEMPT_FAILED" -> {
          return new CallOutcome.KeySpent();
        }
        default -> flags.add(flag(error));
      }
    }
    JsonNode group = payload.path("inventoryAdjustmentGroup");
    if (flags.isEmpty()) {
      return new CallOutcome.Confirmed();
    }
    return group.isObject() ? partly(group, flags) : new CallOutcome.WroteNothing(flags);
  }

  private CallOutcome partly(JsonNode group, List<Flag> flags) {
    Set<InventoryItemId> confirmed = new LinkedHashSet<>();
    for (JsonNode change : group.path("changes")) {
      Optional<InventoryItemId> item = GlobalId.item(change.path("item"));
      boolean here =
          GlobalId.location(change.path("location")).filter(call.location()::equals).isPresent();
      if (here && item.isPresent() && change.path("name").asText().equals("available")) {
        Optional<StockQuantity> asked = differences.getOrDefault(item.get(), Optional.empty());
        StockQuantity done = StockQuantity.of(change.path("delta").asLong());
        if (differences.containsKey(item.get()) && asked.filter(it -> !it.equals(done)).isEmpty()) {
          confirmed.add(item.get());
        }
      }
    }
    Set<InventoryItemId> uncertain = new LinkedHashSet<>(items);
    uncertain.removeAll(confirmed);
    flags.forEach(flag -> flag.item().ifPresent(uncertain::remove));
    return new CallOutcome.Partly(confirmed, flags, uncertain);
  }

  private Flag flag(JsonNode error) {
    String code = error.path("code").asText();
    code = code.equals("null") ? "" : code;
    return new Flag(item(error.path("field")), reason(code), code, error.path("message").asText());
  }

  // The path of an entry is: input, the list's name, the index, the entry's field.
  private Optional<InventoryItemId> item(JsonNode field) {
    String index = field.path(2).asText();
    if (!index.matches("[0-9]{1,4}") || Integer.parseInt(index) >= items.size()) {
      return Optional.empty();
    }
    return Optional.of(items.get(Integer.parseInt(index)));
  }

  private static Reason reason(String code) {
    return switch (code) {
      case "CHANGE_FROM_QUANTITY_STALE", "COMPARE_QUANTITY_STALE" -> Reason.STALE;
      case "INVALID_INVENTORY_ITEM" -> Reason.UNKNOWN_ITEM;
      case "INVALID_LOCATION" -> Reason.UNKNOWN_LOCATION;
      case "NON_MUTABLE_INVENTORY_ITEM" -> Reason.NOT_ADJUSTABLE;
      case "INVALID_QUANTITY_NEGATIVE", "INVALID_QUANTITY_TOO_HIGH", "INVALID_QUANTITY_TOO_LOW" ->
          Reason.OUT_OF_BOUNDS;
      default -> Reason.OTHER;
    };
  }

  // The expected change per item; empty if it depends on the previous quantity.
  private static Map<InventoryItemId, Optional<StockQuantity>> differences(ShopCall call) {
    Map<InventoryItemId, Optional<StockQuantity>> differences = new HashMap<>();
    switch (call) {
      case ShopCall.Adjustment adjustment ->
          adjustment
              .changes()
              .forEach(it -> differences.put(it.item(), Optional.of(it.difference())));
      case ShopCall.Correction correction ->
          correction
              .targets()
              .forEach(it -> differences.put(it.item(), it.read().map(it.quantity()::minus)));
    }
    return differences;
  }
}
