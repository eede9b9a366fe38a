// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.reporting.morning;

import static java.nio.file.Files.newOutputStream;

import io.inventorybridge.delivery.BucketLayout;
import io.inventorybridge.delivery.DeliveryId;
import io.inventorybridge.delivery.DeliveryManifest;
import io.inventorybridge.delivery.DeliveryRecord;
import io.inventorybridge.delivery.DeliveryRepository;
import io.inventorybridge.delivery.ReferenceData;
import io.inventorybridge.delivery.ResetRow;
import io.inventorybridge.delivery.settlement.PartRepository;
import io.inventorybridge.ledger.OrderFacts;
import io.inventorybridge.ledger.StockLedger;
import io.inventorybridge.ledger.StockRecord;
import io.inventorybridge.pos.StoreActivity;
import io.inventorybridge.settings.InstallationSettings;
import io.inventorybridge.stock.StockBaseline;
import io.inventorybridge.stock.StockKey;
import io.inventorybridge.support.concurrent.BoundedParallelism;
import io.inventorybridge.support.files.FileStore;
import io.inventorybridge.support.files.FileStore.Content;
import io.inventorybridge.support.files.RunDirectory;
import io.inventorybridge.support.files.StorageFailure;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The report of a settled delivery, which the retailer's staff read every morning. It shows where
 * Retail Pro's numbers differ from our ledger, which units of partially completed orders are
 * deducted for long, and which stores are silent. It only reads data that the settlement stored
 * with the keys, so that no import waits for it. The summary is written last; if it exists, the
 * report is not made again.
 *
 * <p>A row waits on disk until its store's totals are known: memory holds only totals.
 */
public final class ReportingDelivery {
  /** The name of the summary's file. */
  public static final String SUMMARY = "summary.json";

  private static final int BATCH = 1_000;

  private final FileStore files;
  private final PartRepository parts;
  private final DeliveryRepository deliveries;
  private final StockLedger ledger;
  private final StoreActivity activity;
  private final ReferenceData reference;
  private final BoundedParallelism boundedParallelism;
  private final List<MorningFormat> documents;
  private final SummaryFormat notation;
  private final Path disk;

  /**
   * @param documents the file formats of the lists
   * @param disk an existing directory on local disk with room for the rows that differ, twice
   */
  public ReportingDelivery(
      FileStore files,
      PartRepository parts,
      DeliveryRepository deliveries,
      StockLedger ledger,
      StoreActivity activity,
      ReferenceData reference,
      BoundedParallelism boundedParallelism,
      List<MorningFormat> documents,
      SummaryFormat notation,
      Path disk) {
    this.files = files;
    this.parts = parts;
    this.deliveries = deliveries;
    this.ledger = ledger;
    this.activity = activity;
    this.reference = reference;
    this.boundedParallelism = boundedParallelism;
    this.documents = List.copyOf(documents);
    this.notation = notation;
    this.disk = disk;
  }

  /** The file format of a summary. */
  @FunctionalInterface
  public interface SummaryFormat {
    byte[] write(MorningSummary summary);
  }

  /** The result of the reporting. */
  public sealed interface ReportOutcome {}

  public record Reported(MorningSummary summary) implements ReportOutcome {}

  /** The summary exists: the event was repeated. */
  public record ReportedBefore() implements ReportOutcome {}

  /** The delivery is not settled, so it cannot be reported now. */
  public record NotSettled() implements ReportOutcome {}

  public ReportOutcome report(DeliveryId delivery) {
    if (deliveries
        .find(delivery)
        .filter(record -> record.status() == DeliveryRecord.Status.SETTLED)
        .isEmpty()) {
      return new NotSettled();
    }
    if (files.find(BucketLayout.morning(delivery, SUMMARY)).isPresent()) {
      return new ReportedBefore();
    }
    try (RunDirectory runDirectory = RunDirectory.in(disk)) {
      return new Reported(write(parts.manifest(delivery), runDirectory));
    } catch (IOException e) {
      throw new StorageFailure("writing the morning's figures of " + delivery, e);
    }
  }

  private MorningSummary write(DeliveryManifest manifest, RunDirectory runDirectory)
      throws IOException {
    Instant snapshot = manifest.snapshot().at();
    try (BaselineComparison comparing = new BaselineComparison(runDirectory.file("compared"));
        AgingOrders ageing = new AgingOrders(snapshot, runDirectory.file("aged"))) {
      eachKey(manifest, comparing, ageing);
      MorningSummary summary =
          new MorningSummary(
              manifest.delivery(),
              snapshot,
              comparing.totals(activity, snapshot),
              ageing.totals(),
              silentStores(manifest.source(), snapshot));
      for (MorningFormat as : documents) {
        lists(as, runDirectory, summary, comparing, ageing);
      }
      files.put(
          BucketLayout.morning(summary.delivery(), SUMMARY),
          Content.of(notation.write(summary)),
          Map.of());
      return summary;
    }
  }

