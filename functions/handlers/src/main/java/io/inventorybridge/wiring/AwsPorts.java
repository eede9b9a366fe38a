// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.wiring;

import io.inventorybridge.availability.ChangeMarkers;
import io.inventorybridge.availability.change.InputProgressStore;
import io.inventorybridge.delivery.DeliveryRepository;
import io.inventorybridge.delivery.StockBalances;
import io.inventorybridge.dynamodb.DynamoCapacityMeter;
import io.inventorybridge.dynamodb.DynamoRetryPolicy;
import io.inventorybridge.dynamodb.delivery.DynamoDeliveryRepository;
import io.inventorybridge.dynamodb.ledger.DynamoChangeMarkers;
import io.inventorybridge.dynamodb.ledger.DynamoInputProgressStore;
import io.inventorybridge.dynamodb.ledger.DynamoStockBalances;
import io.inventorybridge.dynamodb.ledger.DynamoStockLedger;
import io.inventorybridge.dynamodb.masterdata.DynamoFacilityRepository;
import io.inventorybridge.dynamodb.masterdata.DynamoProductCatalog;
import io.inventorybridge.dynamodb.orders.DynamoFacilityOrderIndex;
import io.inventorybridge.dynamodb.orders.DynamoOrderRepository;
import io.inventorybridge.dynamodb.pos.DynamoStoreActivity;
import io.inventorybridge.dynamodb.pos.DynamoWaitingMovements;
import io.inventorybridge.dynamodb.shopsync.DynamoCallOutbox;
import io.inventorybridge.dynamodb.shopsync.DynamoPublishedPairRepository;
import io.inventorybridge.dynamodb.shopsync.DynamoShopLease;
import io.inventorybridge.json.JsonCodec;
import io.inventorybridge.ledger.StockLedger;
import io.inventorybridge.log.StructuredLog;
import io.inventorybridge.masterdata.catalog.ProductCatalog;
import io.inventorybridge.masterdata.facilities.FacilityRepository;
import io.inventorybridge.orders.FacilityOrderIndex;
import io.inventorybridge.orders.OrderRepository;
import io.inventorybridge.pos.StoreActivity;
import io.inventorybridge.pos.WaitingMovements;
import io.inventorybridge.pos.auth.TokenStore;
import io.inventorybridge.reporting.notifications.LinkSigner;
import io.inventorybridge.reporting.notifications.NotificationSender;
import io.inventorybridge.s3.S3FileStore;
import io.inventorybridge.s3.S3LinkSigner;
import io.inventorybridge.secrets.SecretText;
import io.inventorybridge.secrets.SecretsManagerTokenStore;
import io.inventorybridge.shopify.ApiVersionMonitor;
import io.inventorybridge.shopify.GraphQlClient;
import io.inventorybridge.shopify.HttpTransport;
import io.inventorybridge.shopify.RetryBudget;
import io.inventorybridge.shopify.RetryPause;
import io.inventorybridge.shopify.SecretCredentials;
import io.inventorybridge.shopify.ShopTransport;
import io.inventorybridge.shopify.ShopifyShop;
import io.inventorybridge.shopsync.lease.ShopLease;
import io.inventorybridge.shopsync.outbox.CallOutbox;
import io.inventorybridge.shopsync.published.PublishedPairRepository;
import io.inventorybridge.shopsync.shop.OnlineShop;
import io.inventorybridge.sns.SnsNotificationSender;
import io.inventorybridge.support.capacity.CapacityMeter;
import io.inventorybridge.support.concurrent.BackoffPolicy;
import io.inventorybridge.support.concurrent.BoundedParallelism;
import io.inventorybridge.support.files.FileStore;
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
public final class AwsPorts implements FunctionPorts, Resource {
  /** Number of change markers removed in parallel. */
  private static final int LANES = 16;

  private static final Duration CONNECTING_TO_SHOP = Duration.ofSeconds(10);
  // The timeout of one request; the retry budget of a call is separate.
  private static final Duration SHOP_ANSWERS_WITHIN = Duration.ofSeconds(60);

  private final FunctionEnvironment environment;
  private final LazyValue<S3Client> s3;
  private final LazyValue<DynamoDbClient> dynamoDb;
  private final LazyValue<SecretsManagerClient> secrets;
  private final LazyValue<SnsClient> sns;
  private final Supplier<StoreActivity> activity;
  private final Supplier<OnlineShop> shop;
  private final CapacityMeter capacityMeter;
  private final BackoffPolicy backoff;
  private final InstantSource clock;

