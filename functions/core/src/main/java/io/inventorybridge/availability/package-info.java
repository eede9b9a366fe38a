// SPDX-License-Identifier: Apache-2.0
/**
 * The quantity that the shop may sell of a product, and the sellable target of each item at each
 * location.
 *
 * <p>May use: {@code ledger}, {@code ledger.counter}, {@code masterdata.catalog}, {@code
 * masterdata.facilities}, {@code orders}, {@code rules}, {@code settings}, {@code stock}, {@code
 * support.concurrent}, {@code support.files}.
 *
 * <p>Start with {@link SellableCalculator}.
 */
package io.inventorybridge.availability;
