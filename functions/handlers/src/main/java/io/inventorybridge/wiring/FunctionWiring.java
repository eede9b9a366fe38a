// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.wiring;

import io.inventorybridge.availability.CalculationInputs;
import io.inventorybridge.availability.LocationMapping;
import io.inventorybridge.availability.SellableCalculator;
import io.inventorybridge.availability.SellableTargets;
import io.inventorybridge.availability.change.ChangingInputs;
import io.inventorybridge.availability.change.InputSetStore;
import io.inventorybridge.availability.change.InputsInForce;
import io.inventorybridge.json.availability.InputSetFiles;
import io.inventorybridge.json.masterdata.CatalogRefreshJson;
import io.inventorybridge.json.shopsync.FullSyncJson;
import io.inventorybridge.json.shopsync.JsonBulkQueryStore;
import io.inventorybridge.json.shopsync.JsonComparisonStore;
import io.inventorybridge.json.shopsync.JsonOrderMirrorStore;
import io.inventorybridge.reporting.notifications.ExpectingDeliveries;
import io.inventorybridge.reporting.notifications.MetricSink;
import io.inventorybridge.settings.PublishSettings;
import io.inventorybridge.shopsync.full.AwaitingDelivery;
import io.inventorybridge.shopsync.full.ReportingFullSync;
import io.inventorybridge.shopsync.publishing.AcceptingPair;
import io.inventorybridge.shopsync.publishing.RunningFullSync;
import io.inventorybridge.shopsync.publishing.RunningRecentSync;
import io.inventorybridge.shopsync.publishing.SyncPorts;
import io.inventorybridge.shopsync.refresh.RecordingProducts;
import io.inventorybridge.shopsync.refresh.RefreshingCatalog;
import io.inventorybridge.support.concurrent.BackoffPolicy;
import io.inventorybridge.support.concurrent.BoundedParallelism;
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
public final class FunctionWiring extends StockWiring {
  /** Number of keys that an import writes in parallel. */
  private static final BoundedParallelism LANES = BoundedParallelism.of(16);

  private static final BackoffPolicy JITTER = new JitteredBackoff();
  private static final BackoffPolicy POLLING = new PollingBackoff();

  /**
   * @param boundedParallelism number of keys that an import writes in parallel
   * @param backoff between the attempts of conflicting writers
   */
  public FunctionWiring(
      FunctionEnvironment environment,
      FunctionPorts ports,
      BoundedParallelism boundedParallelism,
      BackoffPolicy backoff,
      Clock clock) {
    this(environment, ports, boundedParallelism, backoff, POLLING, clock);
  }

  /**
   * @param polling between two checks of a background operation of the shop
   */
  public FunctionWiring(
      FunctionEnvironment environment,
      FunctionPorts ports,
      BoundedParallelism boundedParallelism,
      BackoffPolicy backoff,
      BackoffPolicy polling,
      Clock clock) {
    this(
        new WiringContext(
            environment,
            ports,
            boundedParallelism,
            backoff,
            polling,
            clock,
            SettingsOverrides.NOTHING));
  }

  private FunctionWiring(WiringContext wiringContext) {
    super(wiringContext);
  }

  /** Wiring on S3 and DynamoDB with the given clients. */
  public FunctionWiring(
      FunctionEnvironment environment,
      Supplier<S3Client> s3,
      Supplier<DynamoDbClient> dynamoDb,
      Clock clock) {
    this(environment, s3, dynamoDb, AwsPorts::secretsClient, AwsPorts::snsClient, clock);
  }

  /** Wiring on S3, DynamoDB, Secrets Manager and SNS with the given clients. */
  public FunctionWiring(
      FunctionEnvironment environment,
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
  public static FunctionWiring ofThisFunction() {
    FunctionEnvironment environment = FunctionEnvironment.ofThisFunction();
    Clock clock = Clock.systemUTC();
    return new FunctionWiring(
        environment, AwsPorts.ofThisFunction(environment, JITTER, clock), LANES, JITTER, clock);
  }

  /** The same ports with settings around those of the files. */
  public FunctionWiring withSettings(SettingsOverrides others) {
    return new FunctionWiring(wiringContext.within(others));
  }

  /** Refreshes the catalog from the shop. */
  public RefreshingCatalog refreshingCatalog() {
    return new RefreshingCatalog(
        files(),
        catalogEditions(),
        ports().shop(),
        this::catalogIndex,
        CatalogRefreshJson::write,
        clock());
  }

  /** Handles the shop's notices about changed products. */
  public RecordingProducts recordingProducts() {
    return new RecordingProducts(files(), ports().catalog(), onlineProducts());
  }

  /** The location mapping of the stores' stock by the current settings, facilities and shop. */
  public LocationMapping locationMapping() {
    return new CalculationInputsLoader(this).locationMapping(facilityDirectory());
  }

  /** Calculates sellable targets with the present inputs, which the next sync puts in force. */
  public SellableTargets sellableTargets() {
    return sellableTargets(new CalculationInputsLoader(this));
  }

  private SellableTargets sellableTargets(Supplier<CalculationInputs> inputs) {
    return new SellableCalculator(ledger(), inputs, wiringContext.boundedParallelism());
  }

  private InputSetStore inputSets() {
    return new InputSetFiles(files(), this::onlineCatalog);
  }

  public RunningRecentSync runningRecentSync() {
    return new RunningRecentSync(syncPorts(Optional.empty()));
  }

  /** Accepts the number of a pair whose orders are unclear. */
  public AcceptingPair acceptingPair() {
    return new AcceptingPair(ports().publishedPairs(), clock());
  }

  /**
   * A full sync.
   *
   * @param recheckAfter in place of the setting {@code riseWait}
   */
  public RunningFullSync runningFullSync(Optional<Duration> recheckAfter) {
    return new RunningFullSync(syncPorts(recheckAfter));
  }

  public AwaitingDelivery awaitingDelivery() {
    return new AwaitingDelivery(deliveries(), () -> installationSettings().publishing());
  }

  /** Checks that the deliveries that are due have arrived. */
  public ExpectingDeliveries expectingDeliveries(MetricSink metricSink) {
    return new ExpectingDeliveries(awaitingDelivery()::missing, ports().notices(), metricSink);
  }

  public ReportingFullSync reportingFullSync() {
    return new ReportingFullSync(files(), new FullSyncJson());
  }

  // The settings are read before every call to the shop, so that the kill switch works at once.
  private SyncPorts syncPorts(Optional<Duration> riseWait) {
    CalculationInputsLoader present = new CalculationInputsLoader(this);
    return new SyncPorts(
        environment().get(FunctionEnvironment.SHOP_URL),
        ports().shop(),
        sellableTargets(new InputsInForce(ports().inputProgress(), inputSets(), present)),
        ports().changeMarkers(),
        new ChangingInputs(present, inputSets(), ports().inputProgress(), ports().changeMarkers()),
        ports().publishedPairs(),
        ports().outbox(),
        ports().shopLease(),
        new JsonOrderMirrorStore(files()),
        new JsonBulkQueryStore(files()),
        new JsonComparisonStore(files()),
        new TtlCache<>(
            () -> {
              PublishSettings settings = installationSettings().publishing();
              return riseWait.map(settings::withRiseWait).orElse(settings);
            },
            clock()),
        () -> installationSettings().known().knownBefore(),
        wiringContext.boundedParallelism(),
        wiringContext.backoff(),
        wiringContext.polling(),
        clock());
  }
}
