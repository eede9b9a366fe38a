// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.ledger;

import io.inventorybridge.ledger.LedgerPosting.AddMovement;
import io.inventorybridge.ledger.LedgerPosting.AnyLoads;
import io.inventorybridge.ledger.LedgerPosting.Fact;
import io.inventorybridge.ledger.LedgerPosting.LoadCondition;
import io.inventorybridge.ledger.LedgerPosting.NoFact;
import io.inventorybridge.ledger.LedgerPosting.PutOrder;
import io.inventorybridge.ledger.LedgerPosting.PutStatement;
import io.inventorybridge.ledger.LedgerPosting.RemoveOrder;
import io.inventorybridge.ledger.LedgerPosting.RemoveStatement;
import io.inventorybridge.ledger.LedgerPosting.SameLoads;
import io.inventorybridge.ledger.StockRecord.Pending;
import io.inventorybridge.ledger.StockRecord.PreviousExpectation;
import io.inventorybridge.ledger.StockRecord.Settled;
import io.inventorybridge.stock.StockBaseline;
import io.inventorybridge.stock.StockMovement;
import io.inventorybridge.stock.StockQuantity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The state transitions of a stock key: the effect of each fact on the key. These are pure
 * functions from a key's state and its facts to its next state. The ledger's write is conditional
 * on the state read.
 *
 * <p>A reset posts {@code quantity + movements after S - balance} and is pending until the variance
 * of the same delivery settles it. The settlement brings the balance to the equation of on hand
 * with all facts known by then. Until then the settled number follows the settled baseline.
 */
public final class StockTransitions {
  private StockTransitions() {}

  // ------------------------------------------------------------------ reset

  /** The effect of a delivery's row on its key. */
  public sealed interface ResetOutcome {}

  /** The row becomes the key's pending baseline. */
  public record Reset(LedgerPosting posting, StockQuantity difference) implements ResetOutcome {}

  /** The row was applied before, with this difference. */
  public record ResetBefore(StockQuantity difference) implements ResetOutcome {}

  /**
   * The key has a newer baseline; the row changes no number.
   *
   * @param posting keeps the row as a statement, which counts again when the newer one is undone;
   *     empty for a key that a sweep states by omission, because the store keeps that baseline, and
   *     for a key never written, because the load above the row cannot be undone
   */
  public record Stale(Optional<LedgerPosting> posting) implements ResetOutcome {}

  /** The row's delivery was undone before the row came. */
  public record VoidRow() implements ResetOutcome {}

  /** Applies a reset; needs the facts with every movement effective after the row's snapshot. */
  public static ResetOutcome reset(
      StockRecord record, StockBaseline row, KeyFacts facts, Instant now) {
    if (record.withdrawn().contains(row.rank())) {
      return new VoidRow();
    }
    Fact said = row.part().equals(StockBaseline.SWEEP) ? new NoFact() : new PutStatement(row);
    int age = StockBaseline.BY_AGE.compare(row, record.newest());
    if (age < 0) {
      return new Stale(
          said instanceof PutStatement && record.version() > 0
              ? Optional.of(new RecordBuilder(record, now).posting(said))
              : Optional.empty());
    }
    if (age == 0) {
      return new ResetBefore(
          record.pending().map(Pending::difference).orElse(record.settled().difference()));
    }
    StockQuantity difference = facts.target(row).minus(record.onHand());
    RecordBuilder next = new RecordBuilder(record, now);
    next.pending = Optional.of(new Pending(row, difference));
    next.post(EntryCause.Type.RESET, row.delivery(), row.line(), difference, StockQuantity.ZERO);
    return new Reset(next.posting(said), difference);
  }

  // ------------------------------------------------------------------ variance

  /** The effect of a delivery's second step on a key. */
  public sealed interface SettleOutcome {}

  /** The pending reset became the settled baseline. */
  public record Settle(LedgerPosting posting, StockQuantity late) implements SettleOutcome {}

  /** This delivery's row settled the key before, with this late difference. */
  public record SettledBefore(StockQuantity late) implements SettleOutcome {}

