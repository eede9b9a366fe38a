// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.settlement;

import io.inventorybridge.delivery.DeliveryId;
import io.inventorybridge.delivery.Manifest;
import io.inventorybridge.ledger.Lanes;
import io.inventorybridge.ledger.Ledger;
import io.inventorybridge.ledger.PostingEntries;
import io.inventorybridge.ledger.StockRecord;
import io.inventorybridge.stock.Baseline;
import io.inventorybridge.stock.Quantity;
import io.inventorybridge.stock.StockKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/**
 * The sweep of an initial load, which states every key of its stores: keys it omits have quantity 0
 * at its snapshot time. Each store remembers this baseline for keys never written; written keys are
 * reset to 0 and settled. A key with a row in the load already has this baseline or a newer one and
 * stays unchanged.
 */
public final class SweepingLoad {
  private final PartFiles files;
  private final Ledger ledger;
  private final PostingEntries entries;
  private final SettlingPart settling;
  private final Lanes lanes;
  private final Clock clock;

  public SweepingLoad(
      PartFiles files,
      Ledger ledger,
      PostingEntries entries,
      SettlingPart settling,
      Lanes lanes,
      Clock clock) {
    this.files = files;
    this.ledger = ledger;
    this.entries = entries;
    this.settling = settling;
    this.lanes = lanes;
    this.clock = clock;
  }

  /**
   * The progress of a sweep.
   *
   * @param cursor to continue from, empty when the sweep is complete and the delivery is settled
   */
  public record Swept(Progress.State state, String cursor, long keys) {}

  /**
   * Sweeps from a cursor on until the time is used up; it does at least one page.
   *
   * @param cursor empty at the beginning
   * @param before keys swept by earlier calls
   */
  public Swept run(DeliveryId delivery, String cursor, long before, BooleanSupplier timeIsLeft) {
    Instant begin = clock.instant();
    Manifest manifest = files.manifest(delivery);
    Baseline absent = new Baseline(manifest.rankOfSilence(), Quantity.ZERO, Baseline.SWEEP, 0);
    if (cursor.isEmpty()) {
      manifest.stores().forEach(store -> ledger.raiseFloor(store, absent));
    }
    long keys = before;
    String next = cursor;
    do {
      Ledger.Page page = ledger.scan(manifest.stores(), next);
      List<StockKey> older =
          page.records().stream()
              .filter(
                  record ->
                      record.newest().rank().compareTo(absent.rank()) < 0
                          || isPendingOf(record, absent.delivery()))
              .map(StockRecord::key)
              .toList();
      sweep(older, absent);
      keys += older.size();
      next = page.next();
    } while (!next.isEmpty() && timeIsLeft.getAsBoolean());
    if (!next.isEmpty()) {
      return new Swept(Progress.State.MORE, next, keys);
    }
    settling.settle(delivery, Map.of("SweepLoad", Duration.between(begin, clock.instant())));
    return new Swept(Progress.State.DONE, "", keys);
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
  private void sweep(List<StockKey> keys, Baseline absent) {
    Function<StockKey, StockRecord> before = entries.read(keys);
    lanes.each(keys, key -> entries.reset(before.apply(key), absent));
    Function<StockKey, StockRecord> reset = entries.read(keys);
    Function<StockRecord, Baseline> floors = entries.floorsUnder(keys.stream().map(reset).toList());
    lanes.each(
        keys,
        key -> {
          StockRecord record = reset.apply(key);
          return entries.settle(record, absent.delivery(), Quantity.ZERO, 0, floors.apply(record));
        });
  }
}
