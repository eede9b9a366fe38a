// SPDX-License-Identifier: Apache-2.0
/**
 * Movements that the stores' registers report, those that wait for their product or store, and when
 * a store last reported.
 *
 * <p>May use: {@code ledger}, {@code masterdata.catalog}, {@code masterdata.facilities}, {@code
 * stock}, {@code support.concurrent}, {@code support.files}.
 *
 * <p>Start with {@link UpdatingInventory}.
 */
package io.inventorybridge.pos;
