// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.ledger;

import io.inventorybridge.ledger.counter.CounterRepository;
import io.inventorybridge.stock.CanonicalUpc;
import io.inventorybridge.stock.FacilityId;
import io.inventorybridge.stock.StockBaseline;
import io.inventorybridge.stock.StockKey;
import io.inventorybridge.stock.StockMovement;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The append-only ledger: balances, their entries, the facts kept with each key, and the Shopify
 * counters that move with them. Every read is consistent; none comes from an index. Safe for use by
 * many threads. A failure of the store is an {@link
 * io.inventorybridge.support.files.StorageFailure}.
 */
public interface StockLedger extends CounterRepository {
  /** Reads the present states of the keys; a key never written is not in the answer. */
  Map<StockKey, StockRecord> find(Collection<StockKey> keys);

  default Optional<StockRecord> find(StockKey key) {
    return Optional.ofNullable(find(List.of(key)).get(key));
  }

  /** Reads all written keys of a product in the order of their facilities, including its queue. */
  List<StockRecord> ofProduct(CanonicalUpc upc);

  /** Reads the facts of a key: every order, and the movements effective after the given time. */
  KeyFacts facts(StockKey key, Instant movementsAfter);

  /** Reads the facts of all orders on a key. */
  List<OrderFacts> orders(StockKey key);

  /**
   * Reads the greatest statement of a key: what a delivery's row said of it, applied or stale.
   *
   * @param before only statements of lower rank; empty for all
   * @param except statements of these ranks are passed over
   */
  Optional<StockBaseline> newestStatement(
      StockKey key, Optional<StockBaseline.Rank> before, Set<StockBaseline.Rank> except);

  /** Reads the facts of one order on a key. */
  Optional<OrderFacts> fact(StockKey key, String orderId);

  /** Finds the movement that was applied under an event id at a facility. */
  Optional<StockMovement> findMovement(FacilityId facility, String eventId);

  /**
   * Writes all of a posting or nothing. A posting that rests on the {@link LedgerPosting#condition
   * initial loads} of its store is also superseded when the store has others by then. A sweep adds
   * its load before it looks for keys. A write that still sees the old loads is therefore found by
   * the sweep; any other is decided again.
   */
  PostingOutcome post(LedgerPosting posting);

  /**
   * Writes all postings of a transaction or nothing; at most {@link LedgerTransaction#MOST} of each
   * kind.
   */
  PostingOutcome post(LedgerTransaction ledgerTransaction);

  /** Reads all entries of a key, in order. */
  List<LedgerEntry> entries(StockKey key);

  /** Reads the initial loads that state a store. */
  StoreLoads loads(FacilityId store);

  /** The baseline (0, S) that the newest initial load of the store states for keys it omits. */
  default StockBaseline floor(FacilityId store) {
    return loads(store).newest();
  }

  /** The initial-load baselines of several stores. */
  default Map<FacilityId, StockBaseline> floors(Collection<FacilityId> stores) {
    return stores.stream().distinct().collect(Collectors.toMap(store -> store, this::floor));
  }

  /**
   * Adds an initial load that states a store. Its baseline counts for keys that no delivery states,
   * while no newer load is there.
   */
  void raiseFloor(FacilityId store, StockBaseline floor);

  /**
   * Reads a page of all written keys of the given stores by a consistent scan. The store of the
   * ledger defines the order.
   *
   * @param cursor empty for the first page
   */
  Page scan(Set<FacilityId> stores, String cursor);

  /**
   * A page of records of a scan.
   *
   * @param next the cursor of the next page, empty on the last page
   */
  record Page(List<StockRecord> records, String next) {}

  /** The result of a posting. */
  sealed interface PostingOutcome {}

  record Posted() implements PostingOutcome {}

  /** Another writer changed a key since it was read. Nothing was written; read again. */
  record VersionConflict() implements PostingOutcome {}

  /**
   * The movement's id was applied at this facility before, with this movement. Nothing was written.
   */
  record DuplicateMovement(StockMovement movement) implements PostingOutcome {}
}
