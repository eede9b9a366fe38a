// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.wiring;

import io.inventorybridge.catalog.NameIndex;
import io.inventorybridge.json.FullSyncJson;
import io.inventorybridge.json.JsonKeptMirror;
import io.inventorybridge.json.RefreshJson;
import io.inventorybridge.ledger.Backoff;
import io.inventorybridge.ledger.Lanes;
import io.inventorybridge.notices.ExpectingDeliveries;
import io.inventorybridge.notices.Figures;
import io.inventorybridge.settings.PublishSettings;
import io.inventorybridge.sync.full.AwaitingDelivery;
import io.inventorybridge.sync.full.ReportingFullSync;
import io.inventorybridge.sync.pool.CountedPools;
import io.inventorybridge.sync.pool.Places;
import io.inventorybridge.sync.pool.Pools;
import io.inventorybridge.sync.publishing.SyncPorts;
import io.inventorybridge.sync.publishing.SyncingFully;
import io.inventorybridge.sync.publishing.SyncingRecent;
import io.inventorybridge.sync.refresh.NoticingProducts;
import io.inventorybridge.sync.refresh.RefreshingCatalog;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.sns.SnsClient;

/**
 * What the functions are made of: the use cases of the core on the given ports; here those that
 * speak to the shop. Thread-safe.
 */
public final class Wiring extends StockWiring {
  /** How many keys an import writes at a time. */
  private static final Lanes LANES = Lanes.of(16);

  private static final Backoff JITTER = new JitteredBackoff();
  private static final Backoff POLLING = new PollingBackoff();

  /**
   * @param lanes how many keys an import writes at a time
   * @param backoff between the attempts of writers that met
   */
  public Wiring(Environment environment, Ports ports, Lanes lanes, Backoff backoff, Clock clock) {
    this(environment, ports, lanes, backoff, POLLING, clock);
  }

  /**
   * @param polling between two looks at what the shop does in the background
   */
  public Wiring(
      Environment environment,
      Ports ports,
      Lanes lanes,
      Backoff backoff,
      Backoff polling,
      Clock clock) {
    this(new Means(environment, ports, lanes, backoff, polling, clock, SettingsAround.NOTHING));
  }

  private Wiring(Means means) {
    super(means);
  }

  /** On S3 and DynamoDB by the given clients. */
  public Wiring(
      Environment environment,
      Supplier<S3Client> s3,
      Supplier<DynamoDbClient> dynamoDb,
      Clock clock) {
    this(environment, s3, dynamoDb, AwsPorts::secretsClient, AwsPorts::snsClient, clock);
  }

  /** On S3, DynamoDB, Secrets Manager and SNS by the given clients. */
  public Wiring(
      Environment environment,
      Supplier<S3Client> s3,
      Supplier<DynamoDbClient> dynamoDb,
      Supplier<SecretsManagerClient> secrets,
      Supplier<SnsClient> sns,
      Clock clock) {
    this(
        environment,
        new AwsPorts(environment, s3, dynamoDb, secrets, sns, JITTER, clock),
        LANES,
        JITTER,
        clock);
  }

  /** As deployed: the environment of this function, the clients of its region. */
  public static Wiring ofThisFunction() {
    Environment environment = Environment.ofThisFunction();
    Clock clock = Clock.systemUTC();
    return new Wiring(
        environment, AwsPorts.ofThisFunction(environment, JITTER, clock), LANES, JITTER, clock);
  }

  /** The same ports, by the settings of the files with these around. */
  public Wiring within(SettingsAround others) {
    return new Wiring(means.within(others));
  }

  /** Fetches the catalogue from the shop. */
  public RefreshingCatalog refreshingCatalog() {
    return new RefreshingCatalog(
        files(),
        ports().catalog(),
        ports().shop(),
        this::catalogIndex,
        RefreshJson::write,
        clock());
  }

  /** Hears from the shop that products have changed. */
  public NoticingProducts noticingProducts() {
    return new NoticingProducts(files(), ports().catalog(), onlineProducts());
  }

  /** Where in the shop the stores' stock stands, as settings, facilities and shop say now. */
  public Places places() {
    return new PoolGrounds(this, () -> NameIndex.EMPTY).places(facilityDirectory());
  }

  /** What the shop should be able to sell. */
  public Pools pools() {
    return new CountedPools(
        ledger(), ports().catalog(), new PoolGrounds(this, this::names), means.lanes(), clock());
  }

  public SyncingRecent syncingRecent() {
    return new SyncingRecent(syncPorts(Optional.empty()));
  }

  /**
   * A full sync.
   *
   * @param recheckAfter in place of the setting {@code riseWait}
   */
  public SyncingFully syncingFully(Optional<Duration> recheckAfter) {
    return new SyncingFully(syncPorts(recheckAfter));
  }

  public AwaitingDelivery awaitingDelivery() {
    return new AwaitingDelivery(deliveries(), () -> installationSettings().publishing());
  }

  /** Looks whether the deliveries that are due have come. */
  public ExpectingDeliveries expectingDeliveries(Figures figures) {
    return new ExpectingDeliveries(awaitingDelivery()::missing, ports().notices(), figures);
  }

  public ReportingFullSync reportingFullSync() {
    return new ReportingFullSync(files(), new FullSyncJson());
  }

  // The settings are asked for before every call to the shop: that is what a kill switch is for.
  private SyncPorts syncPorts(Optional<Duration> riseWait) {
    return new SyncPorts(
        environment().get(Environment.SHOP_URL),
        ports().shop(),
        pools(),
        ports().pendingChanges(),
        ports().publishedPairs(),
        ports().outbox(),
        ports().shopLease(),
        new JsonKeptMirror(files()),
        new Briefly<>(
            () -> {
              PublishSettings settings = installationSettings().publishing();
              return riseWait.map(settings::withRiseWait).orElse(settings);
            },
            clock()),
        () -> installationSettings().known().knownBefore(),
        means.lanes(),
        means.backoff(),
        means.polling(),
        clock());
  }
}
