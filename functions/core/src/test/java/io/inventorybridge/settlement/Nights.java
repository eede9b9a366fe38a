// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.settlement;

import io.inventorybridge.delivery.BucketKeys;
import io.inventorybridge.delivery.Compression;
import io.inventorybridge.delivery.DeliveryId;
import io.inventorybridge.delivery.DeliveryRecord;
import io.inventorybridge.delivery.Drop;
import io.inventorybridge.delivery.InMemoryDeliveries;
import io.inventorybridge.delivery.Manifest;
import io.inventorybridge.delivery.PartName;
import io.inventorybridge.delivery.PartRecord.ResetTotals;
import io.inventorybridge.delivery.PartRecord.VarianceTotals;
import io.inventorybridge.delivery.ResetRow;
import io.inventorybridge.delivery.SnapshotTime;
import io.inventorybridge.delivery.receiving.Reference;
import io.inventorybridge.delivery.rows.RowCounts;
import io.inventorybridge.facilities.Stores;
import io.inventorybridge.files.Digest;
import io.inventorybridge.files.Files.Content;
import io.inventorybridge.files.InMemoryFiles;
import io.inventorybridge.ledger.Backoff;
import io.inventorybridge.ledger.InMemoryLedger;
import io.inventorybridge.ledger.Lanes;
import io.inventorybridge.ledger.PostingEntries;
import io.inventorybridge.ledger.StockRecord;
import io.inventorybridge.morning.MorningCsv;
import io.inventorybridge.morning.ReportingDelivery;
import io.inventorybridge.morning.StoreActivity;
import io.inventorybridge.orders.InMemoryOrders;
import io.inventorybridge.orders.InMemoryOrdersByFacility;
import io.inventorybridge.orders.ItemStatus;
import io.inventorybridge.orders.KnownPolicy;
import io.inventorybridge.orders.OrderStatus;
import io.inventorybridge.orders.OrderVersion;
import io.inventorybridge.orders.RecordingOrders;
import io.inventorybridge.orders.ShopPlaces;
import io.inventorybridge.stock.FacilityId;
import io.inventorybridge.stock.Movement;
import io.inventorybridge.stock.Quantity;
import io.inventorybridge.stock.StockKey;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;

/** A bridge in memory, with a method for each event of a night. */
final class Nights {
  static final BooleanSupplier ALL_THE_TIME = () -> true;
  private static final Stores STORES = facility -> Stores.Kind.STORE;

  final InMemoryFiles files;
  final InMemoryLedger ledger = new InMemoryLedger();
  final InMemoryDeliveries deliveries = new InMemoryDeliveries();
  final List<DeliveryId> reports = new ArrayList<>();
  final PostingEntries entries;
  final SettlingPart settling;
  private final Map<DeliveryId, Manifest> manifests = new HashMap<>();
  private final Map<DeliveryId, List<ResetRow>> rows = new HashMap<>();
  private final PartFiles parts;
  private final RecordingOrders orders;
  private final ComputingVariance computing;
  private final ImportingReset importingReset;
  private final ImportingVariance importingVariance;
  private final SweepingLoad sweeping;

  Nights() {
    Clock clock = Clock.fixed(Instant.parse("2026-11-24T09:00:00Z"), ZoneOffset.UTC);
    files = new InMemoryFiles(clock);
    entries = new PostingEntries(ledger, Backoff.NONE, clock);
    orders =
        new RecordingOrders(
            new InMemoryOrders(),
            new InMemoryOrdersByFacility(),
            entries,
            () -> STORES,
            ShopPlaces.NONE,
            Lanes.ONE,
            Backoff.NONE);
    PlainParts notation = new PlainParts();
    parts = new PartFiles(files, id -> Optional.ofNullable(manifests.get(id)), notation, notation);
    computing = new ComputingVariance(parts, deliveries, ledger, Lanes.ONE, clock);
    importingReset = new ImportingReset(parts, entries, Lanes.ONE, clock);
    importingVariance = new ImportingVariance(parts, entries, Lanes.ONE, clock);
    settling = new SettlingPart(parts, deliveries, reports::add, clock);
    sweeping = new SweepingLoad(parts, ledger, entries, settling, Lanes.ONE, clock);
  }

  /** Drops a delivery of one part: rows as {@code "NY A 10"}. */
  DeliveryId delivery(String snapshot, String... rows) {
    return delivery(Manifest.Kind.ORDINARY, snapshot, List.of(List.of(rows)));
  }

