// SPDX-License-Identifier: Apache-2.0
/**
 * The units that Shopify took from an item at a location for known orders and has not received
 * back.
 *
 * <p>May use: {@code stock}.
 *
 * <p>Start with {@link ShopCounter}.
 */
package io.inventorybridge.ledger.counter;
