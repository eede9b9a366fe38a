// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.inventorybridge.csv.CsvVarianceFileFormat;
import io.inventorybridge.delivery.BucketLayout;
import io.inventorybridge.delivery.DeliveryId;
import io.inventorybridge.delivery.PartName;
import io.inventorybridge.delivery.settlement.VarianceRow;
import io.inventorybridge.ledger.LedgerEntry;
import io.inventorybridge.ledger.StockLedger;
import io.inventorybridge.ledger.StockRecord;
import io.inventorybridge.local.LocalSystem;
import io.inventorybridge.stock.FacilityId;
import io.inventorybridge.stock.StockKey;
import io.inventorybridge.stock.StockQuantity;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The numbers before and after a delivery. */
final class BalanceComparison {
  /** All balances at one moment. */
  record BalanceSnapshot(Map<StockKey, StockQuantity> onHand) {}

  static final BalanceSnapshot NOTHING = new BalanceSnapshot(Map.of());

  /** One key of a delivery, before and after. */
  record Sample(StockKey key, StockQuantity before, StockQuantity after, String why) {}

  private static final int SAMPLES = 5;

  private final LocalSystem system;

  BalanceComparison(LocalSystem system) {
    this.system = system;
  }

  BalanceSnapshot snapshot() {
    StockLedger ledger = system.wiring().ledger();
    Set<FacilityId> stores =
        system.wiring().facilityDirectory().all().stream()
            .map(facility -> facility.id())
            .collect(Collectors.toSet());
    Map<StockKey, StockQuantity> onHand = new TreeMap<>();
    String cursor = "";
    do {
      StockLedger.Page page = ledger.scan(stores, cursor);
      page.records().forEach(record -> onHand.put(record.key(), record.onHand()));
      cursor = page.next();
    } while (!cursor.isEmpty());
    return new BalanceSnapshot(onHand);
  }

  /** The report of a dry run, with every key whose number would change. */
  JsonNode dryRun(JsonNode report, BalanceSnapshot before) {
    ObjectNode tried = report.deepCopy();
    if (report.path("status").asText().equals("SETTLED")) {
      tried.put("status", "DRY_RUN");
    }
    ArrayNode changes = tried.putArray("changes");
    snapshot()
        .onHand()
        .forEach(
            (key, after) -> {
              StockQuantity was = before.onHand().getOrDefault(key, StockQuantity.ZERO);
              if (!was.equals(after)) {
                changes
                    .addObject()
                    .put("facilityId", key.facility().value())
                    .put("upca", printed(key))
                    .put("onHandBefore", was.units())
                    .put("onHandAfter", after.units());
              }
            });
    return tried;
  }

  private String printed(StockKey key) {
    return system
        .wiring()
        .catalogIndex()
        .flatMap(
            index -> {
              int slot = index.find(key.upc().digits());
              return slot < 0 ? Optional.empty() : Optional.of(index.upca(slot));
            })
        .orElse(key.upc().toString());
  }

  /** Some keys of a settled delivery, those with a variance first. */
  List<Sample> samples(JsonNode report) {
    List<Sample> samples = new ArrayList<>();
    if (!report.path("status").asText().equals("SETTLED")) {
      return samples;
    }
    DeliveryId delivery = new DeliveryId(report.path("delivery").asText());
    for (JsonNode part : report.path("parts")) {
      PartName name = PartName.parse(part.path("name").asText());
      Optional<byte[]> file = system.wiring().files().read(BucketLayout.variance(delivery, name));
      for (VarianceRow row :
          new CsvVarianceFileFormat().read(new ByteArrayInputStream(file.orElseThrow()))) {
        if (samples.size() < SAMPLES) {
          samples.add(sample(delivery, row));
        }
      }
    }
    return samples;
  }

  private Sample sample(DeliveryId delivery, VarianceRow row) {
    StockLedger ledger = system.wiring().ledger();
    StockRecord record = ledger.find(row.key()).orElseThrow();
    List<LedgerEntry> ours =
        ledger.entries(row.key()).stream()
            .filter(entry -> entry.cause().reference().equals(delivery.value()))
            .toList();
    String why =
        ours.stream()
            .map(entry -> "%s %+d".formatted(entry.cause().type(), entry.difference().units()))
            .collect(Collectors.joining(", "));
    return new Sample(
        row.key(),
        ours.isEmpty() ? record.onHand() : ours.getFirst().onHandBefore(),
        record.onHand(),
        why);
  }
}
