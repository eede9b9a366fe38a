// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.delivery.settlement;

import io.inventorybridge.delivery.BucketLayout;
import io.inventorybridge.delivery.DeliveryId;
import io.inventorybridge.delivery.DeliveryManifest;
import io.inventorybridge.delivery.DeliveryRecord;
import io.inventorybridge.delivery.FileCompression;
import io.inventorybridge.delivery.InMemoryDeliveryRepository;
import io.inventorybridge.delivery.IntakeFindings;
import io.inventorybridge.delivery.PartName;
import io.inventorybridge.delivery.PartRecord.ResetTotals;
import io.inventorybridge.delivery.PartRecord.VarianceTotals;
import io.inventorybridge.delivery.ReferenceData;
import io.inventorybridge.delivery.RejectedKeys;
import io.inventorybridge.delivery.ResetRow;
import io.inventorybridge.delivery.RowCounts;
import io.inventorybridge.delivery.SnapshotTime;
import io.inventorybridge.delivery.SourceObject;
import io.inventorybridge.delivery.undo.UndoingDelivery;
import io.inventorybridge.ledger.InMemoryStockLedger;
import io.inventorybridge.ledger.LedgerWriter;
import io.inventorybridge.ledger.StockRecord;
import io.inventorybridge.ledger.StockTransitions;
import io.inventorybridge.masterdata.facilities.FacilityKinds;
import io.inventorybridge.orders.AcknowledgmentPolicy;
import io.inventorybridge.orders.InMemoryFacilityOrderIndex;
import io.inventorybridge.orders.InMemoryOrderRepository;
import io.inventorybridge.orders.ItemStatus;
import io.inventorybridge.orders.OrderStatus;
import io.inventorybridge.orders.OrderVersion;
import io.inventorybridge.orders.RecordingOrders;
import io.inventorybridge.orders.ShopLocationResolver;
import io.inventorybridge.pos.StoreActivity;
import io.inventorybridge.reporting.morning.MorningCsv;
import io.inventorybridge.reporting.morning.ReportingDelivery;
import io.inventorybridge.stock.FacilityId;
import io.inventorybridge.stock.StockKey;
import io.inventorybridge.stock.StockMovement;
import io.inventorybridge.stock.StockQuantity;
import io.inventorybridge.support.concurrent.BackoffPolicy;
import io.inventorybridge.support.concurrent.BoundedParallelism;
import io.inventorybridge.support.files.ContentDigest;
import io.inventorybridge.support.files.FileStore.Content;
import io.inventorybridge.support.files.InMemoryFileStore;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/** A bridge in memory, with a method for each event of a night. */
final class SettlementFixture {
  static final BooleanSupplier ALL_THE_TIME = () -> true;
  private static final FacilityKinds STORES = facility -> FacilityKinds.FacilityKind.STORE;

  final InMemoryFileStore files;
  final InMemoryStockLedger ledger = new InMemoryStockLedger();
  final InMemoryDeliveryRepository deliveries = new InMemoryDeliveryRepository();
  final List<DeliveryId> reports = new ArrayList<>();
  final LedgerWriter entries;
  final SettlingPart settling;
  private final Map<DeliveryId, DeliveryManifest> manifests = new HashMap<>();
  private final Map<DeliveryId, List<ResetRow>> rows = new HashMap<>();
  private final PartRepository parts;
  private final RecordingOrders orders;
  private final ComputingVariance computing;
  private final ImportingReset importingReset;
  private final ImportingVariance importingVariance;
  private final SweepingLoad sweeping;

  /** The keys of the unusable rows of the next delivery, as {@code "NY 11"}. */
  List<String> unusable = List.of();

  /** The number of rows of the next delivery that may be of any key. */
  long ofAnyKey;

