// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.reporting.page.writing;

import static java.util.Objects.requireNonNull;

import io.inventorybridge.delivery.BucketLayout;
import io.inventorybridge.delivery.DeliveryId;
import io.inventorybridge.delivery.DeliveryManifest;
import io.inventorybridge.delivery.DeliveryRecord;
import io.inventorybridge.delivery.DeliveryRepository;
import io.inventorybridge.delivery.PartRecord;
import io.inventorybridge.delivery.ReferenceData;
import io.inventorybridge.ledger.StockLedger;
import io.inventorybridge.ledger.StockRecord;
import io.inventorybridge.masterdata.catalog.CatalogProduct;
import io.inventorybridge.masterdata.catalog.ProductCatalog;
import io.inventorybridge.masterdata.editions.EditionLog;
import io.inventorybridge.masterdata.editions.InputEdition;
import io.inventorybridge.masterdata.facilities.Facility;
import io.inventorybridge.reporting.morning.MorningSummary;
import io.inventorybridge.reporting.morning.ReportingDelivery;
import io.inventorybridge.reporting.morning.ResetDifference;
import io.inventorybridge.reporting.morning.StoreDifferences;
import io.inventorybridge.reporting.page.OperatorCommands;
import io.inventorybridge.reporting.page.PagePaths;
import io.inventorybridge.reporting.page.TrendChart;
import io.inventorybridge.reporting.page.delivery.DeliveryConcerns;
import io.inventorybridge.reporting.page.delivery.DeliveryContext;
import io.inventorybridge.reporting.page.delivery.DeliveryPage;
import io.inventorybridge.reporting.page.delivery.DeliveryPageBuilder;
import io.inventorybridge.reporting.page.delivery.ExplainedKeys;
import io.inventorybridge.reporting.page.delivery.LargestDifferences;
import io.inventorybridge.reporting.page.index.IndexPage;
import io.inventorybridge.reporting.page.index.IndexPageBuilder;
import io.inventorybridge.reporting.page.index.SyncEntry;
import io.inventorybridge.reporting.page.input.StagedInputPage;
import io.inventorybridge.reporting.page.input.StagedInputPageBuilder;
import io.inventorybridge.reporting.page.key.DeductedOrders;
import io.inventorybridge.reporting.page.key.KeyPage;
import io.inventorybridge.reporting.page.key.KeyPageBuilder;
import io.inventorybridge.reporting.page.sync.SyncPage;
import io.inventorybridge.reporting.page.sync.SyncPageBuilder;
import io.inventorybridge.settings.InstallationSettings;
import io.inventorybridge.shopsync.full.FullSyncReport;
import io.inventorybridge.shopsync.full.ReportingFullSync;
import io.inventorybridge.shopsync.reconciling.PairDiscrepancy;
import io.inventorybridge.stock.CanonicalUpc;
import io.inventorybridge.stock.StockKey;
import io.inventorybridge.support.files.FileStore;
import io.inventorybridge.support.files.StorageFailure;
import io.inventorybridge.support.files.StoredFile;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Gathers the data of pages. Thread-safe. */
public final class PageAssembler {
  private static final String INSTALLATION = "installation";
  private static final Duration BACK = Duration.ofDays(IndexPageBuilder.DAYS);

  private final FileStore files;
  private final DeliveryRepository deliveries;
  private final StockLedger ledger;
  private final ProductCatalog catalog;
  private final ReferenceData reference;
  private final ReportReader reports;
  private final EditionLog editions;
  private final OperatorCommands console;
  private final InstantSource clock;

  public PageAssembler(
      FileStore files,
      DeliveryRepository deliveries,
      StockLedger ledger,
      ProductCatalog catalog,
      ReferenceData reference,
      ReportReader reports,
      EditionLog editions,
      OperatorCommands console,
      InstantSource clock) {
    this.files = files;
    this.deliveries = deliveries;
    this.ledger = ledger;
    this.catalog = catalog;
    this.reference = reference;
    this.reports = reports;
    this.editions = editions;
    this.console = console;
    this.clock = clock;
  }

  /** A delivery's page and the pages of the keys it explains, in their order. */
  public record Delivery(DeliveryPage page, List<KeyPage> explained) {
    public Delivery {
      explained = List.copyOf(explained);
    }
  }

  /** A full sync's page and its entry in the index. */
  public record Sync(SyncPage page, SyncEntry entry) {}

