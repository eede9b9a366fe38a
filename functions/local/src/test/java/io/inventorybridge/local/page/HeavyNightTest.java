// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.inventorybridge.delivery.BucketLayout;
import io.inventorybridge.delivery.DeliveryId;
import io.inventorybridge.delivery.DeliveryManifest;
import io.inventorybridge.delivery.DeliveryRecord;
import io.inventorybridge.delivery.FilterReason;
import io.inventorybridge.delivery.IntakeFindings;
import io.inventorybridge.delivery.PartName;
import io.inventorybridge.delivery.PartRecord;
import io.inventorybridge.delivery.RejectReason;
import io.inventorybridge.delivery.RowCounts;
import io.inventorybridge.delivery.SnapshotTime;
import io.inventorybridge.delivery.SourceObject;
import io.inventorybridge.json.reporting.MorningJson;
import io.inventorybridge.local.LocalOptions;
import io.inventorybridge.local.LocalSystem;
import io.inventorybridge.reporting.morning.MorningFormat.Rows;
import io.inventorybridge.reporting.morning.MorningSummary;
import io.inventorybridge.reporting.morning.ProbableCause;
import io.inventorybridge.reporting.morning.ReportingDelivery;
import io.inventorybridge.reporting.morning.ResetDifference;
import io.inventorybridge.reporting.morning.SilentStore;
import io.inventorybridge.reporting.morning.StoreDifferences;
import io.inventorybridge.reporting.page.PagePaths;
import io.inventorybridge.stock.FacilityId;
import io.inventorybridge.stock.StockKey;
import io.inventorybridge.stock.StockQuantity;
import io.inventorybridge.support.files.FileStore.Content;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The page of the heaviest supported night: 3.7 million rows, 400,000 of online products in 200
 * stores, each of which differs. The test writes the page's data directly; it imports nothing.
 */
@Tag("proof")
@Timeout(600)
class HeavyNightTest {
  private static final int STORES = 200;
  private static final int PRODUCTS = 2_000;
  private static final int PART = 200_000;
  private static final long ROWS = 3_700_000;
  private static final Instant NIGHT = Instant.parse("2026-11-24T07:00:00Z");
  private static final String SHA256 = "0123456789abcdef".repeat(4);
  private static final DeliveryId ID = DeliveryId.of(NIGHT, "sv", SHA256);

  @TempDir private Path directory;

  @Test
  void itsPageIsSmall() throws IOException {
    try (LocalSystem system = LocalSystem.open(LocalOptions.inMemory())) {
      reports(system);
      records(system);
      long cpu = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
      long wall = System.nanoTime();
      system.wiring().writingPages().delivery(ID);
      System.out.printf(
          "page of %,d rows, %,d survivors: %,d bytes, %.1f CPU s of its thread, %.1f s%n",
          ROWS,
          STORES * PRODUCTS,
          page(system, PagePaths.delivery(ID)).length,
          (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - cpu) / 1e9,
          (System.nanoTime() - wall) / 1e9);
      assertThat(page(system, PagePaths.delivery(ID))).hasSizeLessThan(300_000);
      assertThat(page(system, PagePaths.INDEX)).hasSizeLessThan(300_000);
      assertThat(new String(page(system, PagePaths.delivery(ID)), StandardCharsets.UTF_8))
          .contains("3,700,000", "And 399,975 products more.", "And 185 stores more.");
    }
  }

  private static byte[] page(LocalSystem system, String key) {
    return system.wiring().files().read(key).orElseThrow();
  }

  private static String store(int number) {
    return "SV%03d".formatted(number);
  }

  private void reports(LocalSystem system) throws IOException {
    List<StoreDifferences> stores = new ArrayList<>();
    List<SilentStore> silent = new ArrayList<>();
    for (int store = 0; store < STORES; store++) {
      stores.add(
          new StoreDifferences(
              new FacilityId(store(store)),
              PRODUCTS,
              PRODUCTS,
              PRODUCTS,
              StockQuantity.of(PRODUCTS),
              StockQuantity.of(-2L * PRODUCTS),
              store % 9 > 0));
      silent.add(
          new SilentStore(
              new FacilityId(store(store)),
              Optional.of("A store with a name"),
              "ONLINE",
              NIGHT,
              NIGHT,
              Optional.of(NIGHT)));
    }
    MorningSummary summary =
        new MorningSummary(
            ID,
            NIGHT,
            new MorningSummary.Differences(
                (long) STORES * PRODUCTS,
                0,
                new TreeMap<>(
                    Map.of(
                        ProbableCause.SOLD_WITHOUT_EVENT,
                        new MorningSummary.Count((long) STORES * PRODUCTS, StockQuantity.of(-1)))),
                stores),
            MorningSummary.Aging.NONE,
            silent);
    Rows<ResetDifference> rows =
        sink -> {
          for (int product = 0; product < PRODUCTS; product++) {
            for (int store = 0; store < STORES; store++) {
              sink.row(
                  new ResetDifference(
                      StockKey.of(store(store), PageRetailer.upca(product)),
                      PageRetailer.upca(product),
                      StockQuantity.of(7),
                      StockQuantity.of(9 + product % 13),
                      StockQuantity.of(-2 - product % 13),
                      StockQuantity.ZERO,
                      ProbableCause.SOLD_WITHOUT_EVENT));
            }
          }
        };
    Path file = directory.resolve("differences.json");
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
      new MorningJson().differences(out, summary, rows);
    }
    system
        .wiring()
        .files()
        .put(BucketLayout.morning(ID, "differences.json"), Content.of(file), Map.of());
    system
        .wiring()
        .files()
        .put(
            BucketLayout.morning(ID, ReportingDelivery.SUMMARY),
            Content.of(MorningJson.summary(summary)),
            Map.of());
  }

  private static void records(LocalSystem system) {
    long kept = (long) STORES * PRODUCTS;
    DeliveryRecord record =
        new DeliveryRecord(
            ID,
            DeliveryManifest.DeliveryKind.ORDINARY,
            DeliveryRecord.Status.SETTLED,
            Optional.empty(),
            new SnapshotTime(NIGHT, SnapshotTime.From.METADATA),
            Instant.now(),
            new SourceObject("incoming/sv/delta.csv", "x", NIGHT),
            SHA256,
            300_000_000,
            Optional.empty(),
            new RowCounts(
                ROWS,
                kept,
                Map.of(FilterReason.UNKNOWN_UPC, ROWS - kept - 12),
                Map.of(RejectReason.LOSSY_UPC, 12L)),
            new TreeSet<>(),
            IntakeFindings.NONE,
            (int) (kept / PART),
            new TreeMap<>(Map.of("FilterDelta", Duration.ofSeconds(5))),
            Optional.empty(),
            Optional.empty(),
            0);
    system.wiring().deliveries().create(record);
    for (int part = 1; part <= kept / PART; part++) {
      PartRecord pending =
          PartRecord.pending(
              ID,
              new DeliveryManifest.Part(
                  PartName.parse("part-%04d.csv".formatted(part)), PART, SHA256));
      system
          .wiring()
          .deliveries()
          .create(
              pending.settled(
                  "x",
                  new PartRecord.ResetTotals(PART, 0, 0, Duration.ofSeconds(9)),
                  new PartRecord.VarianceTotals(
                      0, StockQuantity.ZERO, 0, 0, Duration.ofSeconds(9))));
    }
  }
}
