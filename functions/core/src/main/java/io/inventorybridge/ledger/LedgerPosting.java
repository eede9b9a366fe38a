// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.ledger;

import io.inventorybridge.stock.StockBaseline;
import io.inventorybridge.stock.StockMovement;
import java.util.List;

/**
 * One write: the next state of a key with the entries and the fact that led to it. All of it is
 * written or nothing, and only while the key still has version {@code after.version() - 1}.
 *
 * @param entries to append, numbered on from the key's last entry
 * @param marks true when the sellable target may have changed; the write then also sets the change
 *     marker of the key
 * @param condition what the decision rests on, of the initial loads of the key's store
 */
public record LedgerPosting(
    StockRecord after,
    List<LedgerEntry> entries,
    Fact fact,
    boolean marks,
    LoadCondition condition) {
  public LedgerPosting {
    entries = List.copyOf(entries);
  }

  /**
   * A posting that rests on the initial-load baseline only where its fact creates the key there. A
   * key that a reset creates begins there as well, but its write is not conditional on that
   * baseline: its settlement checks the baseline again. The queue has no such baseline.
   */
  public LedgerPosting(StockRecord after, List<LedgerEntry> entries, Fact fact, boolean marks) {
    this(
        after,
        entries,
        fact,
        marks,
        after.version() == 1 && after.pending().isEmpty() && !after.key().isQueue()
            ? new NewestFloor(after.settled().baseline())
            : new AnyLoads());
  }

  /** The write fails when the store's initial loads are others by then. */
  public sealed interface LoadCondition {}

  /** The decision does not rest on them. */
  public record AnyLoads() implements LoadCondition {}

  /** It rests on the baseline of the newest one. */
  public record NewestFloor(StockBaseline floor) implements LoadCondition {}

  /** It rests on all of them. */
  public record SameLoads(StoreLoads loads) implements LoadCondition {}

  /** The fact that is kept with the key in the same write. */
  public sealed interface Fact {}

  public record NoFact() implements Fact {}

  /** A delivery's row, kept as a statement of the key even where it is stale. */
  public record PutStatement(StockBaseline statement) implements Fact {}

  /** The delivery of this rank no longer states the key. */
  public record RemoveStatement(StockBaseline.Rank rank) implements Fact {}

  /** A movement; its id was not applied at this facility before. */
  public record AddMovement(StockMovement movement) implements Fact {}

  /** The facts of an order on the key, which replace its earlier facts. */
  public record PutOrder(OrderFacts order) implements Fact {}

  /** The order no longer has facts on the key. */
  public record RemoveOrder(String orderId) implements Fact {}
}
