// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.wiring;

import io.inventorybridge.catalog.Catalog;
import io.inventorybridge.catalog.CatalogIndex;
import io.inventorybridge.catalog.ImportingCatalog;
import io.inventorybridge.csv.CommonsCsvRows;
import io.inventorybridge.csv.CsvResetParts;
import io.inventorybridge.csv.CsvSheets;
import io.inventorybridge.csv.CsvVarianceParts;
import io.inventorybridge.delivery.Deliveries;
import io.inventorybridge.delivery.DeliveryId;
import io.inventorybridge.delivery.DeliveryReport;
import io.inventorybridge.delivery.Paperwork;
import io.inventorybridge.delivery.receiving.DecidingDelivery;
import io.inventorybridge.delivery.receiving.FilteringDelta;
import io.inventorybridge.delivery.receiving.Reference;
import io.inventorybridge.dynamodb.DynamoCatalog;
import io.inventorybridge.dynamodb.DynamoDeliveries;
import io.inventorybridge.dynamodb.DynamoFacilities;
import io.inventorybridge.dynamodb.DynamoLedger;
import io.inventorybridge.dynamodb.DynamoOnHand;
import io.inventorybridge.dynamodb.DynamoOrders;
import io.inventorybridge.facilities.Facilities;
import io.inventorybridge.facilities.FacilityDirectory;
import io.inventorybridge.facilities.ImportingFacilities;
import io.inventorybridge.files.Files;
import io.inventorybridge.json.DeliveryJson;
import io.inventorybridge.json.FacilitiesJson;
import io.inventorybridge.json.OrderVersions;
import io.inventorybridge.json.SettingsJson;
import io.inventorybridge.ledger.Backoff;
import io.inventorybridge.ledger.Lanes;
import io.inventorybridge.ledger.Ledger;
import io.inventorybridge.ledger.PostingEntries;
import io.inventorybridge.orders.ImportingOrders;
import io.inventorybridge.orders.Orders;
import io.inventorybridge.orders.RecordingOrders;
import io.inventorybridge.s3.S3Files;
import io.inventorybridge.settings.IllegalSettings;
import io.inventorybridge.settings.Settings;
import io.inventorybridge.settlement.ComputingVariance;
import io.inventorybridge.settlement.ImportingReset;
import io.inventorybridge.settlement.ImportingVariance;
import io.inventorybridge.settlement.PartFiles;
import io.inventorybridge.settlement.SettlingPart;
import io.inventorybridge.settlement.SweepingLoad;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * What the functions are made of: each adapter is built at its first use, so that a function starts
 * no client it does not need. Thread-safe once built; the clients live as long as the function.
 */
public final class Wiring implements Reference {
  /** How many keys an import writes at a time. */
  private static final Lanes LANES = Lanes.of(16);

  private static final Backoff JITTER = new JitteredBackoff();

  private final Environment environment;
  private final Supplier<S3Client> s3;
  private final Supplier<DynamoDbClient> dynamoDb;
  private final Clock clock;
  private final Latest<CatalogIndex> catalogIndex =
      new Latest<>(ImportingCatalog.INDEX, CatalogIndex::readFrom);
  private final Latest<FacilityDirectory> facilityDirectory =
      new Latest<>(ImportingFacilities.INDEX, in -> new FacilitiesJson().read(in.readAllBytes()));
  private final Map<String, Latest<Settings.Layer>> settings = new ConcurrentHashMap<>();

  public Wiring(
      Environment environment,
      Supplier<S3Client> s3,
      Supplier<DynamoDbClient> dynamoDb,
      Clock clock) {
    this.environment = environment;
    this.s3 = new Once<>(s3);
    this.dynamoDb = new Once<>(dynamoDb);
    this.clock = clock;
  }

  /** As deployed: the environment of this function, the clients of its region. */
  public static Wiring ofThisFunction() {
    Environment environment = Environment.ofThisFunction();
    return new Wiring(
        environment,
        () -> s3Client(environment.has(Environment.ENDPOINT)),
        Wiring::dynamoDbClient,
        Clock.systemUTC());
  }

  public Environment environment() {
    return environment;
  }

  public Clock clock() {
    return clock;
  }

  public S3Client s3() {
    return s3.get();
  }

  public DynamoDbClient dynamoDb() {
    return dynamoDb.get();
  }

  public Files files() {
    return new S3Files(s3(), environment.get(Environment.BUCKET));
  }

  public Catalog catalog() {
    return new DynamoCatalog(dynamoDb(), environment.get(Environment.CATALOG_TABLE));
  }

  public Facilities facilities() {
    return new DynamoFacilities(dynamoDb(), environment.get(Environment.FACILITY_TABLE));
  }

  public ImportingCatalog importingCatalog() {
    return new ImportingCatalog(files(), new CsvSheets(), catalog());
  }