  SettlementFixture() {
    Clock clock = Clock.fixed(Instant.parse("2026-11-24T09:00:00Z"), ZoneOffset.UTC);
    files = new InMemoryFileStore(clock);
    entries = new LedgerWriter(ledger, BackoffPolicy.NONE, clock);
    orders =
        new RecordingOrders(
            new InMemoryOrderRepository(),
            new InMemoryFacilityOrderIndex(),
            entries,
            () -> STORES,
            ShopLocationResolver.NONE,
            BoundedParallelism.ONE,
            BackoffPolicy.NONE);
    PlainPartFormat notation = new PlainPartFormat();
    parts =
        new PartRepository(files, id -> Optional.ofNullable(manifests.get(id)), notation, notation);
    computing = new ComputingVariance(parts, deliveries, ledger, BoundedParallelism.ONE, clock);
    importingReset = new ImportingReset(parts, deliveries, entries, BoundedParallelism.ONE, clock);
    importingVariance =
        new ImportingVariance(parts, deliveries, entries, BoundedParallelism.ONE, clock);
    settling = new SettlingPart(parts, deliveries, reports::add, clock);
    sweeping = new SweepingLoad(parts, ledger, entries, settling, BoundedParallelism.ONE, clock);
  }

  /** Drops a delivery of one part: rows as {@code "NY A 10"}. */
  DeliveryId delivery(String snapshot, String... rows) {
    return delivery(DeliveryManifest.DeliveryKind.ORDINARY, snapshot, List.of(List.of(rows)));
  }

  DeliveryId delivery(DeliveryManifest.DeliveryKind kind, String snapshot, List<List<String>> cut) {
    Instant at = Instant.parse(snapshot);
    return delivery(
        DeliveryId.of(at, "us", ContentDigest.sha256(cut.toString().getBytes())),
        kind,
        snapshot,
        cut);
  }

  /** Drops corrected rejects of a delivery. */
  DeliveryId correction(DeliveryId of, String snapshot, String... rows) {
    DeliveryId id =
        delivery(DeliveryManifest.DeliveryKind.CORRECTION, snapshot, List.of(List.of(rows)));
    deliveries.replace(deliveries.find(id).orElseThrow().correcting(Optional.of(of)));
    return id;
  }

  /** Backfills a delivery for another product. */
  DeliveryId backfill(DeliveryId of, String snapshot, String... rows) {
    return delivery(
        of.backfill("0".repeat(24)),
        DeliveryManifest.DeliveryKind.BACKFILL,
        snapshot,
        List.of(List.of(rows)));
  }

