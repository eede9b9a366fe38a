// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.wiring;

import io.inventorybridge.backfill.FillingDelivery;
import io.inventorybridge.backfill.FollowingFacilities;
import io.inventorybridge.backfill.PlanningBackfill;
import io.inventorybridge.backfill.ProductStates;
import io.inventorybridge.backfill.Versions;
import io.inventorybridge.catalog.ImportingCatalog;
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
import io.inventorybridge.delivery.scanning.ByteRows;
import io.inventorybridge.facilities.ImportingFacilities;
import io.inventorybridge.html.JtePages;
import io.inventorybridge.json.BackfillJson;
import io.inventorybridge.json.DeliveryJson;
import io.inventorybridge.json.FacilitiesJson;
import io.inventorybridge.json.MorningJson;
import io.inventorybridge.json.OrderVersions;
import io.inventorybridge.json.PageReports;
import io.inventorybridge.json.RulesJson;
import io.inventorybridge.ledger.PostingEntries;
import io.inventorybridge.morning.MorningCsv;
import io.inventorybridge.morning.ReportingDelivery;
import io.inventorybridge.morning.StoreActivity;
import io.inventorybridge.notices.Figures;
import io.inventorybridge.notices.ImportFigures;
import io.inventorybridge.notices.TellingDelivery;
import io.inventorybridge.orders.ImportingOrders;
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
import io.inventorybridge.settlement.ComputingVariance;
import io.inventorybridge.settlement.ImportingReset;
import io.inventorybridge.settlement.ImportingVariance;
import io.inventorybridge.settlement.PartFiles;
import io.inventorybridge.settlement.SettlingPart;
import io.inventorybridge.settlement.SweepingLoad;
import io.inventorybridge.stock.Upc;
import io.inventorybridge.sync.pool.CataloguedPlaces;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/** Wires the use cases of the stock: deliveries, orders, POS movements, and their foundations. */
abstract class StockWiring extends InForce {
  StockWiring(Means means) {
    super(means);
  }

  public ImportingCatalog importingCatalog() {
    return new ImportingCatalog(files(), new CsvSheets(), ports().catalog());
  }

  public ImportingFacilities importingFacilities() {
    return new ImportingFacilities(
        files(), new CsvSheets(), ports().facilities(), new FacilitiesJson());
  }

  public ImportingRules importingRules() {
    return new ImportingRules(files(), new CsvSheets(), new RulesJson(), means.backoff());
  }

  public CountingOnline countingOnline() {
    return new CountingOnline(
        ports().catalog(),
        ledger(),
        this::facilityDirectory,
        this::ruleBook,
        () -> productStates().now().storesAwaiting());
  }

  public ImportingOrders importingOrders() {
    return new ImportingOrders(files(), new CsvSheets(), OrderVersions::read, recordingOrders());
  }

  public RecordingOrders recordingOrders() {
    return new RecordingOrders(
        orders(),
        ports().ordersByFacility(),
        postingEntries(),
        this::facilityDirectory,
        shopPlaces(),
        means.lanes(),
        means.backoff());
  }

  /** Resolves the shop's ids of products and facilities by the current data. */
  private ShopPlaces shopPlaces() {
    return new CataloguedPlaces(
        ports()::catalog,
        this::facilityDirectory,
        () -> installationSettings().publishing().topology());
  }

  /** To be run after a facilities import, for facilities whose kind changed. */
  public ProjectingOrders projectingOrders() {
    return new ProjectingOrders(ports().ordersByFacility(), recordingOrders());
  }

  public ComputingVariance computingVariance() {
    return new ComputingVariance(partFiles(), deliveries(), ledger(), means.lanes(), clock());
  }

  public ImportingReset importingReset() {
    return new ImportingReset(partFiles(), postingEntries(), means.lanes(), clock());
  }

  public ImportingVariance importingVariance() {
    return new ImportingVariance(partFiles(), postingEntries(), means.lanes(), clock());
  }

  /** Logs the metrics of imports. */
  public ImportFigures importFigures(Figures figures) {
    return new ImportFigures(ports().spending(), figures);
  }

  public SettlingPart settlingPart() {
    return new SettlingPart(partFiles(), deliveries(), this::report, clock());
  }

  public SweepingLoad sweepingLoad() {
    return new SweepingLoad(
        partFiles(), ledger(), postingEntries(), settlingPart(), means.lanes(), clock());
  }

  public Paperwork paperwork() {
    return new Paperwork(files(), new DeliveryJson());
  }

  public FilteringDelta filteringDelta() {
    return new FilteringDelta(
        files(),
        deliveries(),
        paperwork(),
        ports().onHand(),
        new ByteRows(),
        this,
        clock(),
        Path.of(System.getProperty("java.io.tmpdir")));
  }

  public ReportingDelivery reportingDelivery() {
    return new ReportingDelivery(
        files(),
        partFiles(),
        deliveries(),
        ledger(),
        ports().storeActivity(),
        this,
        means.lanes(),
        List.of(new MorningCsv(), new MorningJson()),
        MorningJson::summary,
        Path.of(System.getProperty("java.io.tmpdir")));
  }

  /** Sends notices about deliveries. */
  public TellingDelivery tellingDelivery(Figures figures) {
    return new TellingDelivery(
        new DeliveryMessage(environment().console(), environment().get(Environment.BUCKET)),
        ports().links(),
        deliveries(),
        ports().notices(),
        figures);
  }

  /** Writes the pages for operators. */
  public WritingPages writingPages() {
    return new WritingPages(files(), pageContents(), new JtePages(), new PageReports());
  }

  /** The data shown on pages. */
  public PageContents pageContents() {
    return new PageContents(
        files(),
        deliveries(),
        ledger(),
        ports().catalog(),
        this,
        new PageReports(),
        environment().console(),
        clock());
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
        clock(),
        Path.of(System.getProperty("java.io.tmpdir")));
  }

  public FollowingFacilities followingFacilities() {
    return new FollowingFacilities(files(), versions(), projectingOrders());
  }

  /** Applies waiting movements of products and stores that have become known. */
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

  /** The products with a known baseline, which may be published. */
  public ProductStates productStates() {
    return new ProductStates(files(), deliveries(), paperwork(), versions());
  }

  private Versions versions() {
    return new Versions(files(), new FacilitiesJson());
  }

  public DecidingDelivery decidingDelivery() {
    return new DecidingDelivery(files(), deliveries(), paperwork());
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
        postingEntries(),
        activity);
  }

  /** Runs after products came online or stores became known. */
  public ApplyingWaitingMovements applyingWaitingMovements() {
    return new ApplyingWaitingMovements(
        ports().waitingMovements(),
        onlineProducts(),
        updatingInventory(StoreActivity.NONE),
        means.lanes());
  }

  final OnlineProducts onlineProducts() {
    return new OnlineProducts(ports().catalog(), this::names);
  }

  private PostingEntries postingEntries() {
    return new PostingEntries(ledger(), means.backoff(), clock());
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
}
