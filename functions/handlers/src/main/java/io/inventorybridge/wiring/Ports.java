// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.wiring;

import io.inventorybridge.access.Tokens;
import io.inventorybridge.catalog.Catalog;
import io.inventorybridge.delivery.Deliveries;
import io.inventorybridge.delivery.OnHand;
import io.inventorybridge.facilities.Facilities;
import io.inventorybridge.files.Files;
import io.inventorybridge.ledger.Ledger;
import io.inventorybridge.ledger.Spending;
import io.inventorybridge.morning.StoreActivity;
import io.inventorybridge.notices.Links;
import io.inventorybridge.notices.Notices;
import io.inventorybridge.orders.Orders;
import io.inventorybridge.orders.OrdersByFacility;
import io.inventorybridge.pos.WaitingMovements;
import io.inventorybridge.sync.lease.ShopLease;
import io.inventorybridge.sync.outbox.Outbox;
import io.inventorybridge.sync.pool.PendingChanges;
import io.inventorybridge.sync.published.PublishedPairs;
import io.inventorybridge.sync.shop.Shop;

/**
 * The ports of the functions. A function requests only the ports it needs, and only those read
 * their variables. Thread-safe.
 */
public interface Ports {
  Files files();

  Catalog catalog();

  Facilities facilities();

  Ledger ledger();

  PendingChanges pendingChanges();

  OnHand onHand();

  Orders orders();

  OrdersByFacility ordersByFacility();

  Deliveries deliveries();

  WaitingMovements waitingMovements();

  Tokens tokens();

  StoreActivity storeActivity();

  PublishedPairs publishedPairs();

  Outbox outbox();

  ShopLease shopLease();

  Shop shop();

  Notices notices();

  Links links();

  /** The consumed capacity of the calls behind these ports. */
  Spending spending();
}