  /** Uses the given clients, whose consumed capacity is not counted. */
  public AwsPorts(
      FunctionEnvironment environment,
      Supplier<S3Client> s3,
      Supplier<DynamoDbClient> dynamoDb,
      Supplier<SecretsManagerClient> secrets,
      Supplier<SnsClient> sns,
      BackoffPolicy backoff,
      InstantSource clock) {
    this(environment, s3, dynamoDb, CapacityMeter.FREE, secrets, sns, backoff, clock);
  }

  private AwsPorts(
      FunctionEnvironment environment,
      Supplier<S3Client> s3,
      Supplier<DynamoDbClient> dynamoDb,
      CapacityMeter capacityMeter,
      Supplier<SecretsManagerClient> secrets,
      Supplier<SnsClient> sns,
      BackoffPolicy backoff,
      InstantSource clock) {
    this.capacityMeter = capacityMeter;
    this.environment = environment;
    this.s3 = new LazyValue<>(s3);
    this.dynamoDb = new LazyValue<>(dynamoDb);
    this.secrets = new LazyValue<>(secrets);
    this.sns = new LazyValue<>(sns);
    // Shared by all calls, because it remembers the quarters it wrote.
    this.activity =
        new LazyValue<>(
            () ->
                new DynamoStoreActivity(
                    this.dynamoDb.get(), environment.get(FunctionEnvironment.ACTIVITY_TABLE)));
    // Shared by all calls, because it keeps the token and the state of the point bucket.
    this.shop = new LazyValue<>(() -> openShop(environment, this.secrets, clock));
    this.backoff = backoff;
    this.clock = clock;
  }

