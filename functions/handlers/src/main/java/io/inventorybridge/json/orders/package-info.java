// SPDX-License-Identifier: Apache-2.0
/**
 * Order versions, histories and declarations as JSON.
 *
 * <p>May use: {@code json}, {@code ledger.counter}, {@code orders}, {@code stock}, {@code
 * support.records}, {@code support.text}.
 *
 * <p>Start with {@link OrderVersionJson}.
 */
package io.inventorybridge.json.orders;