  /** Tells whether the delivery is unknown. */
  boolean isUnknown(DeliveryId delivery) {
    return deliveries.find(delivery).isEmpty();
  }

  /** The present pages of a known delivery. */
  public Delivery delivery(DeliveryId delivery) {
    DeliveryRecord record = deliveries.find(delivery).orElseThrow();
    Optional<MorningSummary> summary = summary(delivery);
    LargestDifferences largest = largest(delivery);
    ExplainedKeys listed = ExplainedKeys.of(delivery, summary, largest);
    Map<StockKey, StockRecord> records =
        ledger.find(listed.keys().stream().map(ResetDifference::key).toList());
    ExplainedKeys explained = listed.only(records::containsKey);
    Map<CanonicalUpc, String> titles =
        titles(listed.keys().stream().map(row -> row.key().upc()).distinct().toList());
    InstallationSettings settings = reference.settings(record.source());
    DeliveryContext known =
        new DeliveryContext(
            record,
            deliveries.parts(delivery),
            summary,
            largest,
            nights(record),
            reference.facilityDirectory(),
            titles,
            settings);
    return new Delivery(
        new DeliveryPageBuilder(console).page(known, explained),
        explanations(explained, records, titles, settings.snapshot().zone()));
  }

  private Optional<MorningSummary> summary(DeliveryId delivery) {
    return files
        .read(BucketLayout.morning(delivery, ReportingDelivery.SUMMARY))
        .map(reports::summary);
  }

  private LargestDifferences largest(DeliveryId delivery) {
    LargestDifferences largest = new LargestDifferences();
    Optional<StoredFile> list = files.find(BucketLayout.morning(delivery, "differences.json"));
    if (list.isPresent()) {
      try (InputStream in = files.open(list.get())) {
        reports.differences(in, largest::add);
      } catch (IOException e) {
        throw new StorageFailure("reading " + list.get().key(), e);
      }
    }
    return largest;
  }

  private Map<CanonicalUpc, String> titles(Collection<CanonicalUpc> products) {
    Map<CanonicalUpc, String> titles = new HashMap<>();
    for (CanonicalUpc upc : products) {
      catalog.find(upc).stream()
          .flatMap(product -> product.title().stream())
          .findFirst()
          .ifPresent(title -> titles.put(upc, title));
    }
    return titles;
  }

  // The older ordinary deliveries, followed by the delivery itself of any kind.
  private List<DeliveryContext.Night> nights(DeliveryRecord record) {
    List<DeliveryRecord> before =
        deliveries.ofSource(record.source()).stream()
            .filter(
                other ->
                    other.kind() == DeliveryManifest.DeliveryKind.ORDINARY
                        && other.releasedAs().isEmpty()
                        && other.rank().compareTo(record.rank()) < 0)
            .sorted(Comparator.comparing(DeliveryRecord::rank).reversed())
            .limit(TrendChart.NIGHTS - 1)
            .toList();
    List<DeliveryContext.Night> nights = new ArrayList<>();
    before.reversed().forEach(other -> nights.add(night(other)));
    nights.add(night(record));
    return nights;
  }

  private DeliveryContext.Night night(DeliveryRecord record) {
    boolean settled = record.status() == DeliveryRecord.Status.SETTLED;
    return new DeliveryContext.Night(
        record,
        settled
            ? OptionalLong.of(
                deliveries.parts(record.id()).stream()
                    .mapToLong(part -> part.variance().units().units())
                    .sum())
            : OptionalLong.empty(),
        differing(settled ? summary(record.id()) : Optional.empty()));
  }

  private static OptionalLong differing(Optional<MorningSummary> summary) {
    return summary.isPresent() && summary.get().differences().compared() > 0
        ? OptionalLong.of(summary.get().differences().differing())
        : OptionalLong.empty();
  }

  private List<KeyPage> explanations(
      ExplainedKeys explained,
      Map<StockKey, StockRecord> records,
      Map<CanonicalUpc, String> titles,
      ZoneId zone) {
    KeyPageBuilder describing = new KeyPageBuilder(console, zone, Optional.of("../index.html"));
    return explained.keys().stream()
        .map(
            row ->
                describing.page(
                    requireNonNull(records.get(row.key())),
                    ledger.entries(row.key()),
                    // The function that stores pages reads no facts.
                    new DeductedOrders(List.of()),
                    new KeyPageBuilder.Named(
                        row.upca(),
                        Optional.ofNullable(titles.get(row.key().upc())),
                        store(row.key()))))
        .toList();
  }