  private DeliveryId delivery(
      DeliveryId id, DeliveryManifest.DeliveryKind kind, String snapshot, List<List<String>> cut) {
    Instant at = Instant.parse(snapshot);
    SnapshotTime time = new SnapshotTime(at, SnapshotTime.From.METADATA);
    SourceObject drop = new SourceObject("incoming/us/delta.csv", "e", at.plusSeconds(1800));
    List<DeliveryManifest.Part> all = new ArrayList<>();
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
                StockQuantity.of(Long.parseLong(cells[2])),
                ResetRow.DEFAULT_LOCATION,
                part.size() + 2L));
      }
      byte[] content = PlainPartFormat.reset(part);
      files.put(
          BucketLayout.reset(id, name),
          Content.of(content),
          Map.of(BucketLayout.SHA256, ContentDigest.sha256(content)));
      all.add(new DeliveryManifest.Part(name, part.size(), ContentDigest.sha256(content)));
      rows.put(id, part);
    }
    files.put(
        BucketLayout.rejectedKeys(id),
        Content.of(
            unusable.stream()
                .map(key -> key.replace(' ', ',') + "\n")
                .collect(Collectors.joining("", "facilityId,upca\n", ""))
                .getBytes(StandardCharsets.UTF_8)),
        Map.of());
    RejectedKeys rejectedKeys = new RejectedKeys(unusable.size(), ofAnyKey);
    unusable = List.of();
    ofAnyKey = 0;
    DeliveryManifest.Input input =
        new DeliveryManifest.Input(
            ContentDigest.sha256(id.value().getBytes()), 1, ',', "UTF-8", FileCompression.NONE, 0);
    manifests.put(
        id,
        new DeliveryManifest(
            id,
            kind,
            time,
            drop.at(),
            drop,
            input,
            "c",
            "f",
            RowCounts.NONE,
            kind == DeliveryManifest.DeliveryKind.BACKFILL ? new TreeSet<>() : stores,
            IntakeFindings.of(rejectedKeys),
            all,
            "s/"));
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
            IntakeFindings.NONE,
            all.size(),
            new TreeMap<>(),
            Optional.empty(),
            Optional.empty(),
            0));
    return id;
  }

  ComputingVariance.VarianceOutcome compute(DeliveryId id) {
    return compute(id, 1);
  }

  ComputingVariance.VarianceOutcome compute(DeliveryId id, int part) {
    return computing.compute(id, new PartName(part));
  }

  ResetTotals reset(DeliveryId id) {
    return reset(id, 1);
  }

  ResetTotals reset(DeliveryId id, int part) {
    return reset(id, part, 0, ALL_THE_TIME).totals();
  }

  ImportProgress<ResetTotals> reset(
      DeliveryId id, int part, long from, BooleanSupplier timeIsLeft) {
    return importingReset.run(id, new PartName(part), from, ResetTotals.NONE, timeIsLeft);
  }

  VarianceTotals variance(DeliveryId id) {
    return variance(id, 1);
  }

  VarianceTotals variance(DeliveryId id, int part) {
    return variance(id, part, 0, ALL_THE_TIME).totals();
  }

  ImportProgress<VarianceTotals> variance(
      DeliveryId id, int part, long from, BooleanSupplier timeIsLeft) {
    return importingVariance.run(id, new PartName(part), from, VarianceTotals.NONE, timeIsLeft);
  }

  SettlingPart.SettlementOutcome settle(DeliveryId id, int part) {
    return settling.settle(
        id, new PartName(part), "attempt", ResetTotals.NONE, VarianceTotals.NONE);
  }

  /** Processes a delivery completely, part after part. */
  void apply(DeliveryId id) {
    for (DeliveryManifest.Part part : manifests.get(id).parts()) {
      int number = part.name().number();
      compute(id, number);
      reset(id, number);
      variance(id, number);
      if (settle(id, number) == SettlingPart.SettlementOutcome.SWEEP) {
        sweeping.run(id, "", 0, ALL_THE_TIME);
      }
    }
  }

  /** Processes a delivery of one part, and sweeps it by one piece of work a call. */
  void applyWithoutTime(DeliveryId id) {
    compute(id);
    reset(id);
    variance(id);
    settle(id, 1);
    SweepingLoad.Swept swept = sweeping.run(id, "", 0, () -> false);
    while (swept.state() == ImportProgress.State.MORE) {
      swept = sweeping.run(id, swept.cursor(), swept.keys(), () -> false);
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
              StockQuantity.of(Long.parseLong(cells[2])),
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
    orders.record(List.of(version), new AcknowledgmentPolicy.OrderCompleted());
  }

  void sale(String facility, String upc, String id, String at) {
    entries.postMovement(
        new StockMovement(StockKey.of(facility, upc), id, Instant.parse(at), StockQuantity.of(-1)));
  }

  /** The undo, with the setting {@code undoReach}. */
  UndoingDelivery undoing(int reach) {
    return new UndoingDelivery(
        deliveries,
        parts,
        entries,
        source -> reach,
        reports::add,
        BoundedParallelism.ONE,
        Clock.fixed(Instant.parse("2026-11-25T09:00:00Z"), ZoneOffset.UTC));
  }

  /** Makes the report of a delivery, as CSV. */
  ReportingDelivery.ReportOutcome report(
      DeliveryId id, StoreActivity activity, ReferenceData reference, Path disk) {
    return new ReportingDelivery(
            files,
            parts,
            deliveries,
            ledger,
            activity,
            reference,
            BoundedParallelism.ONE,
            List.of(new MorningCsv()),
            summary -> summary.toString().getBytes(StandardCharsets.UTF_8),
            disk)
        .report(id);
  }

  /** Withdraws a delivery from one key. */
  StockTransitions.WithdrawOutcome withdraw(DeliveryId id, String facility, String upc) {
    DeliveryManifest manifest =
        Objects.requireNonNull(manifests.get(id), () -> id + " was not delivered");
    return entries.withdraw(record(facility, upc), manifest.rank());
  }

  long onHand(String facility, String upc) {
    return record(facility, upc).onHand().units();
  }

  StockRecord record(String facility, String upc) {
    StockKey key = StockKey.of(facility, upc);
    return entries.read(List.of(key)).apply(key);
  }

  List<String> varianceFile(DeliveryId id) {
    String content =
        new String(files.read(BucketLayout.variance(id, new PartName(1))).orElseThrow());
    return content.isEmpty() ? List.of() : List.of(content.split("\n"));
  }
}