  /** The pending baseline is not from this delivery: its reset was stale or is superseded. */
  public record Skipped() implements SettleOutcome {}

  /** The reset is older than the initial load's baseline for the key; the initial load counts. */
  public record Overruled(LedgerPosting posting) implements SettleOutcome {}

  /**
   * Settles a key by the delivery's variance; needs all orders and every movement effective after
   * the pending snapshot. A variance whose delivery is not the pending one changes nothing: a
   * variance is never applied alone.
   *
   * @param delta the row of the variance file, 0 for a key without one
   * @param line of that row, 0 for none
   * @param floor the initial-load baseline of the key's store, read after the record. A reset may
   *     create a key while the sweep of an initial load runs, so that the sweep misses it; the
   *     settlement then applies this baseline
   */
  public static SettleOutcome settle(
      StockRecord record,
      String delivery,
      StockQuantity delta,
      long line,
      KeyFacts facts,
      StockBaseline floor,
      Instant now) {
    Optional<Pending> pending =
        record.pending().filter(there -> there.baseline().delivery().equals(delivery));
    if (pending.isEmpty()) {
      return record.settled().baseline().delivery().equals(delivery)
          ? new SettledBefore(record.settled().late())
          : new Skipped();
    }
    StockBaseline baseline = pending.get().baseline();
    if (floor.rank().compareTo(baseline.rank()) > 0 && !record.isSparedBy(floor)) {
      return new Overruled(overruleBy(floor, record, facts, now));
    }
    StockQuantity equation = facts.onHand(record.key(), baseline);
    StockQuantity late = equation.minus(record.onHand().plus(delta));
    RecordBuilder next = new RecordBuilder(record, now);
    next.pending = Optional.empty();
    next.settled =
        new Settled(
            baseline,
            pending.get().difference(),
            late,
            replaced(record, baseline, equation, facts));
    next.post(EntryCause.Type.VARIANCE, delivery, line, delta, StockQuantity.ZERO);
    next.post(EntryCause.Type.LATE_FACT, delivery, 0, late, StockQuantity.ZERO);
    next.settledOnHand = next.onHand;
    return new Settle(next.posting(new NoFact()), late);
  }

  // The settled number is the equation on the earlier baseline, so the movements between the two
  // snapshots follow from it without reading them.
  private static PreviousExpectation replaced(
      StockRecord record, StockBaseline baseline, StockQuantity equation, KeyFacts facts) {
    StockBaseline before = record.settled().baseline();
    StockQuantity moved = equation.minus(record.settledOnHand());
    StockQuantity movedSince =
        record.settledOnHand().minus(before.quantity()).plus(facts.unknownAt(before.snapshot()));
    return new PreviousExpectation(
        before.snapshot(),
        baseline.quantity().minus(moved),
        moved,
        movedSince.minus(facts.movedAfter(baseline.snapshot())));
  }

  private static LedgerPosting overruleBy(
      StockBaseline floor, StockRecord record, KeyFacts facts, Instant now) {
    StockQuantity difference = facts.target(floor).minus(record.onHand());
    StockQuantity late = facts.onHand(record.key(), floor).minus(facts.target(floor));
    RecordBuilder next = new RecordBuilder(record, now);
    next.pending = Optional.empty();
    next.settled =
        new Settled(
            floor,
            difference,
            late,
            replaced(record, floor, facts.onHand(record.key(), floor), facts));
    next.post(EntryCause.Type.RESET, floor.delivery(), 0, difference, StockQuantity.ZERO);
    next.post(EntryCause.Type.LATE_FACT, floor.delivery(), 0, late, StockQuantity.ZERO);
    next.settledOnHand = next.onHand;
    return next.posting(new NoFact());
  }

  // ------------------------------------------------------------------ initial loads

