// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.shop.fields;

import io.inventorybridge.local.shop.FakeShop;
import io.inventorybridge.local.shop.FakeVariant;
import io.inventorybridge.local.shop.FaultPlan;
import io.inventorybridge.local.shop.StockLevel;
import io.inventorybridge.local.shop.fields.MutationPayloads.Change;
import io.inventorybridge.local.shop.fields.MutationPayloads.Group;
import io.inventorybridge.local.shop.fields.MutationPayloads.QuantitiesReply;
import io.inventorybridge.local.shop.graphql.UserError;
import io.inventorybridge.stock.InventoryItemId;
import io.inventorybridge.stock.ItemAtLocation;
import io.inventorybridge.stock.ShopLocationId;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Sets and adjusts quantities: all entries of a call or none, unless a fault says otherwise.
 * Messages are recorded ones. Guessed are: one bad entry among good ones writes nothing; the place
 * where a stale comparison is flagged; a comparison uses the quantity of that name; a pair that is
 * not stocked compares as 0.
 */
final class StockWrites {
  static final String REASONS =
      "correction, cycle_count_available, damaged, movement_canceled, movement_created,"
          + " movement_received, movement_updated, other, promotion, quality_control, received,"
          + " reservation_created, reservation_deleted, reservation_updated, restock,"
          + " safety_stock, shrinkage";
  private static final Set<String> VALID_REASONS = Set.of(REASONS.split(", "));
  private static final List<String> ADJUSTABLE =
      List.of("available", "damaged", "incoming", "quality_control", "reserved", "safety_stock");
  private static final long MOST_SET = 1_000_000_000L;
  private static final long MOST_ADJUSTED = 2_000_000_000L;

  private final FakeShop shop;
  private final FaultPlan faults;
  private final List<UserError> errors = new ArrayList<>();
  private final Set<Integer> flagged = new HashSet<>();

  /** One entry; its pair is present when both ids are known. */
  private record Entry(int index, Optional<ItemAtLocation> pair, long delta, String name) {}

  StockWrites(FakeShop shop, FaultPlan faults) {
    this.shop = shop;
    this.faults = faults;
  }

  QuantitiesReply set(Map<String, Object> input, boolean atomic) {
    String name = String.valueOf(input.get("name"));
    if (!name.equals(StockLevel.AVAILABLE) && !name.equals(StockLevel.ON_HAND)) {
      error(
          List.of("input", "name"),
          "The quantity name must be either 'available' or 'on_hand'.",
          "INVALID_NAME");
    }
    head(input);
    List<Map<String, Object>> quantities = entries(input, "quantities");
    duplicates(quantities);
    List<Entry> entries = new ArrayList<>();
    for (int i = 0; i < quantities.size(); i++) {
      Map<String, Object> quantity = quantities.get(i);
      Optional<ItemAtLocation> pair = pair(quantity, "quantities", i);
      long target = number(quantity, "quantity");
      if (name.equals(StockLevel.ON_HAND) && target < 0) {
        error(
            "quantities",
            i,
            "quantity",
            "The quantity can't be negative.",
            "INVALID_QUANTITY_NEGATIVE");
      }
      bounds(target, MOST_SET, "1,000,000,000", "quantities", i, "quantity");
      long before = pair.flatMap(shop::level).map(it -> it.quantity(name)).orElse(0L);
      compare(quantity, before, "quantities", i);
      entries.add(new Entry(i, pair, target - before, StockLevel.AVAILABLE));
    }
    return write(input, entries, atomic);
  }

  QuantitiesReply adjust(Map<String, Object> input, boolean atomic) {
    String name = String.valueOf(input.get("name"));
    if (!ADJUSTABLE.contains(name)) {
      error(
          List.of("input", "name"),
          "The specified quantity name is invalid. Valid values are: "
              + String.join(", ", ADJUSTABLE)
              + ".",
          "INVALID_QUANTITY_NAME");
    }
    head(input);
    List<Map<String, Object>> changes = entries(input, "changes");
    List<Entry> entries = new ArrayList<>();
    for (int i = 0; i < changes.size(); i++) {
      Map<String, Object> change = changes.get(i);
      Optional<ItemAtLocation> pair = pair(change, "changes", i);
      ledgerDocument(change, name, i);
      long delta = number(change, "delta");
      long before = pair.flatMap(shop::level).map(it -> it.quantity(name)).orElse(0L);
      bounds(before + delta, MOST_ADJUSTED, "2,000,000,000", "changes", i, "delta");
      compare(change, before, "changes", i);
      entries.add(new Entry(i, pair, delta, name));
    }
    return write(input, entries, atomic);
  }

  private QuantitiesReply write(Map<String, Object> input, List<Entry> entries, boolean atomic) {
    boolean whole = errors.isEmpty();
    if (!whole && (atomic || flagged.isEmpty())) {
      return QuantitiesReply.refused(errors);
    }
    Instant now = shop.now();
    List<Change> changes = new ArrayList<>();
    for (Entry entry : entries) {
      if (entry.pair().isEmpty() || entry.delta() == 0 || flagged.contains(entry.index())) {
        continue;
      }
      // Not atomic: 0 written and reported, 1 written and not reported, 2 not written.
      int fate = whole ? 0 : faults.choose(3);
      if (fate < 2) {
        List<Change> told = change(entry.pair().get(), entry, now);
        if (fate == 0) {
          changes.addAll(told);
        }
      }
    }
    if (changes.isEmpty() && whole) {
      return QuantitiesReply.refused(List.of());
    }
    Group group =
        new Group(
            Long.toString(shop.nextNumber()),
            now,
            String.valueOf(input.get("reason")),
            String.valueOf(input.get("referenceDocumentUri")),
            changes);
    return new QuantitiesReply(Optional.of(group), errors);
  }

