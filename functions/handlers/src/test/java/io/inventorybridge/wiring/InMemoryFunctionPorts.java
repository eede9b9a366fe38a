// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.wiring;

import io.inventorybridge.availability.ChangeMarkers;
import io.inventorybridge.availability.change.InMemoryInputProgressStore;
import io.inventorybridge.availability.change.InputProgressStore;
import io.inventorybridge.delivery.DeliveryRepository;
import io.inventorybridge.delivery.InMemoryDeliveryRepository;
import io.inventorybridge.delivery.StockBalances;
import io.inventorybridge.delivery.settlement.LedgerBalances;
import io.inventorybridge.ledger.InMemoryStockLedger;
import io.inventorybridge.ledger.StockLedger;
import io.inventorybridge.masterdata.catalog.InMemoryProductCatalog;
import io.inventorybridge.masterdata.catalog.ProductCatalog;
import io.inventorybridge.masterdata.facilities.FacilityRepository;
import io.inventorybridge.masterdata.facilities.InMemoryFacilityRepository;
import io.inventorybridge.orders.FacilityOrderIndex;
import io.inventorybridge.orders.InMemoryFacilityOrderIndex;
import io.inventorybridge.orders.InMemoryOrderRepository;
import io.inventorybridge.orders.OrderRepository;
import io.inventorybridge.pos.InMemoryStoreActivity;
import io.inventorybridge.pos.InMemoryWaitingMovements;
import io.inventorybridge.pos.StoreActivity;
import io.inventorybridge.pos.WaitingMovements;
import io.inventorybridge.pos.auth.InMemoryTokenStore;
import io.inventorybridge.reporting.notifications.InMemoryLinkSigner;
import io.inventorybridge.reporting.notifications.InMemoryNotificationSender;
import io.inventorybridge.shopsync.lease.InMemoryShopLease;
import io.inventorybridge.shopsync.lease.ShopLease;
import io.inventorybridge.shopsync.outbox.CallOutbox;
import io.inventorybridge.shopsync.outbox.InMemoryCallOutbox;
import io.inventorybridge.shopsync.published.InMemoryPublishedPairRepository;
import io.inventorybridge.shopsync.published.PublishedPairRepository;
import io.inventorybridge.shopsync.shop.InMemoryOnlineShop;
import io.inventorybridge.shopsync.shop.OnlineShop;
import io.inventorybridge.support.capacity.CapacityMeter;
import io.inventorybridge.support.files.FileStore;
import io.inventorybridge.support.files.InMemoryFileStore;
import java.time.Clock;
import java.time.Duration;

/**
 * Ports in memory: an independent installation that lives as long as this object. Each port passes
 * the contract tests of the adapters. Thread-safe.
 */
public final class InMemoryFunctionPorts implements FunctionPorts {
  private static final int PAGE = 500;

  private final FileStore files;
  private final ProductCatalog catalog = new InMemoryProductCatalog();
  private final FacilityRepository facilities = new InMemoryFacilityRepository();
  private final InMemoryStockLedger ledger;
  private final InputProgressStore inputProgress = new InMemoryInputProgressStore();
  private final OrderRepository orders = new InMemoryOrderRepository();
  private final FacilityOrderIndex facilityOrderIndex = new InMemoryFacilityOrderIndex();
  private final DeliveryRepository deliveries = new InMemoryDeliveryRepository();
  private final WaitingMovements waitingMovements = new InMemoryWaitingMovements();
  private final InMemoryTokenStore tokens = new InMemoryTokenStore();
  private final StoreActivity activity = new InMemoryStoreActivity();
  private final PublishedPairRepository published;
  private final InMemoryShopLease leases = new InMemoryShopLease();
  private final CallOutbox outbox = new InMemoryCallOutbox(leases);
  private final InMemoryOnlineShop shop;
  private final InMemoryNotificationSender notices = new InMemoryNotificationSender();
  private final InMemoryLinkSigner links;

  /**
   * @param clock of the bucket: the upload times
   */
  public InMemoryFunctionPorts(Clock clock) {
    this(clock, PAGE);
  }

  /**
   * @param page number of records per page of a scan
   */
  public InMemoryFunctionPorts(Clock clock, int page) {
    files = new InMemoryFileStore(clock);
    links = new InMemoryLinkSigner(files, Duration.ofHours(12), clock);
    ledger = new InMemoryStockLedger(page);
    published = new InMemoryPublishedPairRepository(page);
    shop = new InMemoryOnlineShop(clock);
  }

  @Override
  public FileStore files() {
    return files;
  }

  @Override
  public ProductCatalog catalog() {
    return catalog;
  }

  @Override
  public FacilityRepository facilities() {
    return facilities;
  }

  @Override
  public StockLedger ledger() {
    return ledger;
  }

  @Override
  public ChangeMarkers changeMarkers() {
    return ledger.pending();
  }

  @Override
  public InputProgressStore inputProgress() {
    return inputProgress;
  }

  @Override
  public StockBalances stockBalances() {
    return new LedgerBalances(ledger::find, ledger::scan);
  }

  @Override
  public OrderRepository orders() {
    return orders;
  }

  @Override
  public FacilityOrderIndex ordersByFacility() {
    return facilityOrderIndex;
  }

  @Override
  public DeliveryRepository deliveries() {
    return deliveries;
  }

  @Override
  public InMemoryTokenStore tokens() {
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
  public PublishedPairRepository publishedPairs() {
    return published;
  }

  @Override
  public CallOutbox outbox() {
    return outbox;
  }

  @Override
  public ShopLease shopLease() {
    return leases;
  }

  @Override
  public OnlineShop shop() {
    return shop.shop();
  }

  @Override
  public InMemoryNotificationSender notices() {
    return notices;
  }

  @Override
  public InMemoryLinkSigner links() {
    return links;
  }

  @Override
  public CapacityMeter capacityMeter() {
    return CapacityMeter.FREE;
  }

  /** The shop as customers and staff use it. */
  public InMemoryOnlineShop shopScene() {
    return shop;
  }
}
