// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.wiring;

import io.inventorybridge.availability.AvailabilityCalculator;
import io.inventorybridge.availability.CatalogLocationMapping;
import io.inventorybridge.backfill.ApplyingFacilityChanges;
import io.inventorybridge.backfill.BackfillingDelivery;
import io.inventorybridge.backfill.PlanningBackfill;
import io.inventorybridge.backfill.ProductStates;
import io.inventorybridge.backfill.ReferenceDataHistory;
import io.inventorybridge.csv.CsvResetPartReader;
import io.inventorybridge.csv.CsvTableCodec;
import io.inventorybridge.csv.CsvVarianceFileFormat;
import io.inventorybridge.delivery.DeliveryDocuments;
import io.inventorybridge.delivery.DeliveryId;
import io.inventorybridge.delivery.DeliveryReport;
import io.inventorybridge.delivery.DeliveryRepository;
import io.inventorybridge.delivery.intake.DecidingDelivery;
import io.inventorybridge.delivery.intake.FilteringDelta;
import io.inventorybridge.delivery.scanning.ByteRowScanner;
import io.inventorybridge.delivery.settlement.ComputingVariance;
import io.inventorybridge.delivery.settlement.ImportingReset;
import io.inventorybridge.delivery.settlement.ImportingVariance;
import io.inventorybridge.delivery.settlement.PartRepository;
import io.inventorybridge.delivery.settlement.SettlingPart;
import io.inventorybridge.delivery.settlement.SweepingLoad;
import io.inventorybridge.delivery.undo.UndoingDelivery;
import io.inventorybridge.html.JtePageRenderer;
import io.inventorybridge.json.delivery.BackfillJson;
import io.inventorybridge.json.delivery.DeliveryJson;
import io.inventorybridge.json.masterdata.EditionJson;
import io.inventorybridge.json.masterdata.FacilitiesJson;
import io.inventorybridge.json.orders.OrderVersionJson;
import io.inventorybridge.json.reporting.JsonReportReader;
import io.inventorybridge.json.reporting.MorningJson;
import io.inventorybridge.json.rules.RuleBookJson;
import io.inventorybridge.json.settings.SettingsJson;
import io.inventorybridge.ledger.LedgerWriter;
import io.inventorybridge.masterdata.catalog.CatalogEditions;
import io.inventorybridge.masterdata.catalog.ImportingCatalog;
import io.inventorybridge.masterdata.catalog.OnlineProducts;
import io.inventorybridge.masterdata.editions.DecidingInputs;
import io.inventorybridge.masterdata.editions.EditionGate;
import io.inventorybridge.masterdata.editions.EditionLog;
import io.inventorybridge.masterdata.editions.InputKind;
import io.inventorybridge.masterdata.facilities.ImportingFacilities;
import io.inventorybridge.masterdata.settings.ImportingSettings;
import io.inventorybridge.orders.ImportingOrders;
import io.inventorybridge.orders.ProjectingOrders;
import io.inventorybridge.orders.RecordingOrders;
import io.inventorybridge.orders.ShopLocationResolver;
import io.inventorybridge.pos.ApplyingWaitingMovements;
import io.inventorybridge.pos.StoreActivity;
import io.inventorybridge.pos.UpdatingInventory;
import io.inventorybridge.reporting.morning.MorningCsv;
import io.inventorybridge.reporting.morning.ReportingDelivery;
import io.inventorybridge.reporting.notifications.ImportMetrics;
import io.inventorybridge.reporting.notifications.MetricSink;
import io.inventorybridge.reporting.notifications.TellingDelivery;
import io.inventorybridge.reporting.notifications.TellingInputs;
import io.inventorybridge.reporting.page.delivery.DeliveryMessage;
import io.inventorybridge.reporting.page.input.StagedInputMessage;
import io.inventorybridge.reporting.page.writing.PageAssembler;
import io.inventorybridge.reporting.page.writing.WritingPages;
import io.inventorybridge.rules.ImportingRules;
import io.inventorybridge.stock.CanonicalUpc;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Wires the use cases of the stock: deliveries, orders, POS movements, and their foundations. */
abstract class StockWiring extends CurrentData {
  StockWiring(WiringContext wiringContext) {
    super(wiringContext);
  }

  public ImportingCatalog importingCatalog() {
    return new ImportingCatalog(files(), new CsvTableCodec(), catalogEditions());
  }

  final CatalogEditions catalogEditions() {
    return new CatalogEditions(files(), ports().catalog(), editionGate(), inputBrakes().catalog());
  }

