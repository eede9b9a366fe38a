// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.wiring;

import io.inventorybridge.availability.ChangeMarkers;
import io.inventorybridge.availability.change.InputProgressStore;
import io.inventorybridge.delivery.DeliveryRepository;
import io.inventorybridge.delivery.StockBalances;
import io.inventorybridge.ledger.StockLedger;
import io.inventorybridge.masterdata.catalog.ProductCatalog;
import io.inventorybridge.masterdata.facilities.FacilityRepository;
import io.inventorybridge.orders.FacilityOrderIndex;
import io.inventorybridge.orders.OrderRepository;
import io.inventorybridge.pos.StoreActivity;
import io.inventorybridge.pos.WaitingMovements;
import io.inventorybridge.pos.auth.TokenStore;
import io.inventorybridge.reporting.notifications.LinkSigner;
import io.inventorybridge.reporting.notifications.NotificationSender;
import io.inventorybridge.shopsync.lease.ShopLease;
import io.inventorybridge.shopsync.outbox.CallOutbox;
import io.inventorybridge.shopsync.published.PublishedPairRepository;
import io.inventorybridge.shopsync.shop.OnlineShop;
import io.inventorybridge.support.capacity.CapacityMeter;
import io.inventorybridge.support.files.FileStore;

/**
 * The ports of the functions. A function requests only the ports it needs, and only those read
 * their variables. Thread-safe.
 */
public interface FunctionPorts {
  FileStore files();

  ProductCatalog catalog();

  FacilityRepository facilities();

  StockLedger ledger();

  ChangeMarkers changeMarkers();

  InputProgressStore inputProgress();

  StockBalances stockBalances();

  OrderRepository orders();

  FacilityOrderIndex ordersByFacility();

  DeliveryRepository deliveries();

  WaitingMovements waitingMovements();

  TokenStore tokens();

  StoreActivity storeActivity();

  PublishedPairRepository publishedPairs();

  CallOutbox outbox();

  ShopLease shopLease();

  OnlineShop shop();

  NotificationSender notices();

  LinkSigner links();

  /** The consumed capacity of the calls behind these ports. */
  CapacityMeter capacityMeter();
}
