// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.delivery.undo;

import io.inventorybridge.delivery.DeliveryId;
import io.inventorybridge.delivery.DeliveryRecord;
import io.inventorybridge.delivery.DeliveryRecord.Status;
import io.inventorybridge.delivery.DeliveryRepository;
import io.inventorybridge.delivery.DeliveryRepository.WriteOutcome;
import io.inventorybridge.delivery.DeliveryUndo;
import io.inventorybridge.delivery.DeliveryUndo.UndoTotals;
import io.inventorybridge.delivery.ResetRow;
import io.inventorybridge.delivery.UndoMembership;
import io.inventorybridge.delivery.settlement.BatchIterator;
import io.inventorybridge.delivery.settlement.PartRepository;
import io.inventorybridge.delivery.settlement.PartRepository.PartRef;
import io.inventorybridge.delivery.undo.UndoOutcome.NumberChange;
import io.inventorybridge.ledger.LedgerPosting;
import io.inventorybridge.ledger.LedgerWriter;
import io.inventorybridge.ledger.StockRecord;
import io.inventorybridge.ledger.StockTransitions.WithdrawOutcome;
import io.inventorybridge.ledger.StockTransitions.Withdrawn;
import io.inventorybridge.ledger.StockTransitions.WithdrawnBefore;
import io.inventorybridge.stock.StockBaseline;
import io.inventorybridge.stock.StockKey;
import io.inventorybridge.stock.StockQuantity;
import io.inventorybridge.support.concurrent.BoundedParallelism;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;

/**
 * The undo of an accepted delivery: it declares the delivery void, with its backfills and the
 * corrections of its rejects, and makes each of their rows void at its key. A key falls back to the
 * baseline that counts without them.
 *
 * <p>The first write is the status UNDOING, so that no step begins for the delivery any more. A
 * step that has begun finds the void at the key and is refused there. Passes are repeated until one
 * changes nothing, and only then the status is UNDONE. Each call may be repeated, interrupted
 * anywhere, or run twice at once. Safe for use by many threads.
 */
public final class UndoingDelivery {
  private static final int BATCH = 100;
  private static final int LARGEST = 20;
  private static final int MOST_ATTEMPTS = 100;

  private final DeliveryRepository deliveries;
  private final PartRepository files;
  private final LedgerWriter entries;
  private final UndoScope scope;
  private final UndoMembership membership;
  private final Consumer<DeliveryId> report;
  private final BoundedParallelism boundedParallelism;
  private final Clock clock;

  /**
   * Creates the use case with its collaborators.
   *
   * @param reach the setting {@code undoReach} of a source
   * @param report writes the report of a delivery in its present state
   */
  public UndoingDelivery(
      DeliveryRepository deliveries,
      PartRepository files,
      LedgerWriter entries,
      ToIntFunction<String> reach,
      Consumer<DeliveryId> report,
      BoundedParallelism boundedParallelism,
      Clock clock) {
    this.deliveries = deliveries;
    this.files = files;
    this.entries = entries;
    this.scope = new UndoScope(deliveries, files, reach);
    this.membership = new UndoMembership(deliveries);
    this.report = report;
    this.boundedParallelism = boundedParallelism;
    this.clock = clock;
  }

  // -------------------------------------------------------------------------------------- preview

  /**
   * Shows the changes that an undo would make; writes nothing.
   *
   * @param timeIsLeft asked before each batch
   */
  public UndoOutcome preview(DeliveryId id, BooleanSupplier timeIsLeft) {
    return switch (scope.judge(id)) {
      case UndoScope.UndoJudgment.Refused refused -> new UndoOutcome.Impossible(refused.sentence());
      case UndoScope.UndoJudgment.Complete complete ->
          new UndoOutcome.UndoneBefore(complete.record());
      case UndoScope.UndoJudgment.Possible possible -> preview(possible.record(), timeIsLeft);
    };
  }

