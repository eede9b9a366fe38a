// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.delivery.settlement;

import io.inventorybridge.delivery.StockBalances;
import io.inventorybridge.ledger.StockLedger;
import io.inventorybridge.ledger.StockRecord;
import io.inventorybridge.stock.FacilityId;
import io.inventorybridge.stock.StockKey;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The balances of the ledger's records, as the guards read them. It needs two reads of the ledger
 * and no write, so that the intake gets no other rights. Thread-safe if the reads are.
 */
public final class LedgerBalances implements StockBalances {
  /** Reads the present records of keys. */
  @FunctionalInterface
  public interface RecordReader {
    Map<StockKey, StockRecord> find(Collection<StockKey> keys);
  }

  /** Reads a page of the records of stores. */
  @FunctionalInterface
  public interface PageReader {
    StockLedger.Page scan(Set<FacilityId> stores, String cursor);
  }

  private final RecordReader records;
  private final PageReader pages;

  public LedgerBalances(RecordReader records, PageReader pages) {
    this.records = records;
    this.pages = pages;
  }

  @Override
  public Map<StockKey, StockBalance> find(Collection<StockKey> keys) {
    Map<StockKey, StockBalance> balances = new HashMap<>();
    records.find(keys).forEach((key, record) -> balances.put(key, balance(record)));
    return balances;
  }

  @Override
  public void ofStores(Set<FacilityId> stores, Consumer<StockBalance> balances) {
    String cursor = "";
    do {
      StockLedger.Page page = pages.scan(stores, cursor);
      page.records().forEach(record -> balances.accept(balance(record)));
      cursor = page.next();
    } while (!cursor.isEmpty());
  }

  private static StockBalance balance(StockRecord record) {
    return new StockBalance(
        record.key(),
        record.onHand(),
        record.settledOnHand(),
        record.newest().rank(),
        !record.settled().baseline().isNone(),
        record.latestMovement());
  }
}
