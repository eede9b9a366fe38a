// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.wiring;

import io.inventorybridge.backfill.FillingDelivery;
import io.inventorybridge.backfill.FollowingFacilities;
import io.inventorybridge.backfill.PlanningBackfill;
import io.inventorybridge.backfill.ProductStates;
import io.inventorybridge.backfill.Versions;
import io.inventorybridge.catalog.CatalogIndex;
import io.inventorybridge.catalog.ImportingCatalog;
import io.inventorybridge.catalog.NameIndex;
import io.inventorybridge.catalog.OnlineProducts;
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
import io.inventorybridge.delivery.scanning.ByteRows;
import io.inventorybridge.facilities.FacilityDirectory;
import io.inventorybridge.facilities.ImportingFacilities;
import io.inventorybridge.files.Files;
import io.inventorybridge.html.JtePages;
import io.inventorybridge.json.BackfillJson;
import io.inventorybridge.json.DeliveryJson;
import io.inventorybridge.json.FacilitiesJson;
import io.inventorybridge.json.FullSyncJson;
import io.inventorybridge.json.JsonKeptMirror;
import io.inventorybridge.json.MorningJson;
import io.inventorybridge.json.OrderVersions;
import io.inventorybridge.json.PageReports;
import io.inventorybridge.json.RefreshJson;
import io.inventorybridge.json.RulesJson;
import io.inventorybridge.json.SettingsJson;
import io.inventorybridge.ledger.Backoff;
import io.inventorybridge.ledger.Lanes;
import io.inventorybridge.ledger.Ledger;
import io.inventorybridge.ledger.PostingEntries;
import io.inventorybridge.morning.MorningCsv;
import io.inventorybridge.morning.ReportingDelivery;
import io.inventorybridge.morning.StoreActivity;
import io.inventorybridge.notices.ExpectingDeliveries;
import io.inventorybridge.notices.Figures;
import io.inventorybridge.notices.ImportFigures;
import io.inventorybridge.notices.TellingDelivery;
import io.inventorybridge.orders.ImportingOrders;
import io.inventorybridge.orders.Orders;
import io.inventorybridge.orders.ProjectingOrders;
import io.inventorybridge.orders.RecordingOrders;
import io.inventorybridge.orders.ShopPlaces;
import io.inventorybridge.page.PageContents;
import io.inventorybridge.page.WritingPages;
import io.inventorybridge.page.delivery.DeliveryMessage;
import io.inventorybridge.pos.ApplyingWaitingMovements;
import io.inventorybridge.pos.UpdatingInventory;
import io.inventorybridge.rules.CountingOnline;
import io.inventorybridge.rules.ImportingRules;
import io.inventorybridge.rules.RuleBook;
import io.inventorybridge.settings.IllegalSettings;
import io.inventorybridge.settings.PublishSettings;
import io.inventorybridge.settings.Settings;
import io.inventorybridge.settlement.ComputingVariance;
import io.inventorybridge.settlement.ImportingReset;
import io.inventorybridge.settlement.ImportingVariance;
import io.inventorybridge.settlement.PartFiles;
import io.inventorybridge.settlement.SettlingPart;
import io.inventorybridge.settlement.SweepingLoad;
import io.inventorybridge.stock.Upc;
import io.inventorybridge.sync.full.AwaitingDelivery;
import io.inventorybridge.sync.full.ReportingFullSync;
import io.inventorybridge.sync.pool.CataloguedPlaces;
import io.inventorybridge.sync.pool.CountedPools;
import io.inventorybridge.sync.pool.Places;
import io.inventorybridge.sync.pool.Pools;
import io.inventorybridge.sync.publishing.SyncPorts;
import io.inventorybridge.sync.publishing.SyncingFully;
import io.inventorybridge.sync.publishing.SyncingRecent;
import io.inventorybridge.sync.refresh.NoticingProducts;
import io.inventorybridge.sync.refresh.RefreshingCatalog;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.sns.SnsClient;

/** What the functions are made of: the use cases of the core on the given ports. Thread-safe. */
public final class Wiring implements Reference {
  /** How many keys an import writes at a time. */
  private static final Lanes LANES = Lanes.of(16);

  private static final Backoff JITTER = new JitteredBackoff();
  private static final Backoff POLLING = new PollingBackoff();