  private List<Change> change(ItemAtLocation pair, Entry entry, Instant now) {
    // A pair that is not stocked gets an inactive level.
    StockLevel level = shop.level(pair).orElseGet(() -> shop.emptyLevel(false));
    shop.put(pair, level.plus(entry.name(), entry.delta(), now));
    FakeVariant variant = shop.find(pair.item()).orElseThrow();
    FakeShop.FakeLocation place = shop.location(pair.location()).orElseThrow();
    List<Change> changes = new ArrayList<>();
    changes.add(new Change(entry.name(), entry.delta(), variant, place));
    if (!entry.name().equals(StockLevel.INCOMING)) {
      changes.add(new Change(StockLevel.ON_HAND, entry.delta(), variant, place));
    }
    return changes;
  }

  private void head(Map<String, Object> input) {
    if (!VALID_REASONS.contains(String.valueOf(input.get("reason")))) {
      error(
          List.of("input", "reason"),
          "The specified reason is invalid. Valid values are: " + REASONS + ".",
          "INVALID_REASON");
    }
    Object reference = input.get("referenceDocumentUri");
    if (reference != null && !absolute(reference.toString())) {
      error(
          List.of("input", "referenceDocumentUri"),
          "The specified reference document is invalid.",
          "INVALID_REFERENCE_DOCUMENT");
    }
  }

  private static boolean absolute(String uri) {
    try {
      return new URI(uri).isAbsolute();
    } catch (URISyntaxException e) {
      return false;
    }
  }

  private void duplicates(List<Map<String, Object>> entries) {
    Map<List<String>, List<Integer>> places = new HashMap<>();
    for (int i = 0; i < entries.size(); i++) {
      places
          .computeIfAbsent(
              List.of(
                  String.valueOf(entries.get(i).get("inventoryItemId")),
                  String.valueOf(entries.get(i).get("locationId"))),
              it -> new ArrayList<>())
          .add(i);
    }
    Set<Integer> twice = new LinkedHashSet<>();
    places.values().stream().filter(it -> it.size() > 1).forEach(twice::addAll);
    twice.stream()
        .sorted()
        .forEach(
            i ->
                error(
                    "quantities",
                    i,
                    "locationId",
                    "The combination of inventoryItemId and locationId must be unique.",
                    "NO_DUPLICATE_INVENTORY_ITEM_ID_GROUP_ID_PAIR"));
  }

  private Optional<ItemAtLocation> pair(Map<String, Object> entry, String list, int index) {
    Optional<InventoryItemId> item =
        ShopifyIds.item(entry.get("inventoryItemId")).filter(it -> shop.find(it).isPresent());
    Optional<ShopLocationId> location =
        ShopifyIds.location(entry.get("locationId")).filter(shop::isActive);
    if (item.isEmpty()) {
      error(
          list,
          index,
          "inventoryItemId",
          "The specified inventory item could not be found.",
          "INVALID_INVENTORY_ITEM");
    } else if (shop.find(item.get()).orElseThrow().bundle()) {
      error(
          list,
          index,
          "inventoryItemId",
          "The specified inventory item is not allowed to be adjusted via API.",
          "NON_MUTABLE_INVENTORY_ITEM");
    }
    if (location.isEmpty()) {
      error(
          list,
          index,
          "locationId",
          "The specified location could not be found.",
          "INVALID_LOCATION");
    }
    return item.flatMap(it -> location.map(there -> new ItemAtLocation(it, there)));
  }

  private void ledgerDocument(Map<String, Object> change, String name, int index) {
    boolean given = change.get("ledgerDocumentUri") != null;
    if (given && name.equals(StockLevel.AVAILABLE)) {
      error(
          "changes",
          index,
          "ledgerDocumentUri",
          "A ledger document is not allowed for available.",
          "INVALID_AVAILABLE_DOCUMENT");
    } else if (!given && !name.equals(StockLevel.AVAILABLE)) {
      error(
          "changes",
          index,
          "ledgerDocumentUri",
          "A ledger document is required for this quantity.",
          "INVALID_QUANTITY_DOCUMENT");
    }
  }

  private void compare(Map<String, Object> entry, long before, String list, int index) {
    if (entry.get("changeFromQuantity") != null && number(entry, "changeFromQuantity") != before) {
      error(
          list,
          index,
          "changeFromQuantity",
          "The changeFromQuantity value does not match persisted value.",
          "CHANGE_FROM_QUANTITY_STALE");
    }
  }

  private void bounds(long value, long most, String written, String list, int index, String field) {
    if (value > most) {
      error(
          list,
          index,
          field,
          "The quantity can't be higher than " + written + ".",
          "INVALID_QUANTITY_TOO_HIGH");
    } else if (value < -most) {
      error(
          list,
          index,
          field,
          "The quantity can't be lower than -" + written + ".",
          "INVALID_QUANTITY_TOO_LOW");
    }
  }

  private static long number(Map<String, Object> entry, String name) {
    return ((Number) Optional.ofNullable(entry.get(name)).orElseThrow()).longValue();
  }

  @SuppressWarnings("unchecked") // validated by the schema
  static List<Map<String, Object>> entries(Map<String, Object> input, String list) {
    return (List<Map<String, Object>>) Optional.ofNullable(input.get(list)).orElse(List.of());
  }

  private void error(String list, int index, String field, String message, String code) {
    flagged.add(index);
    error(List.of("input", list, Integer.toString(index), field), message, code);
  }

  private void error(List<String> field, String message, String code) {
    errors.add(new UserError(field, message, code));
  }
}
