// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.reporting.morning;

import io.inventorybridge.stock.StockKey;
import io.inventorybridge.stock.StockQuantity;

/**
 * A key whose number in Retail Pro differs from the number that our ledger expected.
 *
 * @param upca as in the catalog
 * @param retailPro the delivery's quantity
 * @param expected the number that the delivery was expected to state: its quantity less the
 *     difference
 * @param difference by how much the delivery moved the equation, with the facts of that time
 * @param pos units that the POS reported between the previous baseline and this one
 */
public record ResetDifference(
    StockKey key,
    String upca,
    StockQuantity retailPro,
    StockQuantity expected,
    StockQuantity difference,
    StockQuantity pos,
    ProbableCause cause) {}
