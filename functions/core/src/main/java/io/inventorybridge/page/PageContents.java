// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.page;

import static java.util.Objects.requireNonNull;

import io.inventorybridge.catalog.Catalog;
import io.inventorybridge.catalog.Product;
import io.inventorybridge.delivery.BucketKeys;
import io.inventorybridge.delivery.Deliveries;
import io.inventorybridge.delivery.DeliveryId;
import io.inventorybridge.delivery.DeliveryRecord;
import io.inventorybridge.delivery.Manifest;
import io.inventorybridge.delivery.PartRecord;
import io.inventorybridge.delivery.receiving.Reference;
import io.inventorybridge.facilities.Facility;
import io.inventorybridge.files.Files;
import io.inventorybridge.files.StorageFailure;
import io.inventorybridge.files.StoredFile;
import io.inventorybridge.ledger.Ledger;
import io.inventorybridge.ledger.StockRecord;
import io.inventorybridge.morning.MorningSummary;
import io.inventorybridge.morning.ReportingDelivery;
import io.inventorybridge.morning.ResetDifference;
import io.inventorybridge.morning.StoreDifferences;
import io.inventorybridge.page.delivery.DeliveryPage;
import io.inventorybridge.page.delivery.DescribingDelivery;
import io.inventorybridge.page.delivery.Explained;
import io.inventorybridge.page.delivery.Known;
import io.inventorybridge.page.delivery.LargestDifferences;
import io.inventorybridge.page.index.DescribingIndex;
import io.inventorybridge.page.index.IndexPage;
import io.inventorybridge.page.index.SyncEntry;
import io.inventorybridge.page.key.DescribingKey;
import io.inventorybridge.page.key.KeyPage;
import io.inventorybridge.page.sync.DescribingSync;
import io.inventorybridge.page.sync.SyncPage;
import io.inventorybridge.settings.Settings;
import io.inventorybridge.stock.StockKey;
import io.inventorybridge.stock.Upc;
import io.inventorybridge.sync.full.FullSyncReport;
import io.inventorybridge.sync.full.ReportingFullSync;
import io.inventorybridge.sync.reconciling.Discrepancy;
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
public final class PageContents {
  private static final String INSTALLATION = "installation";
  private static final Duration BACK = Duration.ofDays(DescribingIndex.DAYS);

  private final Files files;
  private final Deliveries deliveries;
  private final Ledger ledger;
  private final Catalog catalog;
  private final Reference reference;
  private final ReportReading reports;
  private final Console console;
  private final InstantSource clock;

  public PageContents(
      Files files,
      Deliveries deliveries,
      Ledger ledger,
      Catalog catalog,
      Reference reference,
      ReportReading reports,
      Console console,
      InstantSource clock) {
    this.files = files;
    this.deliveries = deliveries;
    this.ledger = ledger;
    this.catalog = catalog;
    this.reference = reference;
    this.reports = reports;
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
    Explained listed = Explained.of(delivery, summary, largest);
    Map<StockKey, StockRecord> records =
        ledger.find(listed.keys().stream().map(ResetDifference::key).toList());
    Explained explained = listed.only(records::containsKey);
    Map<Upc, String> titles =
        titles(listed.keys().stream().map(row -> row.key().upc()).distinct().toList());
    Settings settings = reference.settings(record.source());
    Known known =
        new Known(
            record,
            deliveries.parts(delivery),
            summary,
            largest,
            nights(record),
            reference.facilityDirectory(),
            titles,
            settings);
    return new Delivery(
        new DescribingDelivery(console).page(known, explained),
        explanations(explained, records, titles, settings.snapshot().zone()));
  }

  private Optional<MorningSummary> summary(DeliveryId delivery) {
    return files
        .read(BucketKeys.morning(delivery, ReportingDelivery.SUMMARY))
        .map(reports::summary);
  }

  private LargestDifferences largest(DeliveryId delivery) {
    LargestDifferences largest = new LargestDifferences();
    Optional<StoredFile> list = files.find(BucketKeys.morning(delivery, "differences.json"));
    if (list.isPresent()) {
      try (InputStream in = files.open(list.get())) {
        reports.differences(in, largest::add);
      } catch (IOException e) {
        throw new StorageFailure("reading " + list.get().key(), e);
      }
    }
    return largest;
  }