  DeliveryId delivery(Manifest.Kind kind, String snapshot, List<List<String>> cut) {
    Instant at = Instant.parse(snapshot);
    DeliveryId id = DeliveryId.of(at, "us", Digest.sha256(cut.toString().getBytes()));
    SnapshotTime time = new SnapshotTime(at, SnapshotTime.From.METADATA);
    Drop drop = new Drop("incoming/us/delta.csv", "e", at.plusSeconds(1800));
    List<Manifest.Part> all = new ArrayList<>();
    TreeSet<FacilityId> stores = new TreeSet<>();
    for (int n = 0; n < cut.size(); n++) {
      PartName name = new PartName(n + 1);
      List<ResetRow> part = new ArrayList<>();
      for (String row : cut.get(n)) {
        String[] cells = row.split(" ");
        StockKey key = StockKey.of(cells[0], cells[1]);
        stores.add(key.facility());
        part.add(
            new ResetRow(
                key,
                cells[1],
                Quantity.of(Long.parseLong(cells[2])),
                ResetRow.DEFAULT_LOCATION,
                part.size() + 2L));
      }
      byte[] content = PlainParts.reset(part);
      files.put(
          BucketKeys.reset(id, name),
          Content.of(content),
          Map.of(BucketKeys.SHA256, Digest.sha256(content)));
      all.add(new Manifest.Part(name, part.size(), Digest.sha256(content)));
      rows.put(id, part);
    }
    Manifest.Input input =
        new Manifest.Input(
            Digest.sha256(id.value().getBytes()), 1, ',', "UTF-8", Compression.NONE, 0);
    manifests.put(
        id,
        new Manifest(
            id, kind, time, drop.at(), drop, input, "c", "f", RowCounts.NONE, stores, all, "s/"));
    deliveries.create(
        new DeliveryRecord(
            id,
            kind,
            DeliveryRecord.Status.RUNNING,
            Optional.empty(),
            time,
            drop.at(),
            drop,
            input.sha256(),
            1,
            Optional.empty(),
            RowCounts.NONE,
            stores,
            Optional.empty(),
            all.size(),
            new TreeMap<>(),
            Optional.empty(),
            Optional.empty(),
            0));
    return id;
  }

  ComputingVariance.Outcome compute(DeliveryId id) {
    return compute(id, 1);
  }

  ComputingVariance.Outcome compute(DeliveryId id, int part) {
    return computing.compute(id, new PartName(part));
  }

  ResetTotals reset(DeliveryId id) {
    return reset(id, 1);
  }

  ResetTotals reset(DeliveryId id, int part) {
    return reset(id, part, 0, ALL_THE_TIME).totals();
  }

  Progress<ResetTotals> reset(DeliveryId id, int part, long from, BooleanSupplier timeIsLeft) {
    return importingReset.run(id, new PartName(part), from, ResetTotals.NONE, timeIsLeft);
  }

  VarianceTotals variance(DeliveryId id) {
    return variance(id, 1);
  }

  VarianceTotals variance(DeliveryId id, int part) {
    return variance(id, part, 0, ALL_THE_TIME).totals();
  }

  Progress<VarianceTotals> variance(
      DeliveryId id, int part, long from, BooleanSupplier timeIsLeft) {
    return importingVariance.run(id, new PartName(part), from, VarianceTotals.NONE, timeIsLeft);
  }

  SettlingPart.Outcome settle(DeliveryId id, int part) {
    return settling.settle(
        id, new PartName(part), "attempt", ResetTotals.NONE, VarianceTotals.NONE);
  }

  /** Processes a delivery completely, part after part. */
  void apply(DeliveryId id) {
    for (Manifest.Part part : manifests.get(id).parts()) {
      int number = part.name().number();
      compute(id, number);
      reset(id, number);
      variance(id, number);
      if (settle(id, number) == SettlingPart.Outcome.SWEEP) {
        sweeping.run(id, "", 0, ALL_THE_TIME);
      }
    }
  }

  /** Records an order: items as {@code "NY A 2 COMPLETED"}, in the facility named. */
  void order(String id, OrderStatus status, String updated, String... items) {
    List<OrderVersion.Item> lines = new ArrayList<>();
    for (String item : items) {
      String[] cells = item.split(" ");
      StockKey key = StockKey.of(cells[0], cells[1]);
      lines.add(
          new OrderVersion.Item(
              "" + (lines.size() + 1),
              Optional.of(key.upc()),
              Quantity.of(Long.parseLong(cells[2])),
              Optional.of(key.facility()),
              ItemStatus.valueOf(cells[3]),
              Optional.empty(),
              Optional.empty(),
              OrderVersion.ShopifyItem.NONE));
    }
    OrderVersion version =
        new OrderVersion(
            id,
            Optional.empty(),
            Optional.empty(),
            status,
            Instant.parse(updated),
            Optional.empty(),
            Optional.empty(),
            lines);
    orders.record(List.of(version), new KnownPolicy.OrderCompleted());
  }

  void sale(String facility, String upc, String id, String at) {
    entries.move(new Movement(StockKey.of(facility, upc), id, Instant.parse(at), Quantity.of(-1)));
  }

  /** Makes the report of a delivery, as CSV. */
  ReportingDelivery.Outcome report(
      DeliveryId id, StoreActivity activity, Reference reference, Path disk) {
    return new ReportingDelivery(
            files,
            parts,
            deliveries,
            ledger,
            activity,
            reference,
            Lanes.ONE,
            List.of(new MorningCsv()),
            summary -> summary.toString().getBytes(StandardCharsets.UTF_8),
            disk)
        .report(id);
  }

  long onHand(String facility, String upc) {
    return record(facility, upc).onHand().units();
  }

  StockRecord record(String facility, String upc) {
    StockKey key = StockKey.of(facility, upc);
    return entries.read(List.of(key)).apply(key);
  }

  List<String> varianceFile(DeliveryId id) {
    String content = new String(files.read(BucketKeys.variance(id, new PartName(1))).orElseThrow());
    return content.isEmpty() ? List.of() : List.of(content.split("\n"));
  }
}