  private UndoOutcome preview(DeliveryRecord record, BooleanSupplier timeIsLeft) {
    List<DeliveryId> along = scope.along(record, List.of());
    PreviewFigures figures = new PreviewFigures();
    boolean complete = true;
    // A correction may have a key of the delivery that it corrects, so it is first, and the records
    // after it are kept. A backfill has none of the keys of its original.
    List<DeliveryId> corrections =
        along.stream().filter(it -> !it.original().equals(record.id())).toList();
    List<DeliveryId> others =
        along.stream().filter(it -> it.original().equals(record.id())).toList();
    for (DeliveryId id : corrections) {
      complete &= preview(id, figures, true, timeIsLeft);
    }
    complete &= preview(record.id(), figures, false, timeIsLeft);
    for (DeliveryId id : others) {
      complete &= preview(id, figures, false, timeIsLeft);
    }
    return figures.preview(record.id(), along, complete);
  }

  private boolean preview(
      DeliveryId id, PreviewFigures figures, boolean keep, BooleanSupplier timeIsLeft) {
    for (PartRef part : files.parts(id)) {
      if (scope.isUnsent(part)) {
        continue;
      }
      try (Stream<ResetRow> rows = files.reset(part, 0)) {
        Iterator<ResetRow> left = rows.iterator();
        while (left.hasNext()) {
          if (!timeIsLeft.getAsBoolean()) {
            return false;
          }
          preview(BatchIterator.next(left, BATCH), part, figures, keep);
        }
      }
    }
    return true;
  }

  private void preview(List<ResetRow> batch, PartRef part, PreviewFigures figures, boolean keep) {
    Function<StockKey, StockRecord> records =
        entries.read(batch.stream().map(ResetRow::key).toList());
    StockBaseline.Rank rank = part.manifest().rank();
    List<Withdrawal> withdrawals =
        boundedParallelism.each(
            batch,
            row -> {
              StockRecord before = figures.present(records.apply(row.key()));
              return new Withdrawal(row, before, entries.previewWithdrawal(before, rank));
            });
    withdrawals.forEach(withdrawal -> figures.add(withdrawal, keep));
  }

  /** The figures of a preview. */
  private static final class PreviewFigures {
    private final Map<StockKey, KeyChange> corrected = new HashMap<>();
    private final List<NumberChange> largest = new ArrayList<>();
    private long keys;
    private UndoTotals totals = UndoTotals.NONE;

    /** A key of a correction, which a later row of the preview may change again. */
    private record KeyChange(ResetRow row, StockRecord before, StockRecord after) {}

    /** The state of a key by the rows before. */
    StockRecord present(StockRecord read) {
      KeyChange earlier = corrected.get(read.key());
      return earlier == null ? read : earlier.after();
    }

    void add(Withdrawal withdrawal, boolean keep) {
      Optional<StockRecord> after = withdrawal.after();
      if (after.isEmpty()) {
        return;
      }
      keys++;
      StockKey key = withdrawal.row().key();
      KeyChange earlier = corrected.get(key);
      KeyChange change =
          new KeyChange(
              withdrawal.row(),
              earlier == null ? withdrawal.before() : earlier.before(),
              after.get());
      if (keep || earlier != null) {
        corrected.put(key, change);
      } else {
        count(change);
      }
    }

    private void count(KeyChange change) {
      totals = totals.plus(change(change.before(), change.after()));
      NumberChange line =
          new NumberChange(
              change.row().key(),
              change.row().upca(),
              change.before().settledOnHand(),
              change.after().settledOnHand());
      if (line.size() > 0) {
        largest.add(line);
      }
      if (largest.size() > 2 * LARGEST) {
        shorten();
      }
    }

    private void shorten() {
      largest.sort(
          Comparator.comparingLong(NumberChange::size).reversed().thenComparing(NumberChange::key));
      largest.subList(Math.min(LARGEST, largest.size()), largest.size()).clear();
    }

    UndoOutcome.UndoPreview preview(DeliveryId id, List<DeliveryId> along, boolean complete) {
      corrected.values().forEach(this::count);
      corrected.clear();
      shorten();
      return new UndoOutcome.UndoPreview(
          id,
          along,
          new UndoTotals(keys, totals.changed(), totals.units(), totals.waiting()),
          largest,
          complete);
    }
  }

  // ----------------------------------------------------------------------------------------- undo

