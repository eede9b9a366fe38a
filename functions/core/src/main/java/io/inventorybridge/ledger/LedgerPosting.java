// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.ledger;

import io.inventorybridge.stock.StockMovement;
import java.util.List;

/**
 * One write: the next state of a key with the entries and the fact that led to it. All of it is
 * written or nothing, and only while the key still has version {@code after.version() - 1}.
 *
 * @param entries to append, numbered on from the key's last entry
 * @param marks true when the sellable target may have changed; the write then also sets the change
 *     marker of the key
 */
public record LedgerPosting(
    StockRecord after, List<LedgerEntry> entries, Fact fact, boolean marks) {
  public LedgerPosting {
    entries = List.copyOf(entries);
  }

  /**
   * Tells whether a fact creates the key at its store's initial-load baseline. A key that a reset
   * creates begins there as well, but its write is not conditional on that baseline: its settlement
   * checks the baseline again. The queue has no such baseline.
   */
  public boolean createsAtFloor() {
    return after.version() == 1 && after.pending().isEmpty() && !after.key().isQueue();
  }

  /** The fact that is kept with the key in the same write. */
  public sealed interface Fact {}

  public record NoFact() implements Fact {}

  /** A movement; its id was not applied at this facility before. */
  public record AddMovement(StockMovement movement) implements Fact {}

  /** The facts of an order on the key, which replace its earlier facts. */
  public record PutOrder(OrderFacts order) implements Fact {}

  /** The order no longer has facts on the key. */
  public record RemoveOrder(String orderId) implements Fact {}
}
