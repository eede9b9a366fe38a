// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.reporting.morning;

import static java.util.Objects.requireNonNull;

import io.inventorybridge.ledger.StockRecord;
import io.inventorybridge.ledger.StockRecord.PreviousExpectation;
import io.inventorybridge.ledger.StockRecord.Settled;
import io.inventorybridge.pos.StoreActivity;
import io.inventorybridge.reporting.morning.MorningFormat.Rows;
import io.inventorybridge.reporting.morning.MorningSummary.Count;
import io.inventorybridge.stock.CanonicalUpc;
import io.inventorybridge.stock.FacilityId;
import io.inventorybridge.stock.StockKey;
import io.inventorybridge.stock.StockQuantity;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Compares a delivery with the expected quantities, key by key. Keys that differ wait on disk until
 * the totals of their stores are known. Used by one thread.
 */
final class BaselineComparison implements AutoCloseable {
  private final DiskBackedList<PendingDifference> waiting;
  private final TreeMap<FacilityId, Tally> tallies = new TreeMap<>();
  private long keys;
  private long superseded;

  BaselineComparison(Path spool) {
    this.waiting = new DiskBackedList<>(spool, NOTATION);
  }

  /** Adds a key of the delivery that another delivery settled. */
  void superseded() {
    keys++;
    superseded++;
  }

  /** Adds a key that the delivery settled. */
  void settled(StockRecord record, String upca) {
    keys++;
    Settled settled = record.settled();
    PreviousExpectation replaced = settled.replaced();
    tallies.computeIfAbsent(record.key().facility(), store -> new Tally()).add(replaced);
    if (!replaced.moved().isZero()) {
      waiting.add(
          new PendingDifference(
              record.key(),
              upca,
              settled.baseline().quantity(),
              replaced.wasNoBaseline(),
              replaced.expected(),
              replaced.moved(),
              replaced.pos(),
              settled.late()));
    }
  }

  /** The totals of all added keys. */
  MorningSummary.Differences totals(StoreActivity activity, Instant snapshot) throws IOException {
    List<StoreDifferences> stores = new ArrayList<>();
    tallies.forEach((store, tally) -> stores.add(tally.of(store, activity, snapshot)));
    SortedMap<ProbableCause, Count> byCause = new TreeMap<>();
    differences(stores)
        .each(
            row ->
                byCause.merge(
                    row.cause(),
                    Count.NONE.plus(row.difference()),
                    (all, one) -> all.plus(one.units())));
    return new MorningSummary.Differences(keys, superseded, byCause, stores);
  }

  /** The keys that differ, in the order in which they were added. */
  Rows<ResetDifference> differences(List<StoreDifferences> stores) {
    Map<FacilityId, StoreDifferences> byStore =
        stores.stream().collect(Collectors.toMap(StoreDifferences::store, store -> store));
    boolean fileIsSuspect =
        new MorningSummary.Differences(keys, superseded, new TreeMap<>(), stores).fileIsSuspect();
    return sink ->
        waiting.each(
            row ->
                sink.row(
                    row.with(requireNonNull(byStore.get(row.key().facility())), fileIsSuspect)));
  }

  @Override
  public void close() throws IOException {
    waiting.close();
  }

  /** The totals of one store, while they are counted. */
  private static final class Tally {
    private long keys;
    private long compared;
    private long differing;
    private long withPos;
    private StockQuantity more = StockQuantity.ZERO;
    private StockQuantity less = StockQuantity.ZERO;
    private Instant lastBaseline = Instant.MIN;

    void add(PreviousExpectation replaced) {
      keys++;
      withPos += replaced.pos().isZero() ? 0 : 1;
      if (replaced.wasNoBaseline()) {
        return;
      }
      compared++;
      differing += replaced.moved().isZero() ? 0 : 1;
      if (replaced.moved().units() > 0) {
        more = more.plus(replaced.moved());
      } else {
        less = less.plus(replaced.moved());
      }
      if (replaced.snapshot().isAfter(lastBaseline)) {
        lastBaseline = replaced.snapshot();
      }
    }

    StoreDifferences of(FacilityId store, StoreActivity activity, Instant snapshot) {
      boolean posSince =
          withPos > 0
              || activity
                  .latest(store, snapshot)
                  .filter(
                      quarter ->
                          lastBaseline.equals(Instant.MIN)
                              || !quarter.isBefore(StoreActivity.quarter(lastBaseline)))
                  .isPresent();
      return new StoreDifferences(store, keys, compared, differing, more, less, posSince);
    }
  }

  /** A key that differs, before its store's totals are known. */
  private record PendingDifference(
      StockKey key,
      String upca,
      StockQuantity retailPro,
      boolean firstBaseline,
      StockQuantity expected,
      StockQuantity difference,
      StockQuantity pos,
      StockQuantity late) {
    ResetDifference with(StoreDifferences store, boolean fileIsSuspect) {
      return new ResetDifference(
          key,
          upca,
          retailPro,
          expected,
          difference,
          pos,
          CauseRules.of(
              new CauseRules.Differing(firstBaseline, fileIsSuspect, retailPro, difference, late),
              store));
    }
  }

  private static final DiskBackedList.RowCodec<PendingDifference> NOTATION =
      new DiskBackedList.RowCodec<>() {
        @Override
        public void write(PendingDifference row, DataOutputStream out) throws IOException {
          out.writeUTF(row.key().facility().value());
          out.writeLong(row.key().upc().digits());
          out.writeUTF(row.upca());
          out.writeLong(row.retailPro().units());
          out.writeBoolean(row.firstBaseline());
          out.writeLong(row.expected().units());
          out.writeLong(row.difference().units());
          out.writeLong(row.pos().units());
          out.writeLong(row.late().units());
        }

        @Override
        public PendingDifference read(DataInputStream in) throws IOException {
          return new PendingDifference(
              new StockKey(new FacilityId(in.readUTF()), new CanonicalUpc(in.readLong())),
              in.readUTF(),
              StockQuantity.of(in.readLong()),
              in.readBoolean(),
              StockQuantity.of(in.readLong()),
              StockQuantity.of(in.readLong()),
              StockQuantity.of(in.readLong()),
              StockQuantity.of(in.readLong()));
        }
      };
}
