// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.shop;

import io.inventorybridge.local.shop.api.FakeShopify;
import io.inventorybridge.local.shop.api.ShopServer;
import io.inventorybridge.shopify.AccessToken;
import io.inventorybridge.shopify.GraphQl;
import io.inventorybridge.shopify.HttpTransport;
import io.inventorybridge.shopify.Patience;
import io.inventorybridge.shopify.ShopifyShop;
import io.inventorybridge.shopify.Transport;
import io.inventorybridge.sync.shop.ItemId;
import io.inventorybridge.sync.shop.Level;
import io.inventorybridge.sync.shop.LocationId;
import io.inventorybridge.sync.shop.Pair;
import io.inventorybridge.sync.shop.Shop;
import io.inventorybridge.sync.shop.ShopRefund.RestockType;
import io.inventorybridge.sync.shop.ShopScene;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The fake Shopify and the project's client, with or without a network between them. */
final class FakeShopScene implements ShopScene {
  private static final URI NOWHERE = URI.create("http://shop.invalid");

  private final FakeShop fake;
  private final Optional<ShopServer> server;
  private final Shop shop;
  private Fault next = Fault.NONE;

  private FakeShopScene(boolean overHttp) {
    this.fake = new FakeShop(Instant::now, Duration.ZERO);
    FakeShopify shopify = new FakeShopify(fake, ApiOptions.DEFAULTS, new Once());
    this.server = overHttp ? Optional.of(ShopServer.open(shopify, 0)) : Optional.empty();
    Transport transport =
        overHttp ? new HttpTransport(Duration.ofSeconds(5), Duration.ofSeconds(30)) : shopify;
    this.shop =
        new ShopifyShop(
            new GraphQl(
                transport,
                server.map(ShopServer::endpoint).orElse(NOWHERE),
                new AccessToken.Kept(ApiOptions.DEFAULTS::token),
                new Patience(1, Duration.ofMinutes(2), Duration.ZERO),
                time -> {},
                Instant::now,
                differs -> {
                  throw new IllegalStateException(differs.toString());
                }));
  }

  static FakeShopScene overHttp() {
    return new FakeShopScene(true);
  }

  static FakeShopScene inProcess() {
    return new FakeShopScene(false);
  }

  private final class Once implements Faults {
    @Override
    public Fault next() {
      Fault fault = next;
      next = Fault.NONE;
      return fault;
    }

    @Override
    public int choose(int bound) {
      return 0;
    }
  }

  @Override
  public Shop shop() {
    return shop;
  }

  @Override
  public void open(LocationId location) {
    fake.open(location, "Location " + location);
  }

  @Override
  public void offer(ItemId item, String barcode) {
    fake.offer(Variant.of(item, barcode));
  }

  @Override
  public void bundle(ItemId item) {
    fake.offer(fake.find(item).orElseThrow().asBundle());
  }

  @Override
  public void stock(Pair pair, long available) {
    fake.stock(pair, available);
  }

  @Override
  public void deactivate(Pair pair) {
    fake.deactivate(pair);
  }

  @Override
  public String buy(Pair pair, long units) {
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
  public void fulfil(String order) {
    fake.fulfil(order);
  }

  @Override
  public Level shown(Pair pair) {
    return fake.shown(pair).orElseThrow();
  }

  @Override
  public void loseNextRequest() {
    next = Fault.REQUEST_LOST;
  }

  @Override
  public void loseNextReply() {
    next = Fault.REPLY_LOST;
  }

  @Override
  public void close() {
    server.ifPresent(ShopServer::close);
  }
}
