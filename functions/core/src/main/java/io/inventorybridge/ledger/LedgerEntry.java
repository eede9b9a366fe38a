// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.ledger;

import io.inventorybridge.stock.StockKey;
import io.inventorybridge.stock.StockQuantity;
import java.time.Instant;

/**
 * One change of a key. An entry is written once and never changed. The balance is the sum of the
 * differences.
 *
 * @param sequence from 1, without gaps
 * @param at when it was written
 * @param difference units added to the balance; 0 where a fact moved only the settled number
 * @param settledDifference units added to the settled number
 * @param onHandBefore the balance before this entry
 */
public record LedgerEntry(
    StockKey key,
    long sequence,
    Instant at,
    EntryCause cause,
    StockQuantity difference,
    StockQuantity settledDifference,
    StockQuantity onHandBefore) {}