  /** The clients of this function's region. */
  static AwsPorts ofThisFunction(
      FunctionEnvironment environment, BackoffPolicy backoff, InstantSource clock) {
    DynamoCapacityMeter meter = new DynamoCapacityMeter();
    AwsPorts ports =
        new AwsPorts(
            environment,
            () -> s3Client(environment.has(FunctionEnvironment.ENDPOINT)),
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
    JsonCodec.read("{}");
    if (environment.has(FunctionEnvironment.BUCKET)) {
      s3.build();
    }
    if (environment.hasTable()) {
      dynamoDb.build();
    }
    if (environment.has(FunctionEnvironment.API_TOKEN_SECRET)) {
      secrets.build();
    }
    if (environment.has(FunctionEnvironment.NOTICE_TOPIC)) {
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
  public FileStore files() {
    return new S3FileStore(s3.get(), environment.get(FunctionEnvironment.BUCKET));
  }

  @Override
  public ProductCatalog catalog() {
    return new DynamoProductCatalog(
        dynamoDb.get(), environment.get(FunctionEnvironment.CATALOG_TABLE));
  }

  @Override
  public FacilityRepository facilities() {
    return new DynamoFacilityRepository(
        dynamoDb.get(), environment.get(FunctionEnvironment.FACILITY_TABLE));
  }

  @Override
  public StockLedger ledger() {
    return new DynamoStockLedger(
        dynamoDb.get(),
        environment.get(FunctionEnvironment.STOCK_TABLE),
        environment.get(FunctionEnvironment.ENTRY_TABLE),
        environment.get(FunctionEnvironment.FACT_TABLE),
        environment.get(FunctionEnvironment.COUNTER_TABLE),
        environment.get(FunctionEnvironment.PENDING_TABLE),
        backoff);
  }

  @Override
  public ChangeMarkers changeMarkers() {
    return new DynamoChangeMarkers(
        dynamoDb.get(),
        environment.get(FunctionEnvironment.PENDING_TABLE),
        BoundedParallelism.of(LANES));
  }

  @Override
  public InputProgressStore inputProgress() {
    return new DynamoInputProgressStore(
        dynamoDb.get(), environment.get(FunctionEnvironment.PENDING_TABLE));
  }

  @Override
  public StockBalances stockBalances() {
    return new DynamoStockBalances(
        dynamoDb.get(), environment.get(FunctionEnvironment.STOCK_TABLE), backoff);
  }

  @Override
  public OrderRepository orders() {
    return new DynamoOrderRepository(
        dynamoDb.get(), environment.get(FunctionEnvironment.ORDER_TABLE));
  }

  @Override
  public FacilityOrderIndex ordersByFacility() {
    return new DynamoFacilityOrderIndex(
        dynamoDb.get(), environment.get(FunctionEnvironment.FACILITY_ORDER_TABLE));
  }

  @Override
  public DeliveryRepository deliveries() {
    return new DynamoDeliveryRepository(
        dynamoDb.get(), environment.get(FunctionEnvironment.DELIVERY_TABLE));
  }

  @Override
  public WaitingMovements waitingMovements() {
    return new DynamoWaitingMovements(
        dynamoDb.get(),
        environment.get(FunctionEnvironment.WAITING_TABLE),
        environment.get(FunctionEnvironment.FACT_TABLE),
        Duration.ofDays(Long.parseLong(environment.get(FunctionEnvironment.KEEP_ORIGINALS_DAYS))));
  }

  @Override
  public TokenStore tokens() {
    return new SecretsManagerTokenStore(
        secrets.get(), environment.get(FunctionEnvironment.API_TOKEN_SECRET));
  }

  @Override
  public StoreActivity storeActivity() {
    return activity.get();
  }

  @Override
  public PublishedPairRepository publishedPairs() {
    return new DynamoPublishedPairRepository(
        dynamoDb.get(), environment.get(FunctionEnvironment.PUBLISHED_TABLE), backoff);
  }

  @Override
  public CallOutbox outbox() {
    return new DynamoCallOutbox(dynamoDb.get(), environment.get(FunctionEnvironment.SYNC_TABLE));
  }

  @Override
  public ShopLease shopLease() {
    return new DynamoShopLease(dynamoDb.get(), environment.get(FunctionEnvironment.SYNC_TABLE));
  }

  @Override
  public OnlineShop shop() {
    return shop.get();
  }

  @Override
  public NotificationSender notices() {
    return new SnsNotificationSender(sns.get(), environment.get(FunctionEnvironment.NOTICE_TOPIC));
  }

  @Override
  public LinkSigner links() {
    return new S3LinkSigner(
        s3.get(),
        environment.get(FunctionEnvironment.BUCKET),
        S3LinkSigner.AS_LONG_AS_A_ROLE,
        clock);
  }

  @Override
  public CapacityMeter capacityMeter() {
    return capacityMeter;
  }

  private static OnlineShop openShop(
      FunctionEnvironment environment,
      Supplier<SecretsManagerClient> secrets,
      InstantSource clock) {
    URI address = URI.create(environment.get(FunctionEnvironment.SHOP_URL));
    ShopTransport transport = new HttpTransport(CONNECTING_TO_SHOP, SHOP_ANSWERS_WITHIN);
    SecretText secret =
        new SecretText(
            secrets.get(),
            environment.get(FunctionEnvironment.SHOP_SECRET),
            "what admits us to the shop");
    return new ShopifyShop(
        new GraphQlClient(
            transport,
            address,
            new SecretCredentials(secret, transport, address, clock),
            RetryBudget.DEFAULT,
            RetryPause.SLEEPING,
            clock,
            new ApiVersionMonitor(StructuredLog.of(ApiVersionMonitor.class), clock)));
  }

  // An endpoint other than AWS's own (AWS_ENDPOINT_URL, read by the SDK) uses path-style addresses.
  private static S3Client s3Client(boolean byPath) {
    return S3Client.builder()
        .httpClientBuilder(UrlConnectionHttpClient.builder().socketTimeout(Duration.ofSeconds(60)))
        .forcePathStyle(byPath)
        .build();
  }

  private static DynamoDbClient dynamoDbClient(DynamoCapacityMeter meter) {
    return DynamoDbClient.builder()
        .httpClientBuilder(UrlConnectionHttpClient.builder().socketTimeout(Duration.ofSeconds(10)))
        .overrideConfiguration(
            all -> all.retryStrategy(DynamoRetryPolicy.strategy()).addExecutionInterceptor(meter))
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

  private static final class LazyValue<T> implements Supplier<T> {
    private final Supplier<T> maker;
    private volatile @Nullable T made;

    LazyValue(Supplier<T> maker) {
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
