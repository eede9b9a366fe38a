// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.sync.shop;

import io.inventorybridge.stock.Quantity;

/**
 * The inventory level of a pair in the shop.
 *
 * @param active false: the numbers are kept but not sold
 * @param available may be below zero
 * @param committed units of open orders
 */
public record Level(boolean active, Quantity available, Quantity onHand, Quantity committed) {}
