// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.sync.shop;

import io.inventorybridge.sync.shop.ShopRefund.RestockType;

/** A shop and the actions of its users, for tests of its clients. It begins empty. */
public interface ShopScene extends AutoCloseable {
  Shop shop();

  /** A location that ships. */
  void open(LocationId location);

  void offer(ItemId item, String barcode);

  /** Makes an item a bundle of others. */
  void bundle(ItemId item);

  /** Sets the available quantity of a pair on sale. */
  void stock(Pair pair, long available);

  void deactivate(Pair pair);

  /** A customer buys; returns the order's number. */
  String buy(Pair pair, long units);

  void cancel(String order, boolean restock);

  void refund(String order, long units, RestockType type);

  void fulfil(String order);

  /** The level that the shop shows. */
  Level shown(Pair pair);

  /** The next request does not arrive. */
  void loseNextRequest();

  /** The next request is executed, and its reply is lost. */
  void loseNextReply();

  @Override
  default void close() {
    // Nothing to close by default.
  }
}
