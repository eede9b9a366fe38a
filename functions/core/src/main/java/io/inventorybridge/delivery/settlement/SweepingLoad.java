// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.delivery.settlement;

import io.inventorybridge.delivery.DeliveryId;
import io.inventorybridge.delivery.DeliveryManifest;
import io.inventorybridge.ledger.LedgerWriter;
import io.inventorybridge.ledger.StockLedger;
import io.inventorybridge.ledger.StockRecord;
import io.inventorybridge.stock.StockBaseline;
import io.inventorybridge.stock.StockKey;
import io.inventorybridge.stock.StockQuantity;
import io.inventorybridge.support.concurrent.BoundedParallelism;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The sweep of an initial load, which states every key of its stores: keys it omits have quantity 0
 * at its snapshot time. Each store remembers this baseline for keys never written; written keys are
 * reset to 0 and settled. A key with a row in the load already has this baseline or a newer one and
 * stays unchanged.
 *
 * <p>A key that an unusable row names is not omitted: it is spared before the first key is swept.
 * Where an unusable row may be of any key, nothing is swept.
 */
public final class SweepingLoad {
  private static final int BATCH = 100;

  // No facility's name begins with this sign, so no cursor of a scan does.
  private static final String SPARING = "~named/";

  private final PartRepository files;
  private final StockLedger ledger;
  private final LedgerWriter entries;
  private final SettlingPart settling;
  private final BoundedParallelism boundedParallelism;
  private final Clock clock;

  public SweepingLoad(
      PartRepository files,
      StockLedger ledger,
      LedgerWriter entries,
      SettlingPart settling,
      BoundedParallelism boundedParallelism,
      Clock clock) {
    this.files = files;
    this.ledger = ledger;
    this.entries = entries;
    this.settling = settling;
    this.boundedParallelism = boundedParallelism;
    this.clock = clock;
  }

  /**
   * The progress of a sweep.
   *
   * @param cursor to continue from, empty when the sweep is complete and the delivery is settled
   */
  public record Swept(ImportProgress.State state, String cursor, long keys) {}

  /**
   * Sweeps from a cursor on until the time is used up; it does at least one page.
   *
   * @param cursor empty at the beginning
   * @param before keys swept by earlier calls
   */
  public Swept run(DeliveryId delivery, String cursor, long before, BooleanSupplier timeIsLeft) {
    Instant begin = clock.instant();
    DeliveryManifest manifest = files.manifest(delivery);
    StockBaseline absent =
        new StockBaseline(manifest.rankOfOmittedKeys(), StockQuantity.ZERO, StockBaseline.SWEEP, 0);
    if (!manifest.sweeps()) {
      settling.settle(delivery, Map.of("SweepLoad", Duration.between(begin, clock.instant())));
      return new Swept(ImportProgress.State.DONE, "", before);
    }
    String next = cursor;
    if (cursor.isEmpty() || cursor.startsWith(SPARING)) {
      long from = cursor.isEmpty() ? 0 : Long.parseLong(cursor.substring(SPARING.length()));
      long spared = spare(manifest, from, timeIsLeft);
      if (spared < manifest.rejectedKeys().named()) {
        return new Swept(ImportProgress.State.MORE, SPARING + spared, before);
      }
      // Spared keys exist by now, so that they do not begin with this baseline.
      manifest.stores().forEach(store -> ledger.raiseFloor(store, absent));
      next = "";
    }
    long keys = before;
    do {
      StockLedger.Page page = ledger.scan(manifest.stores(), next);
      List<StockKey> older =
          page.records().stream()
              .filter(
                  record ->
                      (!record.isSparedBy(absent)
                              && record.newest().rank().compareTo(absent.rank()) < 0)
                          || isPendingOf(record, absent.delivery()))
              .map(StockRecord::key)
              .toList();
      sweep(older, absent);
      keys += older.size();
      next = page.next();
    } while (!next.isEmpty() && timeIsLeft.getAsBoolean());
    if (!next.isEmpty()) {
      return new Swept(ImportProgress.State.MORE, next, keys);
    }
    settling.settle(delivery, Map.of("SweepLoad", Duration.between(begin, clock.instant())));
    return new Swept(ImportProgress.State.DONE, "", keys);
  }

  /** Spares keys from the given row of their list on, and gives the row to continue from. */
  private long spare(DeliveryManifest manifest, long from, BooleanSupplier timeIsLeft) {
    if (manifest.rejectedKeys().named() <= from) {
      return manifest.rejectedKeys().named();
    }
    long next = from;
    try (Stream<StockKey> keys = files.rejectedKeys(manifest.delivery(), from)) {
      Iterator<StockKey> left = keys.iterator();
      while (left.hasNext() && (next == from || timeIsLeft.getAsBoolean())) {
        List<StockKey> batch = BatchIterator.next(left, BATCH);
        List<StockKey> distinct = batch.stream().distinct().toList();
        Function<StockKey, StockRecord> records = entries.read(distinct);
        boundedParallelism.each(
            distinct,
            key -> {
              entries.spare(records.apply(key), manifest.rankOfOmittedKeys());
              return key;
            });
        next += batch.size();
      }
    }
    return next;
  }

  // A sweep that was interrupted between the two writes of a key left the key pending; it is
  // settled now.
  private static boolean isPendingOf(StockRecord record, String delivery) {
    return record
        .pending()
        .filter(pending -> pending.baseline().delivery().equals(delivery))
        .isPresent();
  }

  // The initial-load baselines are read again: a newer load may have swept these stores before the
  // key existed.
  private void sweep(List<StockKey> keys, StockBaseline absent) {
    Function<StockKey, StockRecord> before = entries.read(keys);
    boundedParallelism.each(keys, key -> entries.reset(before.apply(key), absent));
    Function<StockKey, StockRecord> reset = entries.read(keys);
    Function<StockRecord, StockBaseline> floors =
        entries.floorsUnder(keys.stream().map(reset).toList());
    boundedParallelism.each(
        keys,
        key -> {
          StockRecord record = reset.apply(key);
          return entries.settle(
              record, absent.delivery(), StockQuantity.ZERO, 0, floors.apply(record));
        });
  }
}
