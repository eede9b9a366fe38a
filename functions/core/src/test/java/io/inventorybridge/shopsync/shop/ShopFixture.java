// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.shopsync.shop;

import io.inventorybridge.shopsync.shop.ShopRefund.RestockType;
import io.inventorybridge.stock.InventoryItemId;
import io.inventorybridge.stock.ItemAtLocation;
import io.inventorybridge.stock.ShopLocationId;

/** A shop and the actions of its users, for tests of its clients. It begins empty. */
public interface ShopFixture extends AutoCloseable {
  OnlineShop shop();

  /** A location that ships. */
  void open(ShopLocationId location);

  void offer(InventoryItemId item, String barcode);

  /** Makes an item a bundle of others. */
  void bundle(InventoryItemId item);

  /** Sets the available quantity of a pair on sale. */
  void stock(ItemAtLocation pair, long available);

  void deactivate(ItemAtLocation pair);

  /** A customer buys; returns the order's number. */
  String buy(ItemAtLocation pair, long units);

  void cancel(String order, boolean restock);

  void refund(String order, long units, RestockType type);

  void fulfill(String order);

  /** A customer returns shipped units, and staff disposes of them at the order's location. */
  void takeBack(String order, long units, boolean restock);

  /** The level that the shop shows. */
  InventoryLevel shown(ItemAtLocation pair);

  /** The next request does not arrive. */
  void loseNextRequest();

  /** The next request is executed, and its reply is lost. */
  void loseNextReply();

  @Override
  default void close() {
    // Nothing to close by default.
  }
}