  public ImportingFacilities importingFacilities() {
    return new ImportingFacilities(files(), new CsvSheets(), facilities(), new FacilitiesJson());
  }

  public Ledger ledger() {
    return new DynamoLedger(
        dynamoDb(),
        environment.get(Environment.STOCK_TABLE),
        environment.get(Environment.ENTRY_TABLE),
        environment.get(Environment.FACT_TABLE),
        JITTER);
  }

  public Orders orders() {
    return new DynamoOrders(dynamoDb(), environment.get(Environment.ORDER_TABLE));
  }

  public ImportingOrders importingOrders() {
    RecordingOrders recording = new RecordingOrders(orders(), postingEntries(), JITTER);
    return new ImportingOrders(files(), new CsvSheets(), OrderVersions::read, recording, LANES);
  }

  public ComputingVariance computingVariance() {
    return new ComputingVariance(partFiles(), deliveries(), ledger(), LANES, clock);
  }

  public ImportingReset importingReset() {
    return new ImportingReset(partFiles(), postingEntries(), LANES, clock);
  }

  public ImportingVariance importingVariance() {
    return new ImportingVariance(partFiles(), postingEntries(), LANES, clock);
  }

  public SettlingPart settlingPart() {
    return new SettlingPart(partFiles(), deliveries(), this::report, clock);
  }

  public SweepingLoad sweepingLoad() {
    return new SweepingLoad(partFiles(), ledger(), postingEntries(), settlingPart(), LANES, clock);
  }

  public Deliveries deliveries() {
    return new DynamoDeliveries(dynamoDb(), environment.get(Environment.DELIVERY_TABLE));
  }

  public Paperwork paperwork() {
    return new Paperwork(files(), new DeliveryJson());
  }

  public FilteringDelta filteringDelta() {
    return new FilteringDelta(
        files(),
        deliveries(),
        paperwork(),
        new DynamoOnHand(dynamoDb(), environment.get(Environment.STOCK_TABLE), JITTER),
        new CommonsCsvRows(),
        this,
        clock,
        Path.of(System.getProperty("java.io.tmpdir")));
  }

  public DecidingDelivery decidingDelivery() {
    return new DecidingDelivery(files(), deliveries(), paperwork());
  }

  private PostingEntries postingEntries() {
    return new PostingEntries(ledger(), JITTER, clock);
  }

  private PartFiles partFiles() {
    return new PartFiles(
        files(), paperwork()::manifest, new CsvResetParts(), new CsvVarianceParts());
  }

  private void report(DeliveryId delivery) {
    Deliveries deliveries = deliveries();
    deliveries
        .find(delivery)
        .ifPresent(
            record -> paperwork().keep(DeliveryReport.of(record, deliveries.parts(delivery))));
  }

  /** The filter's index as it is now; empty before the first import of a catalogue. */
  @Override
  public Optional<CatalogIndex> catalogIndex() {
    return catalogIndex.in(files());
  }

  /** The facilities as they are now; knows nobody before the first import. */
  @Override
  public FacilityDirectory facilityDirectory() {
    return facilityDirectory.in(files()).orElseGet(() -> FacilityDirectory.of(List.of()));
  }

  /**
   * The settings of a source as they are now: its own over the installation's.
   *
   * @throws IllegalSettings when a file has an unknown name or a bad value
   */
  @Override
  public Settings settings(String source) {
    Files files = files();
    return Settings.of(
        Stream.of("installation", source)
            .distinct()
            .map(name -> "settings/" + name + ".json")
            .flatMap(key -> settings.computeIfAbsent(key, Wiring::layer).in(files).stream())
            .toList());
  }

  /** The settings of the installation alone. */
  public Settings installationSettings() {
    return settings("installation");
  }

  private static Latest<Settings.Layer> layer(String key) {
    return new Latest<>(key, in -> SettingsJson.layer(key, in.readAllBytes()));
  }

  // Another endpoint than AWS's own (AWS_ENDPOINT_URL, read by the SDK) is addressed by path.
  private static S3Client s3Client(boolean byPath) {
    return S3Client.builder()
        .httpClientBuilder(UrlConnectionHttpClient.builder().socketTimeout(Duration.ofSeconds(60)))
        .forcePathStyle(byPath)
        .build();
  }

  private static DynamoDbClient dynamoDbClient() {
    return DynamoDbClient.builder()
        .httpClientBuilder(UrlConnectionHttpClient.builder().socketTimeout(Duration.ofSeconds(10)))
        .build();
  }

  private static final class Once<T> implements Supplier<T> {
    private final Supplier<T> maker;
    private volatile @org.jspecify.annotations.Nullable T made;

    Once(Supplier<T> maker) {
      this.maker = maker;
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
