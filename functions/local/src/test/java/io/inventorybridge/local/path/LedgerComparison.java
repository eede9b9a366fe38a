// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.path;

import io.inventorybridge.ledger.LedgerEntry;
import io.inventorybridge.ledger.StockLedger;
import io.inventorybridge.ledger.StockRecord;
import io.inventorybridge.masterdata.facilities.FacilityDirectory;
import io.inventorybridge.stock.FacilityId;
import io.inventorybridge.stock.StockQuantity;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Equality of ledgers: the same balance, settled number, baseline and reserved units for each key.
 * The entries may differ; their sum is checked here for each key.
 */
final class LedgerComparison {
  private LedgerComparison() {}

  /** Each key as text, without times of upload or posting. */
  static Map<String, String> of(StockLedger ledger, FacilityDirectory directory) {
    Set<FacilityId> stores =
        directory.all().stream().map(facility -> facility.id()).collect(Collectors.toSet());
    Map<String, String> all = new TreeMap<>();
    String cursor = "";
    do {
      StockLedger.Page page = ledger.scan(stores, cursor);
      for (StockRecord record : page.records()) {
        all.put(
            record.key().facility() + " " + record.key().upc(),
            "%d on hand, %d settled, %d reserved, baseline %s %s %d, pending %s"
                .formatted(
                    record.onHand().units(),
                    record.settledOnHand().units(),
                    record.reserved().units(),
                    record.settled().baseline().delivery(),
                    record.settled().baseline().snapshot(),
                    record.settled().baseline().quantity().units(),
                    record.pending().map(p -> p.baseline().delivery()).orElse("none")));
      }
      cursor = page.next();
    } while (!cursor.isEmpty());
    return all;
  }

  /** The sum of a key's entries, which is its balance. */
  static StockQuantity fold(Iterable<LedgerEntry> entries) {
    StockQuantity sum = StockQuantity.ZERO;
    for (LedgerEntry entry : entries) {
      if (!entry.onHandBefore().equals(sum)) {
        throw new AssertionError("an entry does not follow on the one before it: " + entry);
      }
      sum = sum.plus(entry.difference());
    }
    return sum;
  }
}
