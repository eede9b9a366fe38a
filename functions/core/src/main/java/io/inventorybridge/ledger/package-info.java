// SPDX-License-Identifier: Apache-2.0
/**
 * The truth model: balances as folds of entries, reset before variance, orders on keys. Every
 * change of a number is one conditional write.
 *
 * <p>May use: {@code ledger.counter}, {@code stock}, {@code support.concurrent}.
 *
 * <p>Start with {@link StockTransitions}.
 */
package io.inventorybridge.ledger;
