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
 * Wires the use cases of the core on the given ports; this class adds those that call the shop.
 * Thread-safe.
 */
public final class Wiring extends StockWiring {
  /** Number of keys that an import writes in parallel. */
  private static final Lanes LANES = Lanes.of(16);

  private static final Backoff JITTER = new JitteredBackoff();
  private static final Backoff POLLING = new PollingBackoff();

  /**
   * @param lanes number of keys that an import writes in parallel
   * @param backoff between the attempts of conflicting writers
   */
  public Wiring(Environment environment, Ports ports, Lanes lanes, Backoff backoff, Clock clock) {
    this(environment, ports, lanes, backoff, POLLING, clock);
  }

  /**
   * @param polling between two checks of a background operation of the shop
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

  /** Wiring on S3 and DynamoDB with the given clients. */
  public Wiring(
      Environment environment,
      Supplier<S3Client> s3,
      Supplier<DynamoDbClient> dynamoDb,
      Clock clock) {
    this(environment, s3, dynamoDb, AwsPorts::secretsClient, AwsPorts::snsClient, clock);
  }

  /** Wiring on S3, DynamoDB, Secrets Manager and SNS with the given clients. */
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

  /** The deployed wiring: the environment of this function and the clients of its region. */
  public static Wiring ofThisFunction() {
    Environment environment = Environment.ofThisFunction();
    Clock clock = Clock.systemUTC();
    return new Wiring(
        environment, AwsPorts.ofThisFunction(environment, JITTER, clock), LANES, JITTER, clock);
  }

  /** The same ports with settings around those of the files. */
  public Wiring within(SettingsAround others) {
    return new Wiring(means.within(others));
  }

  /** Refreshes the catalog from the shop. */
  public RefreshingCatalog refreshingCatalog() {
    return new RefreshingCatalog(
        files(),
        ports().catalog(),
        ports().shop(),
        this::catalogIndex,
        RefreshJson::write,
        clock());
  }

  /** Handles the shop's notices about changed products. */
  public NoticingProducts noticingProducts() {
    return new NoticingProducts(files(), ports().catalog(), onlineProducts());
  }

  /** The location mapping of the stores' stock by the current settings, facilities and shop. */
  public Places places() {
    return new PoolGrounds(this, () -> NameIndex.EMPTY).places(facilityDirectory());
  }

  /** Calculates sellable targets. */
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

  /** Checks that the deliveries that are due have arrived. */
  public ExpectingDeliveries expectingDeliveries(Figures figures) {
    return new ExpectingDeliveries(awaitingDelivery()::missing, ports().notices(), figures);
  }

  public ReportingFullSync reportingFullSync() {
    return new ReportingFullSync(files(), new FullSyncJson());
  }

  // The settings are read before every call to the shop, so that the kill switch works at once.
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