  /**
   * Spares a key from an initial load that holds an unusable row of it; empty when the key has this
   * mark. A key with a newer baseline gets it too: an undo may take that baseline away.
   */
  public static Optional<LedgerPosting> spare(
      StockRecord record, StockBaseline.Rank load, Instant now) {
    if (record.spared().contains(load)) {
      return Optional.empty();
    }
    RecordBuilder next = new RecordBuilder(record, now);
    next.spared.add(load);
    return Optional.of(next.posting(new NoFact()));
  }

  // ------------------------------------------------------------------ undo

  /** The effect of a void delivery on a key. */
  public sealed interface WithdrawOutcome {}

  /** The delivery no longer states the key, and no later row of it will. */
  public record Withdrawn(LedgerPosting posting) implements WithdrawOutcome {}

  /** The delivery was withdrawn from the key before. */
  public record WithdrawnBefore() implements WithdrawOutcome {}

  /**
   * The baseline that counts once a delivery is withdrawn. A newer pending one stays, and is not
   * yet settled; of what is left below it the greatest rank counts.
   *
   * @param left the greatest statement below a pending baseline that stays, of other deliveries
   * @param loads the initial loads of the key's store
   */
  public static StockBaseline withdrawn(
      StockRecord record, StockBaseline.Rank rank, Optional<StockBaseline> left, StoreLoads loads) {
    StockBaseline settled = record.settled().baseline();
    boolean settledStays = !settled.rank().equals(rank);
    Optional<StockBaseline> staying = pendingWithout(record, rank).map(Pending::baseline);
    if (settledStays && staying.equals(record.pending().map(Pending::baseline))) {
      return settled;
    }
    return Stream.of(
            left,
            Optional.of(settled).filter(there -> settledStays),
            Optional.of(loads.newestFor(record)))
        .flatMap(Optional::stream)
        .filter(
            baseline ->
                staying.filter(kept -> baseline.rank().compareTo(kept.rank()) >= 0).isEmpty())
        .max(StockBaseline.BY_AGE)
        .orElse(StockBaseline.NONE);
  }

  private static Optional<Pending> pendingWithout(StockRecord record, StockBaseline.Rank rank) {
    return record.pending().filter(there -> !there.baseline().rank().equals(rank));
  }

  /**
   * Withdraws a void delivery from a key, before or after its row. The settled number becomes the
   * equation on what counts now, with every fact known; a baseline that never was settled is
   * settled by it. The morning's differences do not count it.
   *
   * @param now the baseline that counts, by {@link #withdrawn}
   * @param facts all orders, and every movement effective after its snapshot
   * @param loads the initial loads that {@code counts} was chosen with
   */
  public static WithdrawOutcome withdraw(
      StockRecord record,
      StockBaseline.Rank rank,
      StockBaseline counts,
      KeyFacts facts,
      StoreLoads loads,
      Instant now) {
    Optional<Pending> staying = pendingWithout(record, rank);
    boolean isOnIt =
        record.settled().baseline().rank().equals(rank) || !staying.equals(record.pending());
    if (record.withdrawn().contains(rank) && !isOnIt) {
      return new WithdrawnBefore();
    }
    RecordBuilder next = new RecordBuilder(record, now);
    next.withdrawn.add(rank);
    next.pending = staying;
    if (isOnIt) {
      StockQuantity equation = facts.onHand(record.key(), counts);
      next.settled =
          counts.equals(record.settled().baseline())
              ? record.settled()
              : new Settled(
                  counts, StockQuantity.ZERO, StockQuantity.ZERO, PreviousExpectation.NOTHING);
      next.post(
          EntryCause.Type.UNDO,
          rank.delivery(),
          0,
          staying.isPresent() ? StockQuantity.ZERO : equation.minus(record.onHand()),
          equation.minus(record.settledOnHand()));
    }
    return new Withdrawn(
        next.posting(
            new RemoveStatement(rank),
            record.key().isQueue() ? new AnyLoads() : new SameLoads(loads)));
  }

  // ------------------------------------------------------------------ movements and orders

