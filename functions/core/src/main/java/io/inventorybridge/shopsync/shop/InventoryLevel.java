// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.shopsync.shop;

import io.inventorybridge.stock.StockQuantity;

/**
 * The inventory level of a pair in the shop.
 *
 * @param active false: the numbers are kept but not sold
 * @param available may be below zero
 * @param committed units of open orders
 */
public record InventoryLevel(
    boolean active, StockQuantity available, StockQuantity onHand, StockQuantity committed) {}
