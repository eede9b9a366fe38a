// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.wiring;

import io.inventorybridge.access.Tokens;
import io.inventorybridge.catalog.Catalog;
import io.inventorybridge.delivery.Deliveries;
import io.inventorybridge.delivery.OnHand;
import io.inventorybridge.dynamodb.CapacityMeter;
import io.inventorybridge.dynamodb.DynamoCatalog;
import io.inventorybridge.dynamodb.DynamoDeliveries;
import io.inventorybridge.dynamodb.DynamoFacilities;
import io.inventorybridge.dynamodb.DynamoLedger;
import io.inventorybridge.dynamodb.DynamoOnHand;
import io.inventorybridge.dynamodb.DynamoOrders;
import io.inventorybridge.dynamodb.DynamoOrdersByFacility;
import io.inventorybridge.dynamodb.DynamoOutbox;
import io.inventorybridge.dynamodb.DynamoPendingChanges;
import io.inventorybridge.dynamodb.DynamoPublishedPairs;
import io.inventorybridge.dynamodb.DynamoShopLease;
import io.inventorybridge.dynamodb.DynamoStoreActivity;
import io.inventorybridge.dynamodb.DynamoWaitingMovements;
import io.inventorybridge.dynamodb.Retrying;
import io.inventorybridge.facilities.Facilities;
import io.inventorybridge.files.Files;
import io.inventorybridge.json.Json;
import io.inventorybridge.ledger.Backoff;
import io.inventorybridge.ledger.Lanes;
import io.inventorybridge.ledger.Ledger;
import io.inventorybridge.ledger.Spending;
import io.inventorybridge.log.Journal;
import io.inventorybridge.morning.StoreActivity;
import io.inventorybridge.notices.Links;
import io.inventorybridge.notices.Notices;
import io.inventorybridge.orders.Orders;
import io.inventorybridge.orders.OrdersByFacility;
import io.inventorybridge.pos.WaitingMovements;
import io.inventorybridge.s3.S3Files;
import io.inventorybridge.s3.SignedLinks;
import io.inventorybridge.secrets.SecretText;
import io.inventorybridge.secrets.SecretsManagerTokens;
import io.inventorybridge.shopify.GraphQl;
import io.inventorybridge.shopify.HttpTransport;
import io.inventorybridge.shopify.Patience;
import io.inventorybridge.shopify.Pause;
import io.inventorybridge.shopify.SecretAccess;
import io.inventorybridge.shopify.ShopifyShop;
import io.inventorybridge.shopify.Transport;
import io.inventorybridge.shopify.VersionWatch;
import io.inventorybridge.sns.SnsNotices;
import io.inventorybridge.sync.lease.ShopLease;
import io.inventorybridge.sync.outbox.Outbox;
import io.inventorybridge.sync.pool.PendingChanges;
import io.inventorybridge.sync.published.PublishedPairs;
import io.inventorybridge.sync.shop.Shop;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import java.util.function.Supplier;
import org.crac.Context;
import org.crac.Core;
import org.crac.Resource;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.sns.SnsClient;

/**
 * The ports on S3, DynamoDB and Shopify: the bucket, the tables and the shop named by the
 * environment. Each client is built at its first use or before a snapshot of the function is taken,
 * and lives as long as the function. Thread-safe.
 */
public final class AwsPorts implements Ports, Resource {
  /** Number of change markers removed in parallel. */
  private static final int LANES = 16;

  private static final Duration CONNECTING_TO_SHOP = Duration.ofSeconds(10);
  // The timeout of one request; the retry budget of a call is separate.
  private static final Duration SHOP_ANSWERS_WITHIN = Duration.ofSeconds(60);

  private final Environment environment;
  private final Once<S3Client> s3;
  private final Once<DynamoDbClient> dynamoDb;
  private final Once<SecretsManagerClient> secrets;
  private final Once<SnsClient> sns;
  private final Supplier<StoreActivity> activity;
  private final Supplier<Shop> shop;
  private final Spending spending;
  private final Backoff backoff;
  private final InstantSource clock;

