// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.shop.kept;

import io.inventorybridge.catalog.ImportingCatalog;
import io.inventorybridge.facilities.ImportingFacilities;
import io.inventorybridge.files.Files;
import io.inventorybridge.json.FacilitiesJson;
import io.inventorybridge.local.s3.StoredObject;
import io.inventorybridge.local.s3.StoringListener;
import io.inventorybridge.local.shop.FakeShop;
import io.inventorybridge.local.shop.api.ApiOptions;
import io.inventorybridge.local.shop.api.FakeShopify;
import io.inventorybridge.local.shop.api.Faults;
import io.inventorybridge.local.shop.api.ShopServer;
import io.inventorybridge.shopify.Transport;
import io.inventorybridge.sync.shop.LocationId;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The fake shop of a local system. Shop and schema are made when somebody needs them: most commands
 * do not. Thread-safe.
 */
public final class KeptShop implements AutoCloseable {
  /** Where a shop of one location has its stock. */
  public static final LocationId FIRST_LOCATION = new LocationId("7001");

  /** Admits to it. */
  public static final String ACCESS_TOKEN = ApiOptions.DEFAULTS.token();

  private final InstantSource clock;
  private final Optional<ShopServer> server;
  private @Nullable FakeShop shop;
  private @Nullable FakeShopify shopify;

  private KeptShop(InstantSource clock, Optional<Integer> port) {
    this.clock = clock;
    this.server = port.map(it -> ShopServer.open(new AtFirstUse(), it));
  }

  /** A new shop with one location and nothing in it, gone at the end of the process. */
  public static KeptShop inMemory(InstantSource clock, int port) {
    return new KeptShop(clock, Optional.of(port));
  }

  /** What admits to it, as the shop's secret says it. */
  public static String secret() {
    return "{\"accessToken\":\"%s\"}".formatted(ACCESS_TOKEN);
  }

  /** The shop, for its people. */
  public synchronized FakeShop shop() {
    FakeShop there = shop;
    if (there == null) {
      there = new FakeShop(clock, Duration.ZERO);
      there.open(FIRST_LOCATION, "Online store");
      shop = there;
    }
    return there;
  }

  /** Its address; empty where it is only looked at. */
  public Optional<URI> endpoint() {
    return server.map(ShopServer::endpoint);
  }

  /** Keeps the shop as catalogue and facilities say that come into force; passes everything on. */
  public StoringListener following(Files files, StoringListener next) {
    return new StoringListener() {
      @Override
      public void storing(String bucket, String key, StoredObject.Operation operation) {
        next.storing(bucket, key, operation);
      }

      @Override
      public void stored(StoredObject object) {
        if (object.key().equals(ImportingCatalog.INDEX)) {
          new FollowingMasters(shop()).catalog(files);
        } else if (object.key().equals(ImportingFacilities.INDEX)) {
          files
              .read(ImportingFacilities.INDEX)
              .ifPresent(
                  index ->
                      new FollowingMasters(shop()).facilities(new FacilitiesJson().read(index)));
        }
        next.stored(object);
      }

      @Override
      public void givenUp(String bucket, String key) {
        next.givenUp(bucket, key);
      }
    };
  }

  private synchronized FakeShopify shopify() {
    FakeShopify there = shopify;
    if (there == null) {
      there = new FakeShopify(shop(), ApiOptions.DEFAULTS, Faults.NEVER);
      shopify = there;
    }
    return there;
  }

  @Override
  public void close() {
    server.ifPresent(ShopServer::close);
  }

  private final class AtFirstUse implements Transport {
    @Override
    public Response post(Request request) throws IOException {
      return shopify().post(request);
    }

    @Override
    public InputStream open(URI result) throws IOException {
      return shopify().open(result);
    }
  }
}