  private Map<Upc, String> titles(Collection<Upc> products) {
    Map<Upc, String> titles = new HashMap<>();
    for (Upc upc : products) {
      catalog.find(upc).stream()
          .flatMap(product -> product.title().stream())
          .findFirst()
          .ifPresent(title -> titles.put(upc, title));
    }
    return titles;
  }

  // The older ordinary deliveries, followed by the delivery itself of any kind.
  private List<Known.Night> nights(DeliveryRecord record) {
    List<DeliveryRecord> before =
        deliveries.ofSource(record.source()).stream()
            .filter(
                other ->
                    other.kind() == Manifest.Kind.ORDINARY
                        && other.releasedAs().isEmpty()
                        && other.rank().compareTo(record.rank()) < 0)
            .sorted(Comparator.comparing(DeliveryRecord::rank).reversed())
            .limit(NightBars.NIGHTS - 1)
            .toList();
    List<Known.Night> nights = new ArrayList<>();
    before.reversed().forEach(other -> nights.add(night(other)));
    nights.add(night(record));
    return nights;
  }

  private Known.Night night(DeliveryRecord record) {
    boolean settled = record.status() == DeliveryRecord.Status.SETTLED;
    return new Known.Night(
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
      Explained explained,
      Map<StockKey, StockRecord> records,
      Map<Upc, String> titles,
      ZoneId zone) {
    DescribingKey describing = new DescribingKey(console, zone, Optional.of("../index.html"));
    return explained.keys().stream()
        .map(
            row ->
                describing.page(
                    requireNonNull(records.get(row.key())),
                    ledger.entries(row.key()),
                    new DescribingKey.Named(
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
    List<Product> products = catalog.find(key.upc());
    return ledger
        .find(key)
        .map(
            record ->
                new DescribingKey(console, zone(), Optional.empty())
                    .page(
                        record,
                        ledger.entries(key),
                        new DescribingKey.Named(
                            products.stream()
                                .map(Product::upca)
                                .findFirst()
                                .orElse(key.upc().toString()),
                            products.stream().flatMap(it -> it.title().stream()).findFirst(),
                            store(key))));
  }

  /** The page of a full sync; empty without a report of it. */
  public Optional<Sync> sync(String run) {
    return files
        .read(ReportingFullSync.key(run) + ".json")
        .map(reports::sync)
        .map(
            report -> {
              SyncPage page = new DescribingSync(console, zone()).page(report, titles(report));
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

  private Map<Upc, String> titles(FullSyncReport report) {
    return titles(
        DescribingSync.shown(report).stream()
            .map(Discrepancy::product)
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
    List<DescribingIndex.Source> sources =
        deliveries.sources().stream()
            .map(
                source ->
                    new DescribingIndex.Source(
                        source,
                        deliveries.ofSource(source).stream()
                            .filter(record -> record.uploaded().isAfter(from))
                            .map(this::indexed)
                            .toList()))
            .toList();
    List<SyncEntry> syncs =
        files.list(PageKeys.syncs()).stream()
            .filter(file -> file.key().endsWith(".json") && file.lastModified().isAfter(from))
            .flatMap(file -> files.read(file.key()).map(reports::syncEntry).stream())
            .sorted(Comparator.comparing(SyncEntry::began).reversed())
            .toList();
    return new DescribingIndex(now, zone(), refresh).page(sources, syncs);
  }

  private DescribingIndex.Night indexed(DeliveryRecord record) {
    Optional<MorningSummary> summary =
        record.status() == DeliveryRecord.Status.SETTLED ? summary(record.id()) : Optional.empty();
    return new DescribingIndex.Night(
        record,
        record.status() == DeliveryRecord.Status.RUNNING
            ? deliveries.parts(record.id()).stream()
                .filter(part -> part.status() == PartRecord.Status.SETTLED)
                .count()
            : 0,
        differing(summary),
        (int)
            summary.stream()
                .flatMap(it -> it.differences().stores().stream())
                .filter(StoreDifferences::feedIsDead)
                .count(),
        summary.map(it -> it.silentStores().size()).orElse(0));
  }

  private ZoneId zone() {
    return reference.settings(INSTALLATION).snapshot().zone();
  }
}
