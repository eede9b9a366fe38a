// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.ledger;

import io.inventorybridge.stock.StockBaseline;
import io.inventorybridge.stock.StockKey;
import io.inventorybridge.stock.StockQuantity;
import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * One key of the ledger: the balance and the data that the next write needs.
 *
 * @param onHand the balance: physical units by all entries so far
 * @param settledOnHand the equation on the settled baseline. It equals {@code onHand} while nothing
 *     is pending. While a reset is pending it is the number to publish, since it contains no reset
 *     without its variance
 * @param reserved open units allocated to the key
 * @param pending a reset that waits for its variance
 * @param entries how many entries the key has; the next one gets the next number
 * @param orders how many orders have facts on the key
 * @param latestMovement effective time of the latest movement, {@link Instant#MIN} for none
 * @param spared the initial loads, by their ranks, that hold an unusable row of the key. They do
 *     not state the key, so neither their sweep nor their baseline for omitted keys applies. The
 *     newest {@value #MOST_MARKS} are kept: an undo may bring an older load back into force
 * @param withdrawn the deliveries, by their ranks, that are void at the key. A row of them that
 *     comes later changes nothing. The newest {@value #MOST_MARKS} are kept
 * @param version grows with every write; 0 for a key never written
 */
public record StockRecord(
    StockKey key,
    StockQuantity onHand,
    StockQuantity settledOnHand,
    StockQuantity reserved,
    Settled settled,
    Optional<Pending> pending,
    long entries,
    long orders,
    Instant latestMovement,
    SortedSet<StockBaseline.Rank> spared,
    SortedSet<StockBaseline.Rank> withdrawn,
    long version) {
  static final int MOST_MARKS = 32;

  public StockRecord {
    spared = newest(spared);
    withdrawn = newest(withdrawn);
  }

  private static SortedSet<StockBaseline.Rank> newest(SortedSet<StockBaseline.Rank> ranks) {
    TreeSet<StockBaseline.Rank> kept = new TreeSet<>(ranks);
    while (kept.size() > MOST_MARKS) {
      kept.removeFirst();
    }
    return Collections.unmodifiableSortedSet(kept);
  }

  /**
   * The initial state of a key. It begins with the baseline that the newest initial load of its
   * store states for omitted keys.
   */
  public static StockRecord initial(StockKey key, StockBaseline floor) {
    return new StockRecord(
        key,
        StockQuantity.ZERO,
        StockQuantity.ZERO,
        StockQuantity.ZERO,
        new Settled(floor, StockQuantity.ZERO, StockQuantity.ZERO, PreviousExpectation.NOTHING),
        Optional.empty(),
        0,
        0,
        Instant.MIN,
        Collections.emptySortedSet(),
        Collections.emptySortedSet(),
        0);
  }

  /** Available to promise. It may be negative; it is clamped only where it is published. */
  public StockQuantity availableToPromise() {
    return onHand.minus(reserved);
  }

  /**
   * The quantity to publish: {@link #availableToPromise} on the settled number, which contains no
   * reset without its variance. It may be negative too.
   */
  public StockQuantity publishable() {
    return settledOnHand.minus(reserved);
  }

  /** Tells whether an initial load does not state the key, because its row cannot be used. */
  public boolean isSparedBy(StockBaseline load) {
    return spared.contains(load.rank());
  }

  /** The newest accepted baseline, pending or settled. */
  public StockBaseline newest() {
    return pending.map(Pending::baseline).orElse(settled.baseline());
  }

  /**
   * Tells whether a movement may be effective after the given time; otherwise movements need not be
   * read.
   */
  public boolean mayHaveMovedAfter(Instant moment) {
    return latestMovement.isAfter(moment);
  }

  /**
   * A reset that was posted and waits for its variance.
   *
   * @param difference the units that the reset added to the balance
   */
  public record Pending(StockBaseline baseline, StockQuantity difference) {}

  /**
   * The settled baseline.
   *
   * @param difference the units that its reset added to the balance
   * @param late the units that its settlement added for facts that came after the variance was
   *     computed
   * @param replaced the quantity expected of the key when it was settled
   */
  public record Settled(
      StockBaseline baseline,
      StockQuantity difference,
      StockQuantity late,
      PreviousExpectation replaced) {}

  /**
   * The expectation that a settlement replaced, kept in the same write. It tells at any time how
   * far Retail Pro's number was from ours, however often the step was tried.
   *
   * @param snapshot of the baseline before, {@link Instant#MIN} without one
   * @param expected the number that Retail Pro was expected to state as of its snapshot: its number
   *     less {@code moved}
   * @param moved by how much the new baseline moved the equation, with the facts unchanged
   * @param pos units by movements effective after the earlier snapshot and not after the new one
   */
  public record PreviousExpectation(
      Instant snapshot, StockQuantity expected, StockQuantity moved, StockQuantity pos) {
    /** No settlement yet. */
    public static final PreviousExpectation NOTHING =
        new PreviousExpectation(
            Instant.MIN, StockQuantity.ZERO, StockQuantity.ZERO, StockQuantity.ZERO);

    public boolean wasNoBaseline() {
      return snapshot.equals(Instant.MIN);
    }
  }
}