  private final Environment environment;
  private final Ports ports;
  private final Lanes lanes;
  private final Backoff backoff;
  private final Backoff polling;
  private final Clock clock;
  private final SettingsAround around;
  private final Latest<CatalogIndex> catalogIndex =
      new Latest<>(ImportingCatalog.INDEX, CatalogIndex::readFrom);
  private final Latest<NameIndex> nameIndex =
      new Latest<>(ImportingCatalog.NAMES, NameIndex::readFrom);
  private final Latest<FacilityDirectory> facilityDirectory =
      new Latest<>(ImportingFacilities.INDEX, in -> new FacilitiesJson().read(in.readAllBytes()));
  private final Latest<RuleBook> ruleBook =
      new Latest<>(ImportingRules.INDEX, in -> new RulesJson().read(in.readAllBytes()));
  private final Map<String, Latest<Settings.Layer>> settings = new ConcurrentHashMap<>();

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
    this(environment, ports, lanes, backoff, polling, clock, SettingsAround.NOTHING);
  }

  private Wiring(
      Environment environment,
      Ports ports,
      Lanes lanes,
      Backoff backoff,
      Backoff polling,
      Clock clock,
      SettingsAround around) {
    this.around = around;
    this.environment = environment;
    this.ports = ports;
    this.lanes = lanes;
    this.backoff = backoff;
    this.polling = polling;
    this.clock = clock;
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
    return new Wiring(environment, ports, lanes, backoff, polling, clock, others);
  }

  public Environment environment() {
    return environment;
  }

  public Clock clock() {
    return clock;
  }

  public Ports ports() {
    return ports;
  }

  public Files files() {
    return ports.files();
  }

  public Ledger ledger() {
    return ports.ledger();
  }

  public ImportingCatalog importingCatalog() {
    return new ImportingCatalog(files(), new CsvSheets(), ports.catalog());
  }

  /** Fetches the catalogue from the shop. */
  public RefreshingCatalog refreshingCatalog() {
    return new RefreshingCatalog(
        files(), ports.catalog(), ports.shop(), this::catalogIndex, RefreshJson::write, clock);
  }

  /** Hears from the shop that products have changed. */
  public NoticingProducts noticingProducts() {
    return new NoticingProducts(files(), ports.catalog(), onlineProducts());
  }

  public ImportingFacilities importingFacilities() {
    return new ImportingFacilities(
        files(), new CsvSheets(), ports.facilities(), new FacilitiesJson());
  }

  public ImportingRules importingRules() {
    return new ImportingRules(files(), new CsvSheets(), new RulesJson(), backoff);
  }

  public CountingOnline countingOnline() {
    return new CountingOnline(
        ports.catalog(),
        ledger(),
        this::facilityDirectory,
        this::ruleBook,
        () -> productStates().now().storesAwaiting());
  }

  /** Where in the shop the stores' stock stands, as settings, facilities and shop say now. */
  public Places places() {
    return new PoolGrounds(this, () -> NameIndex.EMPTY).places(facilityDirectory());
  }

  /** What the shop should be able to sell. */
  public Pools pools() {
    return new CountedPools(
        ledger(),
        ports.catalog(),
        new PoolGrounds(this, () -> nameIndex.in(files()).orElse(NameIndex.EMPTY)),
        lanes,
        clock);
  }

  public ImportingOrders importingOrders() {
    return new ImportingOrders(files(), new CsvSheets(), OrderVersions::read, recordingOrders());
  }

  public RecordingOrders recordingOrders() {
    return new RecordingOrders(
        orders(),
        ports.ordersByFacility(),
        postingEntries(),
        this::facilityDirectory,
        shopPlaces(),
        lanes,
        backoff);
  }

  /** What the shop calls products and facilities now. */
  private ShopPlaces shopPlaces() {
    return new CataloguedPlaces(
        ports::catalog,
        this::facilityDirectory,
        () -> installationSettings().publishing().topology());
  }

  /** To be run after other facilities came into force, for those whose kind changed. */
  public ProjectingOrders projectingOrders() {
    return new ProjectingOrders(ports.ordersByFacility(), recordingOrders());
  }

  public ComputingVariance computingVariance() {
    return new ComputingVariance(partFiles(), deliveries(), ledger(), lanes, clock);
  }

  public ImportingReset importingReset() {
    return new ImportingReset(partFiles(), postingEntries(), lanes, clock);
  }

  public ImportingVariance importingVariance() {
    return new ImportingVariance(partFiles(), postingEntries(), lanes, clock);
  }

  /** Tells what imports cost. */
  public ImportFigures importFigures(Figures figures) {
    return new ImportFigures(ports.spending(), figures);
  }

  public SettlingPart settlingPart() {
    return new SettlingPart(partFiles(), deliveries(), this::report, clock);
  }

  public SweepingLoad sweepingLoad() {
    return new SweepingLoad(partFiles(), ledger(), postingEntries(), settlingPart(), lanes, clock);
  }

  public Paperwork paperwork() {
    return new Paperwork(files(), new DeliveryJson());
  }

  public FilteringDelta filteringDelta() {
    return new FilteringDelta(
        files(),
        deliveries(),
        paperwork(),
        ports.onHand(),
        new ByteRows(),
        this,
        clock,
        Path.of(System.getProperty("java.io.tmpdir")));
  }

  public ReportingDelivery reportingDelivery() {
    return new ReportingDelivery(
        files(),
        partFiles(),
        deliveries(),
        ledger(),
        ports.storeActivity(),
        this,
        lanes,
        List.of(new MorningCsv(), new MorningJson()),
        MorningJson::summary,
        Path.of(System.getProperty("java.io.tmpdir")));
  }

  /** Tells people of deliveries. */
  public TellingDelivery tellingDelivery(Figures figures) {
    return new TellingDelivery(
        new DeliveryMessage(environment.console(), environment.get(Environment.BUCKET)),
        ports.links(),
        deliveries(),
        ports.notices(),
        figures);
  }

  /** Looks whether the deliveries that are due have come. */
  public ExpectingDeliveries expectingDeliveries(Figures figures) {
    return new ExpectingDeliveries(awaitingDelivery()::missing, ports.notices(), figures);
  }

  /** Writes the pages that people open in the morning. */
  public WritingPages writingPages() {
    return new WritingPages(files(), pageContents(), new JtePages(), new PageReports());
  }

  /** What pages are made of. */
  public PageContents pageContents() {
    return new PageContents(
        files(),
        deliveries(),
        ledger(),
        ports.catalog(),
        this,
        new PageReports(),
        environment.console(),
        clock);
  }

  public PlanningBackfill planningBackfill() {
    return new PlanningBackfill(
        files(), deliveries(), paperwork(), versions(), BackfillJson::write);
  }

  public FillingDelivery fillingDelivery() {
    return new FillingDelivery(
        files(),
        deliveries(),
        paperwork(),
        versions(),
        new ByteRows(),
        source -> settings(source).delivery(),
        clock,
        Path.of(System.getProperty("java.io.tmpdir")));
  }

  public FollowingFacilities followingFacilities() {
    return new FollowingFacilities(files(), versions(), projectingOrders());
  }

  /** Applies what tills reported of products and stores that have become known. */
  public void applyWaitingMovements() {
    ApplyingWaitingMovements applying = applyingWaitingMovements();
    catalogIndex()
        .ifPresent(
            index ->
                applying.run(
                    IntStream.range(0, index.size())
                        .mapToObj(slot -> new Upc(index.upc(slot)))
                        .toList()));
    applying.run(facilityDirectory());
  }

  /** Which products are known well enough to be published. */
  public ProductStates productStates() {
    return new ProductStates(files(), deliveries(), paperwork(), versions());
  }

  private Versions versions() {
    return new Versions(files(), new FacilitiesJson());
  }

  public DecidingDelivery decidingDelivery() {
    return new DecidingDelivery(files(), deliveries(), paperwork());
  }

  /** Takes in movements that tills report. */
  public UpdatingInventory updatingInventory() {
    return updatingInventory(ports.storeActivity());
  }

  private UpdatingInventory updatingInventory(StoreActivity activity) {
    return new UpdatingInventory(
        this::facilityDirectory,
        onlineProducts(),
        ports.waitingMovements(),
        ledger(),
        postingEntries(),
        activity);
  }

  /** What follows when products come online or stores become known. */
  public ApplyingWaitingMovements applyingWaitingMovements() {
    return new ApplyingWaitingMovements(
        ports.waitingMovements(), onlineProducts(), updatingInventory(StoreActivity.NONE), lanes);
  }

  private OnlineProducts onlineProducts() {
    return new OnlineProducts(ports.catalog(), () -> nameIndex.in(files()).orElse(NameIndex.EMPTY));
  }

  public Deliveries deliveries() {
    return ports.deliveries();
  }

  public Orders orders() {
    return ports.orders();
  }

  private PostingEntries postingEntries() {
    return new PostingEntries(ledger(), backoff, clock);
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

  /** The rules as they are now; none before the first import. */
  public RuleBook ruleBook() {
    return ruleBook.in(files()).orElse(RuleBook.EMPTY);
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

  public ReportingFullSync reportingFullSync() {
    return new ReportingFullSync(files(), new FullSyncJson());
  }

  // The settings are asked for before every call to the shop: that is what a kill switch is for.
  private SyncPorts syncPorts(Optional<Duration> riseWait) {
    return new SyncPorts(
        environment.get(Environment.SHOP_URL),
        ports.shop(),
        pools(),
        ports.pendingChanges(),
        ports.publishedPairs(),
        ports.outbox(),
        ports.shopLease(),
        new JsonKeptMirror(files()),
        new Briefly<>(
            () -> {
              PublishSettings settings = installationSettings().publishing();
              return riseWait.map(settings::withRiseWait).orElse(settings);
            },
            clock),
        () -> installationSettings().known().knownBefore(),
        lanes,
        backoff,
        polling,
        clock);
  }

  /**
   * The settings of a source as they are now: its own over the installation's.
   *
   * @throws IllegalSettings when a file has an unknown name or a bad value
   */
  @Override
  public Settings settings(String source) {
    Files files = files();
    Stream<Settings.Layer> written =
        Stream.of("installation", source)
            .distinct()
            .map(name -> "settings/" + name + ".json")
            .flatMap(key -> settings.computeIfAbsent(key, Wiring::layer).in(files).stream());
    return Settings.of(
        Stream.of(around.below().stream(), written, around.above().stream())
            .flatMap(layers -> layers)
            .toList());
  }

  /** The settings of the installation alone. */
  public Settings installationSettings() {
    return settings("installation");
  }

  private static Latest<Settings.Layer> layer(String key) {
    return new Latest<>(key, in -> SettingsJson.layer(key, in.readAllBytes()));
  }
}
