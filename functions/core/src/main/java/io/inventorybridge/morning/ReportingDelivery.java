// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.morning;

import static java.nio.file.Files.newOutputStream;

import io.inventorybridge.delivery.BucketKeys;
import io.inventorybridge.delivery.Deliveries;
import io.inventorybridge.delivery.DeliveryId;
import io.inventorybridge.delivery.DeliveryRecord;
import io.inventorybridge.delivery.Manifest;
import io.inventorybridge.delivery.ResetRow;
import io.inventorybridge.delivery.receiving.Reference;
import io.inventorybridge.files.Files;
import io.inventorybridge.files.Files.Content;
import io.inventorybridge.files.StorageFailure;
import io.inventorybridge.ledger.Lanes;
import io.inventorybridge.ledger.Ledger;
import io.inventorybridge.ledger.OrderOnKey;
import io.inventorybridge.ledger.StockRecord;
import io.inventorybridge.settings.Settings;
import io.inventorybridge.settlement.PartFiles;
import io.inventorybridge.stock.Baseline;
import io.inventorybridge.stock.StockKey;
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

  private final Files files;
  private final PartFiles parts;
  private final Deliveries deliveries;
  private final Ledger ledger;
  private final StoreActivity activity;
  private final Reference reference;
  private final Lanes lanes;
  private final List<MorningDocuments> documents;
  private final SummaryNotation notation;
  private final Path disk;

  /**
   * @param documents the file formats of the lists
   * @param disk an existing directory on local disk with room for the rows that differ, twice
   */
  public ReportingDelivery(
      Files files,
      PartFiles parts,
      Deliveries deliveries,
      Ledger ledger,
      StoreActivity activity,
      Reference reference,
      Lanes lanes,
      List<MorningDocuments> documents,
      SummaryNotation notation,
      Path disk) {
    this.files = files;
    this.parts = parts;
    this.deliveries = deliveries;
    this.ledger = ledger;
    this.activity = activity;
    this.reference = reference;
    this.lanes = lanes;
    this.documents = List.copyOf(documents);
    this.notation = notation;
    this.disk = disk;
  }

  /** The file format of a summary. */
  @FunctionalInterface
  public interface SummaryNotation {
    byte[] write(MorningSummary summary);
  }

  /** The result of the reporting. */
  public sealed interface Outcome {}

  public record Reported(MorningSummary summary) implements Outcome {}

  /** The summary exists: the event was repeated. */
  public record ReportedBefore() implements Outcome {}

  /** The delivery is not settled, so it cannot be reported now. */
  public record NotSettled() implements Outcome {}

  public Outcome report(DeliveryId delivery) {
    if (deliveries
        .find(delivery)
        .filter(record -> record.status() == DeliveryRecord.Status.SETTLED)
        .isEmpty()) {
      return new NotSettled();
    }
    if (files.find(BucketKeys.morning(delivery, SUMMARY)).isPresent()) {
      return new ReportedBefore();
    }
    try (Desk desk = Desk.in(disk)) {
      return new Reported(write(parts.manifest(delivery), desk));
    } catch (IOException e) {
      throw new StorageFailure("writing the morning's figures of " + delivery, e);
    }
  }

  private MorningSummary write(Manifest manifest, Desk desk) throws IOException {
    Instant snapshot = manifest.snapshot().at();
    try (Comparing comparing = new Comparing(desk.file("compared"));
        AgeingOrders ageing = new AgeingOrders(snapshot, desk.file("aged"))) {
      eachKey(manifest, comparing, ageing);
      MorningSummary summary =
          new MorningSummary(
              manifest.delivery(),
              snapshot,
              comparing.totals(activity, snapshot),
              ageing.totals(),
              silentStores(manifest.source(), snapshot));
      for (MorningDocuments as : documents) {
        lists(as, desk, summary, comparing, ageing);
      }
      files.put(
          BucketKeys.morning(summary.delivery(), SUMMARY),
          Content.of(notation.write(summary)),
          Map.of());
      return summary;
    }
  }

  private List<SilentStore> silentStores(String source, Instant snapshot) {
    Settings settings = reference.settings(source);
    return new SilentStores(
            settings.publishing().openingHours(), settings.snapshot().zone(), activity)
        .at(snapshot, reference.facilityDirectory());
  }

  private void lists(
      MorningDocuments as,
      Desk desk,
      MorningSummary summary,
      Comparing comparing,
      AgeingOrders ageing)
      throws IOException {
    List<StoreDifferences> stores = summary.differences().stores();
    put(
        desk,
        summary,
        "differences." + as.extension(),
        to -> as.differences(to, summary, comparing.differences(stores)));
    put(desk, summary, "ageing." + as.extension(), to -> as.ageing(to, summary, ageing.listed()));
    put(
        desk,
        summary,
        "silent-stores." + as.extension(),
        to -> as.silentStores(to, summary, summary.silentStores()));
  }

  private interface Writing {
    void to(OutputStream out) throws IOException;
  }

  private void put(Desk desk, MorningSummary summary, String name, Writing writing)
      throws IOException {
    Path file = desk.file(name);
    try (OutputStream out = new BufferedOutputStream(newOutputStream(file))) {
      writing.to(out);
    }
    files.put(BucketKeys.morning(summary.delivery(), name), Content.of(file), Map.of());
    java.nio.file.Files.delete(file);
  }

  // ------------------------------------------------------------------ the delivery's keys

  private record Row(StockKey key, String upca) {}

  private void eachKey(Manifest manifest, Comparing comparing, AgeingOrders ageing) {
    for (Manifest.Part part : manifest.parts()) {
      try (Stream<ResetRow> rows = parts.reset(new PartFiles.Cut(manifest, part), 0)) {
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
    if (manifest.kind() == Manifest.Kind.INITIAL) {
      eachSwept(manifest, comparing, ageing);
    }
  }

  // Keys that an initial load omits have no row; they are found in the ledger.
  private void eachSwept(Manifest manifest, Comparing comparing, AgeingOrders ageing) {
    String cursor = "";
    do {
      Ledger.Page page = ledger.scan(manifest.stores(), cursor);
      List<Row> rows = new ArrayList<>();
      Map<StockKey, StockRecord> records = new HashMap<>();
      for (StockRecord record : page.records()) {
        Baseline baseline = record.settled().baseline();
        if (baseline.part().equals(Baseline.SWEEP) && isOf(manifest, record)) {
          rows.add(new Row(record.key(), record.key().upc().toString()));
          records.put(record.key(), record);
        }
      }
      add(manifest, rows, records, comparing, ageing);
      cursor = page.next();
    } while (!cursor.isEmpty());
  }

  private void add(
      Manifest manifest,
      List<Row> rows,
      Map<StockKey, StockRecord> records,
      Comparing comparing,
      AgeingOrders ageing) {
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
    List<List<OrderOnKey>> orders = lanes.each(ordered, row -> ledger.orders(row.key()));
    for (int i = 0; i < ordered.size(); i++) {
      ageing.add(ordered.get(i).key(), ordered.get(i).upca(), orders.get(i));
    }
  }

  private static boolean isOf(Manifest manifest, StockRecord record) {
    return record.settled().baseline().delivery().equals(manifest.delivery().value());
  }
}