  private Optional<String> store(StockKey key) {
    return reference.facilityDirectory().facility(key.facility()).flatMap(Facility::name);
  }

  /** The page of any key; empty when the ledger does not contain it. */
  public Optional<KeyPage> key(StockKey key) {
    List<CatalogProduct> products = catalog.find(key.upc());
    return ledger
        .find(key)
        .map(
            record ->
                new KeyPageBuilder(console, zone(), Optional.empty())
                    .page(
                        record,
                        ledger.entries(key),
                        new DeductedOrders(ledger.orders(key)),
                        new KeyPageBuilder.Named(
                            products.stream()
                                .map(CatalogProduct::upca)
                                .findFirst()
                                .orElse(key.upc().toString()),
                            products.stream().flatMap(it -> it.title().stream()).findFirst(),
                            store(key))));
  }

  /** The editions of the last days that the brake held, with their present status. */
  List<InputEdition> held() {
    return editions.held(clock.instant().minus(BACK));
  }

  /** The page of an edition that the brake held. */
  StagedInputPage staged(InputEdition staged) {
    return new StagedInputPageBuilder(console, zone())
        .page(
            staged,
            titles(
                staged.finding().largest().stream()
                    .map(pair -> CanonicalUpc.of(pair.upca()))
                    .distinct()
                    .toList()));
  }

  /** The page of a full sync; empty without a report of it. */
  public Optional<Sync> sync(String run) {
    return files
        .read(ReportingFullSync.key(run) + ".json")
        .map(reports::sync)
        .map(
            report -> {
              SyncPage page = new SyncPageBuilder(console, zone()).page(report, titles(report));
              return new Sync(
                  page,
                  new SyncEntry(
                      run,
                      report.began(),
                      page.headline().tone(),
                      page.headline().status(),
                      page.headline().sentence()));
            });
  }

  private Map<CanonicalUpc, String> titles(FullSyncReport report) {
    return titles(
        SyncPageBuilder.shown(report).stream()
            .map(PairDiscrepancy::product)
            .flatMap(Optional::stream)
            .distinct()
            .toList());
  }

  /** The index page that is stored: the last days of all sources, and of the syncs. */
  IndexPage index() {
    return index(Optional.empty());
  }

  /**
   * The index page for a browser.
   *
   * @param refresh the interval after which a browser reloads the page; empty for never
   */
  public IndexPage index(Optional<Duration> refresh) {
    Instant now = clock.instant();
    Instant from = now.minus(BACK);
    List<IndexPageBuilder.Source> sources =
        deliveries.sources().stream()
            .map(
                source ->
                    new IndexPageBuilder.Source(
                        source,
                        deliveries.ofSource(source).stream()
                            .filter(record -> record.uploaded().isAfter(from))
                            .map(this::indexed)
                            .toList()))
            .toList();
    List<SyncEntry> syncs =
        files.list(PagePaths.syncs()).stream()
            .filter(file -> file.key().endsWith(".json") && file.lastModified().isAfter(from))
            .flatMap(file -> files.read(file.key()).map(reports::syncEntry).stream())
            .sorted(Comparator.comparing(SyncEntry::began).reversed())
            .toList();
    List<InputEdition> staged =
        editions.held(from).stream().filter(InputEdition::isStaged).toList();
    return new IndexPageBuilder(now, zone(), refresh).page(staged, sources, syncs);
  }

  private IndexPageBuilder.Night indexed(DeliveryRecord record) {
    Optional<MorningSummary> summary =
        record.status() == DeliveryRecord.Status.SETTLED ? summary(record.id()) : Optional.empty();
    return new IndexPageBuilder.Night(
        record,
        record.status() == DeliveryRecord.Status.RUNNING
            ? deliveries.parts(record.id()).stream()
                .filter(part -> part.status() == PartRecord.Status.SETTLED)
                .count()
            : 0,
        differing(summary),
        (int)
            summary.filter(it -> !it.differences().fileIsSuspect()).stream()
                .flatMap(it -> it.differences().stores().stream())
                .filter(StoreDifferences::feedIsDead)
                .count(),
        summary.map(it -> it.silentStores().size()).orElse(0),
        record.status() == DeliveryRecord.Status.SETTLED
            ? DeliveryConcerns.first(record, summary)
            : Optional.empty());
  }

  private ZoneId zone() {
    return reference.settings(INSTALLATION).snapshot().zone();
  }
}
