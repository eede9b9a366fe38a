// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.shop.kept;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.inventorybridge.json.JsonCodec;
import io.inventorybridge.json.masterdata.FacilitiesJson;
import io.inventorybridge.local.s3.StoredObject;
import io.inventorybridge.local.s3.StoringListener;
import io.inventorybridge.local.shop.ApiOptions;
import io.inventorybridge.local.shop.FakeShop;
import io.inventorybridge.local.shop.FaultPlan;
import io.inventorybridge.local.shop.api.FakeShopify;
import io.inventorybridge.local.shop.api.ShopServer;
import io.inventorybridge.masterdata.catalog.ImportingCatalog;
import io.inventorybridge.masterdata.facilities.ImportingFacilities;
import io.inventorybridge.shopify.ShopTransport;
import io.inventorybridge.stock.ShopLocationId;
import io.inventorybridge.support.files.FileStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The fake shop of a local system. Shop and schema are created on first use, because most commands
 * do not need them. Thread-safe.
 */
public final class PersistentShop implements AutoCloseable {
  /** The location that holds the stock of a shop with one location. */
  public static final ShopLocationId FIRST_LOCATION = new ShopLocationId("7001");

  private static final String ADDRESS = "shop.address";
  private static final int OK = 200;
  // Not part of Shopify's API: customers do not buy through the Admin API.
  private static final String BUY = "/customers/buy";

  // The points of Shopify's largest plan, so that terminal users do not wait for the smallest.
  private static final ApiOptions OPTIONS = ApiOptions.DEFAULTS.withPoints(40_000, 2_000);

  /** The access token of the app; that of staff is {@link ApiOptions#STAFF_TOKEN}. */
  public static final String ACCESS_TOKEN = OPTIONS.token();

  private final InstantSource clock;
  private final Optional<Path> file;
  private final boolean keeping;
  private final ShopServer server;
  private OrderFeed.Bus bus = (name, source, detailType, detail) -> {};
  private @Nullable ShopJournal journal;
  private @Nullable FileStore masters;
  private @Nullable FakeShop shop;
  private @Nullable FakeShopify shopify;
  private ApiOptions options = OPTIONS;

  private PersistentShop(InstantSource clock, Optional<Path> file, boolean keeping, int port) {
    this.clock = clock;
    this.file = file;
    this.keeping = keeping;
    this.server = ShopServer.open(new LazyTransport(), port);
    if (keeping) {
      address().ifPresent(it -> write(it, endpoint().toString()));
    }
  }

  // The file beside the shop's file with the address where it is served, for other processes.
  private Optional<Path> address() {
    return file.map(it -> it.resolveSibling(ADDRESS));
  }

  private static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Sends the orders of its customers to this bus. */
  public synchronized void deliverOrdersTo(OrderFeed.Bus orders) {
    bus = orders;
  }

  /** Restricts the access scopes of the app. Called before the first request. */
  public synchronized void restrictScopes(Set<String> scopes) {
    options = OPTIONS.withScopes(scopes);
  }

  public synchronized ShopCustomers customers() {
    return new ShopCustomers(shop(), new OrderFeed(shop(), bus));
  }

  /**
   * Buys in a shop that another process serves.
   *
   * @param data the data directory of that process
   * @return the answer of {@link ShopCustomers#buy}; empty when no process serves the shop
   */
  public static Optional<JsonNode> buyFromServedShop(Path data, String upca, long quantity)
      throws InterruptedException {
    Path address = data.resolve(ADDRESS);
    if (!Files.exists(address)) {
      return Optional.empty();
    }
    try (HttpClient client = HttpClient.newHttpClient()) {
      ObjectNode wanted =
          JsonCodec.MAPPER.createObjectNode().put("upca", upca).put("quantity", quantity);
      HttpResponse<String> answer =
          client.send(
              HttpRequest.newBuilder(URI.create(Files.readString(address).strip()).resolve(BUY))
                  .POST(BodyPublishers.ofString(wanted.toString()))
                  .build(),
              BodyHandlers.ofString());
      return Optional.of(JsonCodec.read(answer.body()));
    } catch (ConnectException e) {
      // A killed process left the address behind.
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A new empty shop with one location; its state is lost at the end of the process. */
  public static PersistentShop inMemory(InstantSource clock, int port) {
    return new PersistentShop(clock, Optional.empty(), false, port);
  }

  /** The shop kept in a file; a new shop if the file does not exist. */
  public static PersistentShop in(Path file, InstantSource clock, int port) {
    return new PersistentShop(clock, Optional.of(file), true, port);
  }

  /** A copy of the shop kept in a file; changes are not saved. */
  public static PersistentShop copyOf(Path file, InstantSource clock, int port) {
    return new PersistentShop(clock, Optional.of(file), false, port);
  }

  /** The credentials of the fake shop, in the format of the shop's secret. */
  public static String secret() {
    return "{\"accessToken\":\"%s\"}".formatted(ACCESS_TOKEN);
  }

  /** The shop, for customers and staff. */
  public synchronized FakeShop shop() {
    FakeShop there = shop;
    if (there == null) {
      there = new FakeShop(clock, Duration.ZERO);
      load(there);
      if (there.location(FIRST_LOCATION).isEmpty()) {
        there.open(FIRST_LOCATION, "Online store");
      }
      shop = there;
      FileStore files = masters;
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

  public URI endpoint() {
    return server.endpoint();
  }

  /**
   * Keeps the shop in line with each activated catalog and facilities version, and forwards every
   * event. A change missed at the end of a process is made up when the shop is first used.
   */
  public synchronized StoringListener following(FileStore files, StoringListener next) {
    masters = files;
    return new FollowingListener(files, next);
  }

  private static void follow(FakeShop shop, FileStore files) {
    CatalogFollower following = new CatalogFollower(shop);
    files
        .read(ImportingFacilities.INDEX)
        .ifPresent(index -> following.facilities(new FacilitiesJson().read(index)));
    following.catalog(files);
  }

  private final class FollowingListener implements StoringListener {
    private final FileStore files;
    private final StoringListener next;

    FollowingListener(FileStore files, StoringListener next) {
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
    public void storingFailed(String bucket, String key) {
      next.storingFailed(bucket, key);
    }
  }

  // Changes that a full disk did not take are kept before anyone is told of them.
  private synchronized void writeWaitingChanges() {
    ShopJournal there = journal;
    if (there != null) {
      there.writeWaiting();
    }
  }

  private synchronized FakeShopify shopify() {
    FakeShopify there = shopify;
    if (there == null) {
      there = new FakeShopify(shop(), options, FaultPlan.NEVER);
      shopify = there;
    }
    return there;
  }

  @Override
  public void close() {
    if (keeping) {
      address().ifPresent(PersistentShop::remove);
    }
    server.close();
    synchronized (this) {
      ShopJournal there = journal;
      if (there != null) {
        there.close();
      }
    }
  }

  private static void remove(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private final class LazyTransport implements ShopTransport {
    @Override
    public Response post(Request request) throws IOException {
      writeWaitingChanges();
      if (BUY.equals(request.uri().getPath())) {
        JsonNode wanted = JsonCodec.read(request.body());
        ObjectNode answer =
            customers().buy(wanted.path("upca").asText(), wanted.path("quantity").asLong());
        return new Response(OK, Map.of("content-type", "application/json"), answer.toString());
      }
      return shopify().post(request);
    }

    @Override
    public InputStream open(URI result) throws IOException {
      return shopify().open(result);
    }
  }
}
