// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.sync.shop;

import java.net.URI;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * The online shop. Safe for use by many threads. Writes tell by their outcome what became of them;
 * a read that fails is a {@link ShopFailure}.
 */
public interface Shop {
  Answer adjust(Call.Adjustment call);

  Answer set(Call.Correction call);

  /** Makes a pair sellable; it keeps the numbers it has. */
  Activation activate(UUID key, Pair pair);

  /** Items at a location; what the shop does not know is not in the answer. */
  Map<ItemId, Reading> levels(LocationId location, Collection<ItemId> items);

  Start start(BulkQuery<?> query);

  State poll(BulkId operation);

  /**
   * Hands over what a completed query found, one by one, in no particular order.
   *
   * @param query the one that was started
   */
  <T> void download(BulkQuery<T> query, Completed result, Consumer<? super T> each);

  /** The refunds of an order, as they are now; none of an unknown order. */
  List<ShopRefund> refunds(String order);

  List<ShopLocation> locations();

  /** What the shop lets us do, in Shopify's words, such as {@code read_orders}. */
  Set<String> permissions();

  /** What was asked of the shop through this object so far; nothing where the shop counts none. */
  default Spent spent() {
    return Spent.NOTHING;
  }

  /**
   * What asking costs.
   *
   * @param requests also those that were lost or put off
   * @param points by the shop's own account
   */
  record Spent(long requests, long points) {
    public static final Spent NOTHING = new Spent(0, 0);

    public Spent less(Spent before) {
      return new Spent(requests - before.requests, points - before.points);
    }
  }

  /**
   * An item at a location.
   *
   * @param level empty when it is not stocked there
   */
  record Reading(boolean tracked, Optional<Level> level) {}

  record ShopLocation(LocationId location, String name, boolean active, boolean onlineOrders) {}

  /** How an activation ended. */
  sealed interface Activation {}

  record Activated(Level level) implements Activation {}

  record NotActivated(String message) implements Activation {}

  /** It may be active now or not; the same again under the same key finds out. */
  record ActivationUnanswered(String why) implements Activation {}

  /** The name of a background query that runs. */
  record BulkId(String number) {}

  /** How the start of a background query ended. */
  sealed interface Start {}

  record Started(BulkId operation) implements Start {}

  /** Another one runs; Shopify allows only so many. */
  record Occupied(String message) implements Start {}

  record NotStarted(String message) implements Start {}

  /** How far a background query is. */
  sealed interface State {}

  record Running(long objects) implements State {}

  /**
   * It is done.
   *
   * @param result where to read it; empty when nothing was found
   */
  record Completed(Optional<URI> result, long objects) implements State {}

  record Failed(String status, String code) implements State {}
}
