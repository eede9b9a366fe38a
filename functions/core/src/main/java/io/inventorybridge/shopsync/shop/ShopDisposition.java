// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.shopsync.shop;

import io.inventorybridge.stock.ShopLocationId;
import io.inventorybridge.stock.StockQuantity;
import java.util.Optional;

/**
 * The handling of returned units after their inspection.
 *
 * @param orderLine empty when the shop does not name the line that was shipped
 * @param restocked true when the units were put back into {@code available}
 * @param location of the restock, if the shop states it
 */
public record ShopDisposition(
    Optional<String> orderLine,
    StockQuantity quantity,
    boolean restocked,
    Optional<ShopLocationId> location) {}
