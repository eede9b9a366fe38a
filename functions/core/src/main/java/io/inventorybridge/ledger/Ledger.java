// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.ledger;

import io.inventorybridge.counter.Counters;
import io.inventorybridge.stock.Baseline;
import io.inventorybridge.stock.FacilityId;
import io.inventorybridge.stock.Movement;
import io.inventorybridge.stock.StockKey;
import io.inventorybridge.stock.Upc;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The append-only ledger: balances, their entries, and the facts kept beside each key; and
 * Shopify's counters, which move with them. Every read here is consistent: none comes from an
 * index. Safe for use by many threads; a failure of the store is an {@link
 * io.inventorybridge.files.StorageFailure}.
 */
public interface Ledger extends Counters {
  /** The keys' present states; a key never written is not in the answer. */
  Map<StockKey, StockRecord> find(Collection<StockKey> keys);

  default Optional<StockRecord> find(StockKey key) {
    return Optional.ofNullable(find(List.of(key)).get(key));
  }

  /** All written keys of a product in the order of their facilities, its queue among them. */
  List<StockRecord> ofProduct(Upc upc);

  /** What the key has taken in: every order, and the movements effective after the moment. */
  Facts facts(StockKey key, Instant movementsAfter);

  /** What the key has taken in of all orders. */
  List<OrderOnKey> orders(StockKey key);

  /** What the key has taken in of one order. */
  Optional<OrderOnKey> fact(StockKey key, String orderId);

  /** The movement that was taken in under an event id at a facility. */
  Optional<Movement> taken(FacilityId facility, String eventId);

  /**
   * Writes all of a posting or nothing. One that {@link Posting#createsAtFloor creates its key} is
   * overtaken, too, when the store's floor is no longer the baseline it begins with: a sweep raises
   * the floor before it looks for keys, so a creation that still meets the old floor is seen by the
   * sweep, and one that does not is decided again.
   */
  Outcome post(Posting posting);

  /**
   * The same for what belongs together: all of it is written or nothing. At most {@link
   * Together#MOST} of each kind.
   */
  Outcome post(Together together);

  /** All entries of a key, in order. */
  List<Entry> entries(StockKey key);

  /** What the newest initial load of the store said of a key that it does not hold: (0, S). */
  Baseline floor(FacilityId store);

  /** The floors of several stores. */
  default Map<FacilityId, Baseline> floors(Collection<FacilityId> stores) {
    return stores.stream().distinct().collect(Collectors.toMap(store -> store, this::floor));
  }

  /** Raises a store's floor; a lower one than the present changes nothing. */
  void raiseFloor(FacilityId store, Baseline floor);

  /**
   * A page of all written keys of the given stores, in an order of the store's own, by a consistent
   * scan.
   *
   * @param cursor empty for the first page
   */
  Page scan(Set<FacilityId> stores, String cursor);

  /**
   * Some records of a scan.
   *
   * @param next the cursor of the next page, empty when this was the last
   */
  record Page(List<StockRecord> records, String next) {}

  /** How a posting ended. */
  sealed interface Outcome {}

  record Posted() implements Outcome {}

  /** A key was written by somebody else since it was read: nothing was written, read again. */
  record Overtaken() implements Outcome {}

  /** The movement's id was taken in at this facility before, as this: nothing was written. */
  record AlreadyTaken(Movement movement) implements Outcome {}
}