  public ImportingFacilities importingFacilities() {
    return new ImportingFacilities(
        files(),
        new CsvTableCodec(),
        ports().facilities(),
        new FacilitiesJson(),
        editionGate(),
        inputBrakes().facilities());
  }

  public ImportingRules importingRules() {
    return new ImportingRules(
        files(),
        new CsvTableCodec(),
        new RuleBookJson(),
        wiringContext.backoff(),
        editionGate(),
        inputBrakes().rules());
  }

  public ImportingSettings importingSettings() {
    return new ImportingSettings(
        files(), SettingsJson::layer, editionGate(), inputBrakes().settings());
  }

  private InputBrakes inputBrakes() {
    return new InputBrakes(this);
  }

  private EditionGate editionGate() {
    return new EditionGate(editionLog(), clock());
  }

  public EditionLog editionLog() {
    return new EditionLog(files(), new EditionJson(), wiringContext.backoff());
  }

  /** Executes an operator's decisions about inputs. */
  public DecidingInputs decidingInputs() {
    return new DecidingInputs(
        editionGate(),
        Map.of(
            InputKind.CATALOG, catalogEditions(),
            InputKind.FACILITIES, importingFacilities(),
            InputKind.RULES, importingRules(),
            InputKind.SETTINGS, importingSettings()),
        clock());
  }

  public AvailabilityCalculator availabilityCalculator() {
    return new AvailabilityCalculator(
        ports().catalog(),
        ledger(),
        this::facilityDirectory,
        this::ruleBook,
        () -> productStates().snapshot().storesAwaiting());
  }

  public ImportingOrders importingOrders() {
    return new ImportingOrders(
        files(), new CsvTableCodec(), OrderVersionJson::read, recordingOrders());
  }

  public RecordingOrders recordingOrders() {
    return new RecordingOrders(
        orders(),
        ports().ordersByFacility(),
        ledgerWriter(),
        this::facilityDirectory,
        locationResolver(),
        wiringContext.boundedParallelism(),
        wiringContext.backoff());
  }

  /** Resolves the shop's ids of products and facilities by the current data. */
  private ShopLocationResolver locationResolver() {
    return new CatalogLocationMapping(
        ports()::catalog,
        this::facilityDirectory,
        () -> installationSettings().publishing().topology());
  }

  /** To be run after a facilities import, for facilities whose kind changed. */
  public ProjectingOrders projectingOrders() {
    return new ProjectingOrders(ports().ordersByFacility(), recordingOrders());
  }

  public ComputingVariance computingVariance() {
    return new ComputingVariance(
        partRepository(), deliveries(), ledger(), wiringContext.boundedParallelism(), clock());
  }

  public ImportingReset importingReset() {
    return new ImportingReset(
        partRepository(),
        deliveries(),
        ledgerWriter(),
        wiringContext.boundedParallelism(),
        clock());
  }

  public ImportingVariance importingVariance() {
    return new ImportingVariance(
        partRepository(),
        deliveries(),
        ledgerWriter(),
        wiringContext.boundedParallelism(),
        clock());
  }

  /** Logs the metrics of imports. */
  public ImportMetrics importMetrics(MetricSink metricSink) {
    return new ImportMetrics(ports().capacityMeter(), metricSink);
  }

  public SettlingPart settlingPart() {
    return new SettlingPart(partRepository(), deliveries(), this::report, clock());
  }

  public SweepingLoad sweepingLoad() {
    return new SweepingLoad(
        partRepository(),
        ledger(),
        ledgerWriter(),
        settlingPart(),
        wiringContext.boundedParallelism(),
        clock());
  }

  public DeliveryDocuments deliveryDocuments() {
    return new DeliveryDocuments(files(), new DeliveryJson());
  }

  public FilteringDelta filteringDelta() {
    return new FilteringDelta(
        files(),
        deliveries(),
        deliveryDocuments(),
        ports().stockBalances(),
        new ByteRowScanner(),
        this,
        clock(),
        Path.of(System.getProperty("java.io.tmpdir")));
  }

  public ReportingDelivery reportingDelivery() {
    return new ReportingDelivery(
        files(),
        partRepository(),
        deliveries(),
        ledger(),
        ports().storeActivity(),
        this,
        wiringContext.boundedParallelism(),
        List.of(new MorningCsv(), new MorningJson()),
        MorningJson::summary,
        Path.of(System.getProperty("java.io.tmpdir")));
  }