  /**
   * Applies a movement. It moves the settled number when it is effective after the settled
   * snapshot. It moves the balance by the same rule; while a reset is pending, the pending snapshot
   * decides.
   */
  public static LedgerPosting move(StockRecord record, StockMovement movement, Instant now) {
    RecordBuilder next = new RecordBuilder(record, now);
    StockQuantity settled = after(movement, record.settled().baseline());
    StockQuantity balance =
        record.pending().map(there -> after(movement, there.baseline())).orElse(settled);
    next.post(EntryCause.Type.POS, movement.id(), 0, balance, settled);
    if (movement.effective().isAfter(next.latestMovement)) {
      next.latestMovement = movement.effective();
    }
    return next.posting(new AddMovement(movement));
  }

  private static StockQuantity after(StockMovement movement, StockBaseline baseline) {
    return movement.isAfter(baseline.snapshot()) ? movement.units() : StockQuantity.ZERO;
  }

  /**
   * Applies the facts of an order to the key, in place of its earlier facts; empty when they are
   * equal. While a reset is pending only the settled number moves; the settlement then corrects the
   * balance.
   */
  public static Optional<LedgerPosting> order(
      StockRecord record, OrderFacts taken, OrderFacts now, Instant at) {
    if (taken.equals(now)) {
      return Optional.empty();
    }
    RecordBuilder next = new RecordBuilder(record, at);
    Instant snapshot = record.settled().baseline().snapshot();
    StockQuantity moved = taken.unknownAt(snapshot).minus(now.unknownAt(snapshot));
    next.reserved = next.reserved.plus(now.open()).minus(taken.open());
    next.orders += (now.isEmpty() ? 0 : 1) - (taken.isEmpty() ? 0 : 1);
    next.post(
        EntryCause.Type.ORDER,
        now.orderId(),
        0,
        record.pending().isPresent() ? StockQuantity.ZERO : moved,
        moved);
    Fact fact = now.isEmpty() ? new RemoveOrder(now.orderId()) : new PutOrder(now);
    return Optional.of(next.posting(fact));
  }

  /** A state under construction. */
  private static final class RecordBuilder {
    private final StockRecord before;
    private final Instant now;
    private final List<LedgerEntry> entries = new ArrayList<>();
    private StockQuantity onHand;
    private StockQuantity settledOnHand;
    private StockQuantity reserved;
    private Settled settled;
    private Optional<Pending> pending;
    private long orders;
    private Instant latestMovement;
    private final SortedSet<StockBaseline.Rank> spared;
    private final SortedSet<StockBaseline.Rank> withdrawn;

    RecordBuilder(StockRecord before, Instant now) {
      this.before = before;
      this.now = now;
      onHand = before.onHand();
      settledOnHand = before.settledOnHand();
      reserved = before.reserved();
      settled = before.settled();
      pending = before.pending();
      orders = before.orders();
      latestMovement = before.latestMovement();
      spared = new TreeSet<>(before.spared());
      withdrawn = new TreeSet<>(before.withdrawn());
    }

    void post(
        EntryCause.Type type,
        String reference,
        long line,
        StockQuantity balance,
        StockQuantity settledNumber) {
      if (balance.isZero() && settledNumber.isZero()) {
        return;
      }
      entries.add(
          new LedgerEntry(
              before.key(),
              before.entries() + entries.size() + 1,
              now,
              new EntryCause(type, reference, line),
              balance,
              settledNumber,
              onHand));
      onHand = onHand.plus(balance);
      settledOnHand = settledOnHand.plus(settledNumber);
    }

    LedgerPosting posting(Fact fact) {
      StockRecord after = after();
      return new LedgerPosting(after, entries, fact, marks(after));
    }

    LedgerPosting posting(Fact fact, LoadCondition condition) {
      StockRecord after = after();
      return new LedgerPosting(after, entries, fact, marks(after), condition);
    }

    private boolean marks(StockRecord after) {
      return !after.publishable().equals(before.publishable());
    }

    private StockRecord after() {
      return new StockRecord(
          before.key(),
          onHand,
          settledOnHand,
          reserved,
          settled,
          pending,
          before.entries() + entries.size(),
          orders,
          latestMovement,
          spared,
          withdrawn,
          before.version() + 1);
    }
  }
}
