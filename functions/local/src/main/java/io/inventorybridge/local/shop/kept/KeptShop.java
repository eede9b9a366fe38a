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
import java.nio.file.Path;
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
  private final Optional<Path> file;
  private final boolean keeping;
  private final Optional<ShopServer> server;
  private @Nullable ShopJournal journal;
  private @Nullable Files masters;
  private @Nullable FakeShop shop;
  private @Nullable FakeShopify shopify;

  private KeptShop(
      InstantSource clock, Optional<Path> file, boolean keeping, Optional<Integer> port) {
    this.clock = clock;
    this.file = file;
    this.keeping = keeping;
    this.server = port.map(it -> ShopServer.open(new AtFirstUse(), it));
  }

  /** A new shop with one location and nothing in it, gone at the end of the process. */
  public static KeptShop inMemory(InstantSource clock, int port) {
    return new KeptShop(clock, Optional.empty(), false, Optional.of(port));
  }

  /** The shop that a file keeps; a new one where there is no file. */
  public static KeptShop in(Path file, InstantSource clock, int port) {
    return new KeptShop(clock, Optional.of(file), true, Optional.of(port));
  }

  /** A copy of the shop that a file keeps; what becomes of it is not kept. */
  public static KeptShop copyOf(Path file, InstantSource clock, int port) {
    return new KeptShop(clock, Optional.of(file), false, Optional.of(port));
  }

  /** The shop that a file keeps, without its API, beside whoever else has it open. */
  public static KeptShop lookAt(Path file, InstantSource clock) {
    return new KeptShop(clock, Optional.of(file), false, Optional.empty());
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
      load(there);
      if (there.place(FIRST_LOCATION).isEmpty()) {
        there.open(FIRST_LOCATION, "Online store");
      }
      shop = there;
      Files files = masters;
      if (files != null) {
        follow(there, files);
      }
    }
    return there;
  }

  private void load(FakeShop empty) {
    if (file.isEmpty()) {
      return;
    }
    if (keeping) {
      journal = ShopJournal.keep(file.get(), empty);
    } else {
      ShopJournal.read(file.get(), empty);
    }
  }

  /** Its address; empty where it is only looked at. */
  public Optional<URI> endpoint() {
    return server.map(ShopServer::endpoint);
  }

  /**
   * Keeps the shop as catalogue and facilities say that come into force, and passes everything on.
   * A change that was missed, because the process ended, is made up for when the shop is needed.
   */
  public synchronized StoringListener following(Files files, StoringListener next) {
    masters = files;
    return new Following(files, next);
  }

  private static void follow(FakeShop shop, Files files) {
    FollowingMasters following = new FollowingMasters(shop);
    files
        .read(ImportingFacilities.INDEX)
        .ifPresent(index -> following.facilities(new FacilitiesJson().read(index)));
    following.catalog(files);
  }

  private final class Following implements StoringListener {
    private final Files files;
    private final StoringListener next;

    Following(Files files, StoringListener next) {
      this.files = files;
      this.next = next;
    }

    @Override
    public void storing(String bucket, String key, StoredObject.Operation operation) {
      next.storing(bucket, key, operation);
    }

    @Override
    public void stored(StoredObject object) {
      if (object.key().equals(ImportingCatalog.INDEX)
          || object.key().equals(ImportingFacilities.INDEX)) {
        follow(shop(), files);
      }
      next.stored(object);
    }

    @Override
    public void givenUp(String bucket, String key) {
      next.givenUp(bucket, key);
    }
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
    synchronized (this) {
      ShopJournal there = journal;
      if (there != null) {
        there.close();
      }
    }
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