  private List<SilentStore> silentStores(String source, Instant snapshot) {
    InstallationSettings settings = reference.settings(source);
    return new SilentStoreFinder(
            settings.publishing().openingHours(), settings.snapshot().zone(), activity)
        .at(snapshot, reference.facilityDirectory());
  }

  private void lists(
      MorningFormat as,
      RunDirectory runDirectory,
      MorningSummary summary,
      BaselineComparison comparing,
      AgingOrders ageing)
      throws IOException {
    List<StoreDifferences> stores = summary.differences().stores();
    put(
        runDirectory,
        summary,
        "differences." + as.extension(),
        to -> as.differences(to, summary, comparing.differences(stores)));
    put(
        runDirectory,
        summary,
        "ageing." + as.extension(),
        to -> as.aging(to, summary, ageing.listed()));
    put(
        runDirectory,
        summary,
        "silent-stores." + as.extension(),
        to -> as.silentStores(to, summary, summary.silentStores()));
  }

  private interface ContentWriter {
    void to(OutputStream out) throws IOException;
  }

  private void put(
      RunDirectory runDirectory, MorningSummary summary, String name, ContentWriter writing)
      throws IOException {
    Path file = runDirectory.file(name);
    try (OutputStream out = new BufferedOutputStream(newOutputStream(file))) {
      writing.to(out);
    }
    files.put(BucketLayout.morning(summary.delivery(), name), Content.of(file), Map.of());
    java.nio.file.Files.delete(file);
  }

  // ------------------------------------------------------------------ the delivery's keys

  private record Row(StockKey key, String upca) {}

  private void eachKey(
      DeliveryManifest manifest, BaselineComparison comparing, AgingOrders ageing) {
    for (DeliveryManifest.Part part : manifest.parts()) {
      try (Stream<ResetRow> rows = parts.reset(new PartRepository.PartRef(manifest, part), 0)) {
        Iterator<ResetRow> left = rows.iterator();
        while (left.hasNext()) {
          List<Row> batch = new ArrayList<>(BATCH);
          while (batch.size() < BATCH && left.hasNext()) {
            ResetRow row = left.next();
            batch.add(new Row(row.key(), row.upca()));
          }
          Map<StockKey, StockRecord> records = ledger.find(batch.stream().map(Row::key).toList());
          add(manifest, batch, records, comparing, ageing);
        }
      }
    }
    if (manifest.kind() == DeliveryManifest.DeliveryKind.INITIAL) {
      eachSwept(manifest, comparing, ageing);
    }
  }

  // Keys that an initial load omits have no row; they are found in the ledger.
  private void eachSwept(
      DeliveryManifest manifest, BaselineComparison comparing, AgingOrders ageing) {
    String cursor = "";
    do {
      StockLedger.Page page = ledger.scan(manifest.stores(), cursor);
      List<Row> rows = new ArrayList<>();
      Map<StockKey, StockRecord> records = new HashMap<>();
      for (StockRecord record : page.records()) {
        StockBaseline baseline = record.settled().baseline();
        if (baseline.part().equals(StockBaseline.SWEEP) && isOf(manifest, record)) {
          rows.add(new Row(record.key(), record.key().upc().toString()));
          records.put(record.key(), record);
        }
      }
      add(manifest, rows, records, comparing, ageing);
      cursor = page.next();
    } while (!cursor.isEmpty());
  }

  private void add(
      DeliveryManifest manifest,
      List<Row> rows,
      Map<StockKey, StockRecord> records,
      BaselineComparison comparing,
      AgingOrders ageing) {
    List<Row> ordered = new ArrayList<>();
    for (Row row : rows) {
      StockRecord record = records.get(row.key());
      if (record == null || !isOf(manifest, record)) {
        comparing.superseded();
        continue;
      }
      comparing.settled(record, row.upca());
      if (record.orders() > 0) {
        ordered.add(row);
      }
    }
    List<List<OrderFacts>> orders =
        boundedParallelism.each(ordered, row -> ledger.orders(row.key()));
    for (int i = 0; i < ordered.size(); i++) {
      ageing.add(ordered.get(i).key(), ordered.get(i).upca(), orders.get(i));
    }
  }

  private static boolean isOf(DeliveryManifest manifest, StockRecord record) {
    return record.settled().baseline().delivery().equals(manifest.delivery().value());
  }
}
