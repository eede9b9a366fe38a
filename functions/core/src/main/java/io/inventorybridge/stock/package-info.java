// SPDX-License-Identifier: Apache-2.0
/**
 * The values that everything else is about: a product in a store, an item at a location,
 * quantities, movements and baselines.
 *
 * <p>May use: {@code support.text}.
 *
 * <p>Start with {@link StockKey}.
 */
package io.inventorybridge.stock;
