// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.shopsync.shop;

import io.inventorybridge.stock.InventoryItemId;
import io.inventorybridge.stock.ItemAtLocation;
import io.inventorybridge.stock.ShopLocationId;
import java.net.URI;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * The online shop. Safe for use by many threads. A write returns its outcome; a failed read is a
 * {@link ShopFailure}.
 */
public interface OnlineShop {
  CallOutcome adjust(ShopCall.Adjustment call);

  CallOutcome set(ShopCall.Correction call);

  /** Makes a pair sellable; it keeps its numbers. */
  Activation activate(UUID key, ItemAtLocation pair);

  /** Reads items at a location; items that the shop does not know are not in the answer. */
  Map<InventoryItemId, LevelReading> levels(
      ShopLocationId location, Collection<InventoryItemId> items);

  BulkStart start(BulkQuery<?> query);

  BulkState poll(BulkId operation);

  /**
   * Passes on the results of a completed query, one by one, in no particular order.
   *
   * @param query the one that was started
   */
  <T> void download(BulkQuery<T> query, Completed result, Consumer<? super T> each);

  /** Reads the present refunds of an order; none for an unknown order. */
  List<ShopRefund> refunds(String order);

  /** Reads the present dispositions of an order's returns; none for an unknown order. */
  List<ShopDisposition> dispositions(String order);

  List<ShopLocation> locations();

  /** The permissions that the shop grants, in Shopify's words, such as {@code read_orders}. */
  Set<String> permissions();

  /** The requests made through this object so far; nothing if the shop does not count them. */
  default ApiCost apiCost() {
    return ApiCost.NOTHING;
  }

  /**
   * The cost of requests.
   *
   * @param requests including lost and throttled ones
   * @param points as reported by the shop
   */
  record ApiCost(long requests, long points) {
    public static final ApiCost NOTHING = new ApiCost(0, 0);

    public ApiCost less(ApiCost before) {
      return new ApiCost(requests - before.requests, points - before.points);
    }
  }

  /**
   * The reading of an item at a location.
   *
   * @param level empty when it is not stocked there
   */
  record LevelReading(boolean tracked, Optional<InventoryLevel> level) {}

  record ShopLocation(ShopLocationId location, String name, boolean active, boolean onlineOrders) {}

  /** The result of an activation. */
  sealed interface Activation {}

  record Activated(InventoryLevel level) implements Activation {}

  record NotActivated(String message) implements Activation {}

  /** It may be active now or not; the same request under the same key finds out. */
  record ActivationUnanswered(String why) implements Activation {}

  /** The id of a running bulk query. */
  record BulkId(String number) {}

  /** The result of starting a bulk query. */
  sealed interface BulkStart {}

  record Started(BulkId operation) implements BulkStart {}

  /** Another query is running; Shopify limits their number. */
  record Occupied(String message) implements BulkStart {}

  record NotStarted(String message) implements BulkStart {}

  /** The state of a bulk query. */
  sealed interface BulkState {}

  record Running(long objects) implements BulkState {}

  /**
   * The query is complete.
   *
   * @param result the address of the result; empty when nothing was found
   */
  record Completed(Optional<URI> result, long objects) implements BulkState {}

  record Failed(String status, String code) implements BulkState {}
}