  /** Uses the given clients, whose consumed capacity is not counted. */
  public AwsPorts(
      Environment environment,
      Supplier<S3Client> s3,
      Supplier<DynamoDbClient> dynamoDb,
      Supplier<SecretsManagerClient> secrets,
      Supplier<SnsClient> sns,
      Backoff backoff,
      InstantSource clock) {
    this(environment, s3, dynamoDb, Spending.FREE, secrets, sns, backoff, clock);
  }

  private AwsPorts(
      Environment environment,
      Supplier<S3Client> s3,
      Supplier<DynamoDbClient> dynamoDb,
      Spending spending,
      Supplier<SecretsManagerClient> secrets,
      Supplier<SnsClient> sns,
      Backoff backoff,
      InstantSource clock) {
    this.spending = spending;
    this.environment = environment;
    this.s3 = new Once<>(s3);
    this.dynamoDb = new Once<>(dynamoDb);
    this.secrets = new Once<>(secrets);
    this.sns = new Once<>(sns);
    // Shared by all calls, because it remembers the quarters it wrote.
    this.activity =
        new Once<>(
            () ->
                new DynamoStoreActivity(
                    this.dynamoDb.get(), environment.get(Environment.ACTIVITY_TABLE)));
    // Shared by all calls, because it keeps the token and the state of the point bucket.
    this.shop = new Once<>(() -> openShop(environment, this.secrets, clock));
    this.backoff = backoff;
    this.clock = clock;
  }

  /** The clients of this function's region. */
  static AwsPorts ofThisFunction(Environment environment, Backoff backoff, InstantSource clock) {
    CapacityMeter meter = new CapacityMeter();
    AwsPorts ports =
        new AwsPorts(
            environment,
            () -> s3Client(environment.has(Environment.ENDPOINT)),
            () -> dynamoDbClient(meter),
            meter,
            AwsPorts::secretsClient,
            AwsPorts::snsClient,
            backoff,
            clock);
    Core.getGlobalContext().register(ports);
    return ports;
  }

  /**
   * Builds the mapper and the clients that the environment needs, so that the first call does not
   * wait for them. No connection is opened: it would be dead in every copy of the snapshot.
   */
  @Override
  public void beforeCheckpoint(Context<? extends Resource> context) throws IOException {
    Json.read("{}");
    if (environment.has(Environment.BUCKET)) {
      s3.build();
    }
    if (environment.hasTable()) {
      dynamoDb.build();
    }
    if (environment.has(Environment.API_TOKEN_SECRET)) {
      secrets.build();
    }
    if (environment.has(Environment.NOTICE_TOPIC)) {
      sns.build();
    }
  }

  @Override
  public void afterRestore(Context<? extends Resource> context) {
    // Nothing built before the snapshot depends on time or host.
  }

  public S3Client s3() {
    return s3.get();
  }

  public DynamoDbClient dynamoDb() {
    return dynamoDb.get();
  }

  @Override
  public Files files() {
    return new S3Files(s3.get(), environment.get(Environment.BUCKET));
  }

  @Override
  public Catalog catalog() {
    return new DynamoCatalog(dynamoDb.get(), environment.get(Environment.CATALOG_TABLE));
  }

  @Override
  public Facilities facilities() {
    return new DynamoFacilities(dynamoDb.get(), environment.get(Environment.FACILITY_TABLE));
  }

  @Override
  public Ledger ledger() {
    return new DynamoLedger(
        dynamoDb.get(),
        environment.get(Environment.STOCK_TABLE),
        environment.get(Environment.ENTRY_TABLE),
        environment.get(Environment.FACT_TABLE),
        environment.get(Environment.COUNTER_TABLE),
        environment.get(Environment.PENDING_TABLE),
        backoff);
  }

  @Override
  public PendingChanges pendingChanges() {
    return new DynamoPendingChanges(
        dynamoDb.get(), environment.get(Environment.PENDING_TABLE), Lanes.of(LANES));
  }

  @Override
  public OnHand onHand() {
    return new DynamoOnHand(dynamoDb.get(), environment.get(Environment.STOCK_TABLE), backoff);
  }

  @Override
  public Orders orders() {
    return new DynamoOrders(dynamoDb.get(), environment.get(Environment.ORDER_TABLE));
  }

  @Override
  public OrdersByFacility ordersByFacility() {
    return new DynamoOrdersByFacility(
        dynamoDb.get(), environment.get(Environment.FACILITY_ORDER_TABLE));
  }

