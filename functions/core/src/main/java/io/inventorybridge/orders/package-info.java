// SPDX-License-Identifier: Apache-2.0
/**
 * Order versions, their histories, and the units that an order allocates, ships or waits for.
 *
 * <p>May use: {@code ledger}, {@code ledger.counter}, {@code masterdata.facilities}, {@code
 * masterdata.imports}, {@code settings}, {@code stock}, {@code support.concurrent}, {@code
 * support.files}, {@code support.records}.
 *
 * <p>Start with {@link RecordingOrders}.
 */
package io.inventorybridge.orders;
