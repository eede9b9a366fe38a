// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.sync.shop;

import io.inventorybridge.sync.shop.ShopRefund.RestockType;

/** A shop and what people do in it, for tests of who talks to it. It begins empty. */
public interface ShopScene extends AutoCloseable {
  Shop shop();

  /** A location that ships. */
  void open(LocationId location);

  void offer(ItemId item, String barcode);

  /** Makes an item one that is made of others. */
  void bundle(ItemId item);

  /** The pair is sold, and so many are available. */
  void stock(Pair pair, long available);

  void deactivate(Pair pair);

  /** A customer buys; returns the order's number. */
  String buy(Pair pair, long units);

  void cancel(String order, boolean restock);

  void refund(String order, long units, RestockType type);

  void fulfil(String order);

  /** What the shop shows. */
  Level shown(Pair pair);

  /** The next request does not arrive. */
  void loseNextRequest();

  /** The next request is done, and its reply does not arrive. */
  void loseNextReply();

  @Override
  default void close() {
    // Nothing to close, unless there is.
  }
}
