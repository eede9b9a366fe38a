// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.wiring;

import io.inventorybridge.access.InMemoryTokens;
import io.inventorybridge.catalog.Catalog;
import io.inventorybridge.catalog.InMemoryCatalog;
import io.inventorybridge.delivery.Deliveries;
import io.inventorybridge.delivery.InMemoryDeliveries;
import io.inventorybridge.delivery.OnHand;
import io.inventorybridge.facilities.Facilities;
import io.inventorybridge.facilities.InMemoryFacilities;
import io.inventorybridge.files.Files;
import io.inventorybridge.files.InMemoryFiles;
import io.inventorybridge.ledger.InMemoryLedger;
import io.inventorybridge.ledger.Ledger;
import io.inventorybridge.ledger.Spending;
import io.inventorybridge.morning.InMemoryStoreActivity;
import io.inventorybridge.morning.StoreActivity;
import io.inventorybridge.notices.InMemoryLinks;
import io.inventorybridge.notices.InMemoryNotices;
import io.inventorybridge.orders.InMemoryOrders;
import io.inventorybridge.orders.InMemoryOrdersByFacility;
import io.inventorybridge.orders.Orders;
import io.inventorybridge.orders.OrdersByFacility;
import io.inventorybridge.pos.InMemoryWaitingMovements;
import io.inventorybridge.pos.WaitingMovements;
import io.inventorybridge.stock.Quantity;
import io.inventorybridge.stock.StockKey;
import io.inventorybridge.sync.lease.InMemoryShopLease;
import io.inventorybridge.sync.lease.ShopLease;
import io.inventorybridge.sync.outbox.InMemoryOutbox;
import io.inventorybridge.sync.outbox.Outbox;
import io.inventorybridge.sync.pool.PendingChanges;
import io.inventorybridge.sync.published.InMemoryPublishedPairs;
import io.inventorybridge.sync.published.PublishedPairs;
import io.inventorybridge.sync.shop.InMemoryShop;
import io.inventorybridge.sync.shop.Shop;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * Ports in memory: an independent installation that lives as long as this object. Each port passes
 * the contract tests of the adapters. Thread-safe.
 */
public final class InMemoryPorts implements Ports {
  private static final int PAGE = 500;

  private final Files files;
  private final Catalog catalog = new InMemoryCatalog();
  private final Facilities facilities = new InMemoryFacilities();
  private final InMemoryLedger ledger;
  private final Orders orders = new InMemoryOrders();
  private final OrdersByFacility ordersByFacility = new InMemoryOrdersByFacility();
  private final Deliveries deliveries = new InMemoryDeliveries();
  private final WaitingMovements waitingMovements = new InMemoryWaitingMovements();
  private final InMemoryTokens tokens = new InMemoryTokens();
  private final StoreActivity activity = new InMemoryStoreActivity();
  private final PublishedPairs published;
  private final InMemoryShopLease leases = new InMemoryShopLease();
  private final Outbox outbox = new InMemoryOutbox(leases);
  private final InMemoryShop shop;
  private final InMemoryNotices notices = new InMemoryNotices();
  private final InMemoryLinks links;

  /**
   * @param clock of the bucket: the upload times
   */
  public InMemoryPorts(Clock clock) {
    this(clock, PAGE);
  }

  /**
   * @param page number of records per page of a scan
   */
  public InMemoryPorts(Clock clock, int page) {
    files = new InMemoryFiles(clock);
    links = new InMemoryLinks(files, Duration.ofHours(12), clock);
    ledger = new InMemoryLedger(page);
    published = new InMemoryPublishedPairs(page);
    shop = new InMemoryShop(clock);
  }

  @Override
  public Files files() {
    return files;
  }

  @Override
  public Catalog catalog() {
    return catalog;
  }

  @Override
  public Facilities facilities() {
    return facilities;
  }

  @Override
  public Ledger ledger() {
    return ledger;
  }

  @Override
  public PendingChanges pendingChanges() {
    return ledger.pending();
  }

  @Override
  public OnHand onHand() {
    return this::onHand;
  }

  @Override
  public Orders orders() {
    return orders;
  }

  @Override
  public OrdersByFacility ordersByFacility() {
    return ordersByFacility;
  }

  @Override
  public Deliveries deliveries() {
    return deliveries;
  }

  @Override
  public InMemoryTokens tokens() {
    return tokens;
  }

  @Override
  public WaitingMovements waitingMovements() {
    return waitingMovements;
  }

  @Override
  public StoreActivity storeActivity() {
    return activity;
  }

  @Override
  public PublishedPairs publishedPairs() {
    return published;
  }

  @Override
  public Outbox outbox() {
    return outbox;
  }

  @Override
  public ShopLease shopLease() {
    return leases;
  }

  @Override
  public Shop shop() {
    return shop.shop();
  }

  @Override
  public InMemoryNotices notices() {
    return notices;
  }

  @Override
  public InMemoryLinks links() {
    return links;
  }

  @Override
  public Spending spending() {
    return Spending.FREE;
  }

  /** The shop as customers and staff use it. */
  public InMemoryShop shopScene() {
    return shop;
  }

  private Map<StockKey, Quantity> onHand(Collection<StockKey> keys) {
    Map<StockKey, Quantity> onHand = new HashMap<>();
    ledger.find(keys).forEach((key, record) -> onHand.put(key, record.onHand()));
    return onHand;
  }
}