  @Override
  public Deliveries deliveries() {
    return new DynamoDeliveries(dynamoDb.get(), environment.get(Environment.DELIVERY_TABLE));
  }

  @Override
  public WaitingMovements waitingMovements() {
    return new DynamoWaitingMovements(
        dynamoDb.get(),
        environment.get(Environment.WAITING_TABLE),
        environment.get(Environment.FACT_TABLE),
        Duration.ofDays(Long.parseLong(environment.get(Environment.KEEP_ORIGINALS_DAYS))));
  }

  @Override
  public Tokens tokens() {
    return new SecretsManagerTokens(secrets.get(), environment.get(Environment.API_TOKEN_SECRET));
  }

  @Override
  public StoreActivity storeActivity() {
    return activity.get();
  }

  @Override
  public PublishedPairs publishedPairs() {
    return new DynamoPublishedPairs(
        dynamoDb.get(), environment.get(Environment.PUBLISHED_TABLE), backoff);
  }

  @Override
  public Outbox outbox() {
    return new DynamoOutbox(dynamoDb.get(), environment.get(Environment.SYNC_TABLE));
  }

  @Override
  public ShopLease shopLease() {
    return new DynamoShopLease(dynamoDb.get(), environment.get(Environment.SYNC_TABLE));
  }

  @Override
  public Shop shop() {
    return shop.get();
  }

  @Override
  public Notices notices() {
    return new SnsNotices(sns.get(), environment.get(Environment.NOTICE_TOPIC));
  }

  @Override
  public Links links() {
    return new SignedLinks(
        s3.get(), environment.get(Environment.BUCKET), SignedLinks.AS_LONG_AS_A_ROLE, clock);
  }

  @Override
  public Spending spending() {
    return spending;
  }

  private static Shop openShop(
      Environment environment, Supplier<SecretsManagerClient> secrets, InstantSource clock) {
    URI address = URI.create(environment.get(Environment.SHOP_URL));
    Transport transport = new HttpTransport(CONNECTING_TO_SHOP, SHOP_ANSWERS_WITHIN);
    SecretText secret =
        new SecretText(
            secrets.get(), environment.get(Environment.SHOP_SECRET), "what admits us to the shop");
    return new ShopifyShop(
        new GraphQl(
            transport,
            address,
            new SecretAccess(secret, transport, address, clock),
            Patience.DEFAULT,
            Pause.SLEEPING,
            clock,
            new VersionWatch(Journal.of(VersionWatch.class), clock)));
  }

  // An endpoint other than AWS's own (AWS_ENDPOINT_URL, read by the SDK) uses path-style addresses.
  private static S3Client s3Client(boolean byPath) {
    return S3Client.builder()
        .httpClientBuilder(UrlConnectionHttpClient.builder().socketTimeout(Duration.ofSeconds(60)))
        .forcePathStyle(byPath)
        .build();
  }

  private static DynamoDbClient dynamoDbClient(CapacityMeter meter) {
    return DynamoDbClient.builder()
        .httpClientBuilder(UrlConnectionHttpClient.builder().socketTimeout(Duration.ofSeconds(10)))
        .overrideConfiguration(
            all -> all.retryStrategy(Retrying.strategy()).addExecutionInterceptor(meter))
        .build();
  }

  static SecretsManagerClient secretsClient() {
    return SecretsManagerClient.builder()
        .httpClientBuilder(UrlConnectionHttpClient.builder().socketTimeout(Duration.ofSeconds(10)))
        .build();
  }

  static SnsClient snsClient() {
    return SnsClient.builder()
        .httpClientBuilder(UrlConnectionHttpClient.builder().socketTimeout(Duration.ofSeconds(10)))
        .build();
  }

  private static final class Once<T> implements Supplier<T> {
    private final Supplier<T> maker;
    private volatile @Nullable T made;

    Once(Supplier<T> maker) {
      this.maker = maker;
    }

    void build() {
      Objects.requireNonNull(get());
    }

    @Override
    public T get() {
      T there = made;
      if (there != null) {
        return there;
      }
      synchronized (this) {
        there = made;
        if (there == null) {
          there = maker.get();
          made = there;
        }
        return there;
      }
    }
  }
}
