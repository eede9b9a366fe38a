// SPDX-License-Identifier: Apache-2.0
/**
 * The shop as a port: levels, orders, refunds, bulk queries and writes, with sealed outcomes.
 *
 * <p>May use: {@code stock}.
 *
 * <p>Start with {@link OnlineShop}.
 */
package io.inventorybridge.shopsync.shop;