  /**
   * Undoes a delivery from a cursor on until the time is used up; it does at least one batch.
   *
   * @param cursor empty at the beginning
   * @param before the totals of earlier calls. A call that died is missing from them, since its
   *     repetition finds its keys void already
   * @param timeIsLeft asked after each batch
   */
  public UndoOutcome run(
      DeliveryId id, String cursor, UndoTotals before, BooleanSupplier timeIsLeft) {
    UndoCursor from = UndoCursor.parse(cursor);
    return switch (scope.judge(id)) {
      case UndoScope.UndoJudgment.Refused refused -> new UndoOutcome.Impossible(refused.sentence());
      case UndoScope.UndoJudgment.Complete complete -> {
        // The call that ended the undo may have died before its last writes.
        endMembers(complete.record());
        yield new UndoOutcome.UndoneBefore(complete.record());
      }
      case UndoScope.UndoJudgment.Possible possible ->
          begin(possible.record())
              .map(begun -> pass(begun, from, before, timeIsLeft))
              .orElseGet(() -> run(id, cursor, before, timeIsLeft));
    };
  }

  /** Declares the delivery void; empty when another writer has changed its record. */
  private Optional<DeliveryRecord> begin(DeliveryRecord record) {
    if (record.status() == Status.UNDOING) {
      return Optional.of(record);
    }
    DeliveryUndo undo =
        DeliveryUndo.begin(record.id(), clock.instant(), scope.along(record, List.of()));
    Optional<DeliveryRecord> begun = saved(record.withUndo(Status.UNDOING, undo));
    begun.map(DeliveryRecord::id).ifPresent(report);
    return begun;
  }

  private UndoOutcome pass(
      DeliveryRecord begun, UndoCursor from, UndoTotals before, BooleanSupplier timeIsLeft) {
    PassState state = new PassState(from, before, timeIsLeft);
    DeliveryRecord record = begun;
    while (true) {
      if (state.cursor.equals(new UndoCursor(state.cursor.pass(), 0, 0, 0, 0))) {
        record = collect(record);
      }
      List<DeliveryId> all = all(record);
      while (state.cursor.delivery() < all.size()) {
        if (!withdraw(all.get(state.cursor.delivery()), state)) {
          return new UndoOutcome.Continues(state.cursor.toString(), state.totals);
        }
      }
      if (state.cursor.changed() == 0) {
        Optional<DeliveryRecord> ended = end(record, all, state.totals);
        if (ended.isPresent()) {
          return new UndoOutcome.Completed(ended.get());
        }
        record = deliveries.find(begun.id()).orElseThrow();
        if (record.status() == Status.UNDONE) {
          return new UndoOutcome.UndoneBefore(record);
        }
      }
      state.cursor = state.cursor.nextPass();
    }
  }

  /** The progress of a call. */
  private static final class PassState {
    private final BooleanSupplier timeIsLeft;
    private UndoCursor cursor;
    private UndoTotals totals;
    private boolean worked;

    PassState(UndoCursor cursor, UndoTotals totals, BooleanSupplier timeIsLeft) {
      this.cursor = cursor;
      this.totals = totals;
      this.timeIsLeft = timeIsLeft;
    }

    boolean mayWork() {
      return !worked || timeIsLeft.getAsBoolean();
    }

    void add(int rows, List<Withdrawal> withdrawals) {
      worked = true;
      long changed = 0;
      for (Withdrawal withdrawal : withdrawals) {
        if (withdrawal.after().isPresent()) {
          changed++;
          totals = totals.plus(withdrawal.totals());
        }
      }
      cursor = cursor.after(rows, changed);
    }
  }

  private static List<DeliveryId> all(DeliveryRecord record) {
    List<DeliveryId> all = new ArrayList<>();
    all.add(record.id());
    all.addAll(record.undo().orElseThrow().along());
    return all;
  }

