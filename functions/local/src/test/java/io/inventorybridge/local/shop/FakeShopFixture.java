// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.shop;

import io.inventorybridge.local.shop.api.FakeShopify;
import io.inventorybridge.local.shop.api.ShopServer;
import io.inventorybridge.shopify.AccessToken;
import io.inventorybridge.shopify.GraphQlClient;
import io.inventorybridge.shopify.HttpTransport;
import io.inventorybridge.shopify.RetryBudget;
import io.inventorybridge.shopify.ShopTransport;
import io.inventorybridge.shopify.ShopifyShop;
import io.inventorybridge.shopsync.shop.InventoryLevel;
import io.inventorybridge.shopsync.shop.OnlineShop;
import io.inventorybridge.shopsync.shop.ShopFixture;
import io.inventorybridge.shopsync.shop.ShopRefund.RestockType;
import io.inventorybridge.stock.InventoryItemId;
import io.inventorybridge.stock.ItemAtLocation;
import io.inventorybridge.stock.ShopLocationId;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The fake Shopify and the project's client, with or without a network between them. */
final class FakeShopFixture implements ShopFixture {
  private static final URI NOWHERE = URI.create("http://shop.invalid");

  private final FakeShop fake;
  private final Optional<ShopServer> server;
  private final OnlineShop shop;
  private RequestFault next = RequestFault.NONE;

  private FakeShopFixture(boolean overHttp) {
    this.fake = new FakeShop(Instant::now, Duration.ZERO);
    FakeShopify shopify = new FakeShopify(fake, ApiOptions.DEFAULTS, new Once());
    this.server = overHttp ? Optional.of(ShopServer.open(shopify, 0)) : Optional.empty();
    ShopTransport transport =
        overHttp ? new HttpTransport(Duration.ofSeconds(5), Duration.ofSeconds(30)) : shopify;
    this.shop =
        new ShopifyShop(
            new GraphQlClient(
                transport,
                server.map(ShopServer::endpoint).orElse(NOWHERE),
                new AccessToken.StoredToken(ApiOptions.DEFAULTS::token),
                new RetryBudget(1, Duration.ofMinutes(2), Duration.ZERO),
                time -> {},
                Instant::now,
                differs -> {
                  throw new IllegalStateException(differs.toString());
                }));
  }

  static FakeShopFixture overHttp() {
    return new FakeShopFixture(true);
  }

  static FakeShopFixture inProcess() {
    return new FakeShopFixture(false);
  }

  private final class Once implements FaultPlan {
    @Override
    public RequestFault next() {
      RequestFault fault = next;
      next = RequestFault.NONE;
      return fault;
    }

    @Override
    public int choose(int bound) {
      return 0;
    }
  }

  @Override
  public OnlineShop shop() {
    return shop;
  }

  @Override
  public void open(ShopLocationId location) {
    fake.open(location, "Location " + location);
  }

  @Override
  public void offer(InventoryItemId item, String barcode) {
    fake.offer(FakeVariant.of(item, barcode));
  }

  @Override
  public void bundle(InventoryItemId item) {
    fake.offer(fake.find(item).orElseThrow().asBundle());
  }

  @Override
  public void stock(ItemAtLocation pair, long available) {
    fake.stock(pair, available);
  }

  @Override
  public void deactivate(ItemAtLocation pair) {
    fake.deactivate(pair);
  }

  @Override
  public String buy(ItemAtLocation pair, long units) {
    return ((FakeShop.Bought) fake.buy(pair, units)).order();
  }

  @Override
  public void cancel(String order, boolean restock) {
    fake.cancel(order, restock);
  }

  @Override
  public void refund(String order, long units, RestockType type) {
    fake.refund(order, 0, units, type);
  }

  @Override
  public void fulfill(String order) {
    fake.fulfill(order);
  }

  @Override
  public void takeBack(String order, long units, boolean restock) {
    OrderState sale = fake.orders().existing(order);
    OrderState.Return returned =
        fake.returnOperations()
            .returnCreate(
                order,
                List.of(
                    new ReturnOperations.ReturnWish(
                        sale.fulfillments().getFirst().lines().getFirst().number(), units)))
            .orThrow();
    fake.returnOperations()
        .reverseFulfillmentOrderDispose(
            List.of(
                new ReturnOperations.DisposalWish(
                    returned.lines().getFirst().number(),
                    restock
                        ? OrderState.DispositionType.RESTOCKED
                        : OrderState.DispositionType.NOT_RESTOCKED,
                    units,
                    Optional.of(sale.assigned().getFirst().location()).filter(it -> restock))))
        .orThrow();
  }

  @Override
  public InventoryLevel shown(ItemAtLocation pair) {
    return fake.shown(pair).orElseThrow();
  }

  @Override
  public void loseNextRequest() {
    next = RequestFault.REQUEST_LOST;
  }

  @Override
  public void loseNextReply() {
    next = RequestFault.REPLY_LOST;
  }

  @Override
  public void close() {
    server.ifPresent(ShopServer::close);
  }
}