  /** Sends notices about deliveries. */
  public TellingDelivery tellingDelivery(MetricSink metricSink) {
    return new TellingDelivery(
        new DeliveryMessage(environment().console(), environment().get(FunctionEnvironment.BUCKET)),
        ports().links(),
        deliveries(),
        ports().notices(),
        metricSink);
  }

  /** Sends notices about staged editions of inputs. */
  public TellingInputs tellingInputs(MetricSink metricSink) {
    return new TellingInputs(
        new StagedInputMessage(
            environment().console(), environment().get(FunctionEnvironment.BUCKET)),
        ports().links(),
        editionLog(),
        ports().notices(),
        metricSink);
  }

  /** Writes the pages for operators. */
  public WritingPages writingPages() {
    return new WritingPages(
        files(), pageAssembler(), new JtePageRenderer(), new JsonReportReader());
  }

  /** The data shown on pages. */
  public PageAssembler pageAssembler() {
    return new PageAssembler(
        files(),
        deliveries(),
        ledger(),
        ports().catalog(),
        this,
        new JsonReportReader(),
        editionLog(),
        environment().console(),
        clock());
  }

  public PlanningBackfill planningBackfill() {
    return new PlanningBackfill(
        files(), deliveries(), deliveryDocuments(), referenceDataHistory(), BackfillJson::write);
  }

  public BackfillingDelivery backfillingDelivery() {
    return new BackfillingDelivery(
        files(),
        deliveries(),
        deliveryDocuments(),
        referenceDataHistory(),
        new ByteRowScanner(),
        source -> settings(source).delivery(),
        clock(),
        Path.of(System.getProperty("java.io.tmpdir")));
  }

  public ApplyingFacilityChanges applyingFacilityChanges() {
    return new ApplyingFacilityChanges(files(), referenceDataHistory(), projectingOrders());
  }

  /** Applies waiting movements of products and stores that have become known. */
  public void applyWaitingMovements() {
    ApplyingWaitingMovements applying = applyingWaitingMovements();
    catalogIndex()
        .ifPresent(
            index ->
                applying.run(
                    IntStream.range(0, index.size())
                        .mapToObj(slot -> new CanonicalUpc(index.upc(slot)))
                        .toList()));
    applying.run(facilityDirectory());
  }

  /** The products with a known baseline, which may be published. */
  public ProductStates productStates() {
    return new ProductStates(files(), deliveries(), deliveryDocuments(), referenceDataHistory());
  }

  private ReferenceDataHistory referenceDataHistory() {
    return new ReferenceDataHistory(files(), new FacilitiesJson());
  }

  /** Undoes accepted deliveries. */
  public UndoingDelivery undoingDelivery() {
    return new UndoingDelivery(
        deliveries(),
        partRepository(),
        ledgerWriter(),
        source -> settings(source).delivery().undoReach(),
        this::report,
        wiringContext.boundedParallelism(),
        clock());
  }

  public DecidingDelivery decidingDelivery() {
    return new DecidingDelivery(files(), deliveries(), deliveryDocuments());
  }

  /** Accepts movements from the POS. */
  public UpdatingInventory updatingInventory() {
    return updatingInventory(ports().storeActivity());
  }

  private UpdatingInventory updatingInventory(StoreActivity activity) {
    return new UpdatingInventory(
        this::facilityDirectory,
        onlineProducts(),
        ports().waitingMovements(),
        ledger(),
        ledgerWriter(),
        activity);
  }

  /** Runs after products came online or stores became known. */
  public ApplyingWaitingMovements applyingWaitingMovements() {
    return new ApplyingWaitingMovements(
        ports().waitingMovements(),
        onlineProducts(),
        updatingInventory(StoreActivity.NONE),
        wiringContext.boundedParallelism());
  }

  final OnlineProducts onlineProducts() {
    return new OnlineProducts(ports().catalog(), this::productLookupIndex);
  }

  private LedgerWriter ledgerWriter() {
    return new LedgerWriter(ledger(), wiringContext.backoff(), clock());
  }

  private PartRepository partRepository() {
    return new PartRepository(
        files(),
        deliveryDocuments()::manifest,
        new CsvResetPartReader(),
        new CsvVarianceFileFormat());
  }

  private void report(DeliveryId delivery) {
    DeliveryRepository deliveries = deliveries();
    deliveries
        .find(delivery)
        .ifPresent(
            record ->
                deliveryDocuments()
                    .saveReport(DeliveryReport.of(record, deliveries.parts(delivery))));
  }
}