  /** Adds deliveries that came along since, and declares all of them void. */
  private DeliveryRecord collect(DeliveryRecord record) {
    DeliveryRecord present = record;
    for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
      DeliveryUndo undo = present.undo().orElseThrow();
      List<DeliveryId> along = scope.along(present, undo.along());
      Optional<DeliveryRecord> written =
          along.equals(undo.along())
              ? Optional.of(present)
              : saved(present.withUndo(present.status(), undo.withAlong(along)));
      if (written.isPresent()) {
        along.forEach(member -> declareVoid(member, Status.UNDOING, undo));
        return written.get();
      }
      present = deliveries.find(present.id()).orElseThrow();
    }
    throw new IllegalStateException(
        "the record of %s was written by others during all of %d attempts"
            .formatted(record.id(), MOST_ATTEMPTS));
  }

  private void declareVoid(DeliveryId member, Status status, DeliveryUndo undo) {
    membership.declareVoid(deliveries.find(member).orElseThrow(), status, undo);
  }

  /**
   * Ends the undo after a pass that changed nothing; empty when a delivery came along that the pass
   * did not cover.
   */
  private Optional<DeliveryRecord> end(
      DeliveryRecord record, List<DeliveryId> covered, UndoTotals totals) {
    DeliveryUndo ended = record.undo().orElseThrow().complete(clock.instant(), totals);
    DeliveryRecord present = deliveries.find(record.id()).orElseThrow();
    if (present.status() != Status.UNDOING
        || !covered.containsAll(all(present))
        || !covered.containsAll(scope.along(present, List.of()))) {
      return Optional.empty();
    }
    Optional<DeliveryRecord> written =
        saved(
            present.withUndo(Status.UNDONE, ended.withAlong(present.undo().orElseThrow().along())));
    written.ifPresent(this::endMembers);
    return written;
  }

  private void endMembers(DeliveryRecord record) {
    DeliveryUndo undo = record.undo().orElseThrow();
    for (DeliveryId member : undo.along()) {
      declareVoid(member, Status.UNDONE, undo);
      report.accept(member);
    }
    report.accept(record.id());
  }

  /** Withdraws the rest of a delivery; false when the time is used up before its end. */
  private boolean withdraw(DeliveryId id, PassState state) {
    List<PartRef> parts = files.parts(id);
    while (state.cursor.part() < parts.size()) {
      PartRef part = parts.get(state.cursor.part());
      if (!scope.isUnsent(part) && !withdraw(part, state)) {
        return false;
      }
      state.cursor = state.cursor.nextPart();
    }
    state.cursor = state.cursor.nextDelivery();
    return true;
  }

  private boolean withdraw(PartRef part, PassState state) {
    StockBaseline.Rank rank = part.manifest().rank();
    try (Stream<ResetRow> rows = files.reset(part, state.cursor.row())) {
      Iterator<ResetRow> left = rows.iterator();
      while (left.hasNext()) {
        if (!state.mayWork()) {
          return false;
        }
        List<ResetRow> batch = BatchIterator.next(left, BATCH);
        Function<StockKey, StockRecord> records =
            entries.read(batch.stream().map(ResetRow::key).toList());
        state.add(
            batch.size(),
            boundedParallelism.each(
                batch,
                row -> {
                  StockRecord before = records.apply(row.key());
                  return new Withdrawal(row, before, entries.withdraw(before, rank));
                }));
      }
    }
    return true;
  }

  /** The withdrawal of a row from its key. */
  private record Withdrawal(ResetRow row, StockRecord before, WithdrawOutcome outcome) {
    /** The state of the key afterwards; empty when its row was void before. */
    Optional<StockRecord> after() {
      return switch (outcome) {
        case Withdrawn withdrawn -> Optional.of(withdrawn.posting()).map(LedgerPosting::after);
        case WithdrawnBefore earlier -> Optional.empty();
      };
    }

    UndoTotals totals() {
      return after().map(after -> change(before, after)).orElse(UndoTotals.NONE);
    }
  }

  private static UndoTotals change(StockRecord before, StockRecord after) {
    StockQuantity moved = after.settledOnHand().minus(before.settledOnHand());
    return new UndoTotals(
        1,
        moved.isZero() ? 0 : 1,
        StockQuantity.of(Math.abs(moved.units())),
        before.pending().isPresent() && after.pending().isEmpty() ? 1 : 0);
  }

  private Optional<DeliveryRecord> saved(DeliveryRecord record) {
    return deliveries.replace(record) instanceof WriteOutcome.Saved<DeliveryRecord> done
        ? Optional.of(done.record())
        : Optional.empty();
  }
}
