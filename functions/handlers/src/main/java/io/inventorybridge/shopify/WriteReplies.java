// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.shopify;

import com.fasterxml.jackson.databind.JsonNode;
import io.inventorybridge.stock.Quantity;
import io.inventorybridge.sync.shop.Answer;
import io.inventorybridge.sync.shop.Answer.Flag;
import io.inventorybridge.sync.shop.Answer.Reason;
import io.inventorybridge.sync.shop.Call;
import io.inventorybridge.sync.shop.ItemId;
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
final class WriteReplies {
  private final Call call;
  private final List<ItemId> items;
  private final Map<ItemId, Optional<Quantity>> differences;

  private WriteReplies(Call call) {
    this.call = call;
    this.items = call.items();
    this.differences = differences(call);
  }

  /**
   * The answer to a call.
   *
   * @param field the mutation's name
   */
  static Answer read(Call call, String field, Reply reply) {
    return switch (reply) {
      case Reply.Lost lost -> new Answer.Unanswered(lost.why());
      case Reply.Refused refused -> new Answer.Refused(refused.code(), refused.message());
      case Reply.Data data -> new WriteReplies(call).read(data.data().path(field));
    };
  }

  private Answer read(JsonNode payload) {
    if (!payload.path("userErrors").isArray()) {
      return new Answer.Unanswered("the reply tells neither success nor errors");
    }
    List<Flag> flags = new ArrayList<>();
    for (JsonNode error : payload.path("userErrors")) {
      switch (error.path("code").asText()) {
        case "IDEMPOTENCY_CONCURRENT_REQUEST" -> {
          return new Answer.InProgress();
        }
        case "IDEMPOTENCY_KEY_PARAMETER_MISMATCH" -> {
          return new Answer.KeyOfAnother();
        }
        case "IDEMPOTENCY_PREVIOUS_ATTEMPT_FAILED" -> {
          return new Answer.KeySpent();
        }
        default -> flags.add(flag(error));
      }
    }
    JsonNode group = payload.path("inventoryAdjustmentGroup");
    if (flags.isEmpty()) {
      return new Answer.Confirmed();
    }
    return group.isObject() ? partly(group, flags) : new Answer.WroteNothing(flags);
  }

  private Answer partly(JsonNode group, List<Flag> flags) {
    Set<ItemId> confirmed = new LinkedHashSet<>();
    for (JsonNode change : group.path("changes")) {
      Optional<ItemId> item = Gid.item(change.path("item"));
      boolean here =
          Gid.location(change.path("location")).filter(call.location()::equals).isPresent();
      if (here && item.isPresent() && change.path("name").asText().equals("available")) {
        Optional<Quantity> asked = differences.getOrDefault(item.get(), Optional.empty());
        Quantity done = Quantity.of(change.path("delta").asLong());
        if (differences.containsKey(item.get()) && asked.filter(it -> !it.equals(done)).isEmpty()) {
          confirmed.add(item.get());
        }
      }
    }
    Set<ItemId> uncertain = new LinkedHashSet<>(items);
    uncertain.removeAll(confirmed);
    flags.forEach(flag -> flag.item().ifPresent(uncertain::remove));
    return new Answer.Partly(confirmed, flags, uncertain);
  }

  private Flag flag(JsonNode error) {
    String code = error.path("code").asText();
    code = code.equals("null") ? "" : code;
    return new Flag(item(error.path("field")), reason(code), code, error.path("message").asText());
  }

  // The path of an entry is: input, the list's name, the index, the entry's field.
  private Optional<ItemId> item(JsonNode field) {
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
  private static Map<ItemId, Optional<Quantity>> differences(Call call) {
    Map<ItemId, Optional<Quantity>> differences = new HashMap<>();
    switch (call) {
      case Call.Adjustment adjustment ->
          adjustment
              .changes()
              .forEach(it -> differences.put(it.item(), Optional.of(it.difference())));
      case Call.Correction correction ->
          correction
              .targets()
              .forEach(it -> differences.put(it.item(), it.read().map(it.quantity()::minus)));
    }
    return differences;
  }
}
