// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.ledger;

import io.inventorybridge.stock.Movement;
import java.util.List;

/**
 * One write: a key's next state with the entries and the fact that led to it. All of it is written
 * or nothing, and only while the key is still at {@code after.version() - 1}.
 *
 * @param entries to append, numbered on from the key's last
 * @param marks whether the shop may have to show another number, so that the key is marked as
 *     changed in the same write
 */
public record Posting(StockRecord after, List<Entry> entries, Fact fact, boolean marks) {
  public Posting {
    entries = List.copyOf(entries);
  }

  /**
   * Whether a fact makes the key begin at its store's floor. A key that a reset creates begins
   * there as well, but is not held up for it: its settlement looks at the floor again. The queue
   * has none.
   */
  public boolean createsAtFloor() {
    return after.version() == 1 && after.pending().isEmpty() && !after.key().isQueue();
  }

  /** The fact that is kept beside the key in the same write. */
  public sealed interface Fact {}

  public record NoFact() implements Fact {}

  /** A movement; its id was not taken in at this facility before. */
  public record TakeMovement(Movement movement) implements Fact {}

  /** What an order says of the key, in place of what it said before. */
  public record TakeOrder(OrderOnKey order) implements Fact {}

  /** The order says nothing of the key any more. */
  public record DropOrder(String orderId) implements Fact {}
}
