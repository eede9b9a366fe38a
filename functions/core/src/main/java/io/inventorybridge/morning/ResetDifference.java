// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.morning;

import io.inventorybridge.stock.Quantity;
import io.inventorybridge.stock.StockKey;

/**
 * A key whose number in Retail Pro is another than our ledger expected.
 *
 * @param upca as the catalogue has it
 * @param retailPro what the delivery says
 * @param expected our number just before the delivery settled the key
 * @param difference by how much the delivery moved the equation, with the facts of that moment
 * @param pos units that tills reported between the baseline before and this one
 */
public record ResetDifference(
    StockKey key,
    String upca,
    Quantity retailPro,
    Quantity expected,
    Quantity difference,
    Quantity pos,
    ProbableCause cause) {}
