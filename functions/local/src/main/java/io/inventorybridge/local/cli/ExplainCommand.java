// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.inventorybridge.html.JtePageRenderer;
import io.inventorybridge.json.JsonCodec;
import io.inventorybridge.ledger.EntryCause;
import io.inventorybridge.ledger.LedgerEntry;
import io.inventorybridge.ledger.StockLedger;
import io.inventorybridge.ledger.StockRecord;
import io.inventorybridge.local.AccessMode;
import io.inventorybridge.local.LocalSystem;
import io.inventorybridge.masterdata.facilities.FacilityDirectory;
import io.inventorybridge.masterdata.facilities.FacilityDirectory.Found;
import io.inventorybridge.reporting.page.key.DeductedOrders;
import io.inventorybridge.stock.CanonicalUpc;
import io.inventorybridge.stock.FacilityId;
import io.inventorybridge.stock.StockBaseline;
import io.inventorybridge.stock.StockKey;
import io.inventorybridge.support.text.CellText;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code inventory explain}: a number, and every entry behind it. */
@Command(
    name = "explain",
    description = "Shows the number of a product in a store and every entry behind it.",
    mixinStandardHelpOptions = true)
final class ExplainCommand implements Callable<Integer> {
  @Mixin private SystemOptions system = new SystemOptions();

  @Option(names = "--json", description = "one JSON object instead of a table")
  private boolean json;

  @Option(names = "--html", paramLabel = "FILE", description = "also writes an HTML page")
  private @Nullable Path html;

  @Parameters(index = "0", paramLabel = "FACILITY", description = "facility id or store code")
  private String facility = "";

  @Parameters(index = "1", paramLabel = "UPCA")
  private String upca = "";

  @Override
  public Integer call() {
    CanonicalUpc upc =
        switch (CanonicalUpc.parse(upca)) {
          case CanonicalUpc.Valid valid -> valid.upc();
          case CanonicalUpc.NotAUpc not ->
              throw CommandFailure.wrongInput("'%s' is not a UPCA".formatted(not.written()));
        };
    try (LocalSystem running = system.open(AccessMode.READER)) {
      StockKey key = new StockKey(facility(running.wiring().facilityDirectory()), upc);
      StockLedger ledger = running.wiring().ledger();
      StockRecord record =
          ledger
              .find(key)
              .orElseThrow(
                  () ->
                      CommandFailure.wrongInput(
                          "there is no stock record of %s in %s".formatted(upca, facility)));
      List<LedgerEntry> entries = ledger.entries(key);
      DeductedOrders orders = new DeductedOrders(ledger.orders(key));
      if (html != null) {
        write(
            html,
            new JtePageRenderer().write(running.wiring().pageAssembler().key(key).orElseThrow()));
      }
      if (json) {
        System.out.println(
            new String(JsonCodec.bytes(document(record, entries, orders)), StandardCharsets.UTF_8));
      } else {
        print(record, entries, orders, System.out);
      }
    }
    return 0;
  }

  private static void write(Path file, byte[] page) {
    try {
      Files.write(file, page);
    } catch (IOException e) {
      throw CommandFailure.wrongInput("--html: %s cannot be written".formatted(file));
    }
  }

  // Facility ids take precedence over Retail Pro's codes. An id that no file names may still have
  // stock.
  private FacilityId facility(FacilityDirectory directory) {
    return directory.find(facility, Optional.empty()) instanceof Found.Known known
        ? known.facility().id()
        : new FacilityId(facility);
  }

  private ObjectNode document(
      StockRecord record, List<LedgerEntry> entries, DeductedOrders orders) {
    ObjectNode document = JsonCodec.MAPPER.createObjectNode();
    document
        .put("facilityId", record.key().facility().value())
        .put("upca", upca)
        .put("onHand", record.onHand().units())
        .put("reserved", record.reserved().units())
        .put("availableToPromise", record.availableToPromise().units());
    StockBaseline settled = record.settled().baseline();
    if (settled.isNone()) {
      document.putNull("baseline");
    } else {
      document.set("baseline", baseline(settled));
    }
    if (record.pending().isPresent()) {
      document.set(
          "pending",
          baseline(record.pending().get().baseline())
              .put("settledOnHand", record.settledOnHand().units()));
    } else {
      document.putNull("pending");
    }
    ArrayNode list = document.putArray("entries");
    for (LedgerEntry entry : entries) {
      ObjectNode node = list.addObject();
      node.put("at", entry.at().toString());
      ObjectNode cause = node.putObject("cause");
      cause.put("type", entry.cause().type().name()).put("reference", entry.cause().reference());
      if (entry.cause().line() == 0) {
        cause.putNull("line");
      } else {
        cause.put("line", entry.cause().line());
      }
      if (entry.cause().type() == EntryCause.Type.VARIANCE) {
        ArrayNode deducted = cause.putArray("orders");
        orders
            .behind(entry)
            .forEach(
                order ->
                    deducted
                        .addObject()
                        .put("orderId", order.orderId())
                        .put("units", order.units().units()));
      }
      node.put("difference", entry.difference().units())
          .put("onHandBefore", entry.onHandBefore().units());
    }
    return document;
  }

  private static ObjectNode baseline(StockBaseline baseline) {
    return JsonCodec.MAPPER
        .createObjectNode()
        .put("delivery", baseline.delivery())
        .put("snapshotTime", baseline.snapshot().toString())
        .put("quantity", baseline.quantity().units());
  }

  private void print(
      StockRecord record, List<LedgerEntry> entries, DeductedOrders orders, PrintStream out) {
    out.printf(
        "%s in %s: %d on hand, %d reserved, %d available to promise%n",
        upca,
        record.key().facility(),
        record.onHand().units(),
        record.reserved().units(),
        record.availableToPromise().units());
    StockBaseline settled = record.settled().baseline();
    out.println(
        settled.isNone()
            ? "no delivery covers it yet"
            : "baseline %d, true at %s, by %s"
                .formatted(settled.quantity().units(), settled.snapshot(), settled.delivery()));
    record
        .pending()
        .ifPresent(
            pending ->
                out.printf(
                    "a reset to %d by %s waits for its variance; without it %d%n",
                    pending.baseline().quantity().units(),
                    pending.baseline().delivery(),
                    record.settledOnHand().units()));
    out.printf("%n%-24s %-10s %7s %7s  %s%n", "at", "cause", "change", "after", "reference");
    for (LedgerEntry entry : entries) {
      out.printf(
          "%-24s %-10s %+7d %7d  %s%s%s%n",
          entry.at(),
          entry.cause().type(),
          entry.difference().units(),
          entry.onHandBefore().plus(entry.difference()).units(),
          entry.cause().reference(),
          entry.cause().line() == 0 ? "" : " line " + entry.cause().line(),
          named(orders.behind(entry)));
    }
  }

  private static String named(List<DeductedOrders.DeductedOrder> orders) {
    return orders.isEmpty()
        ? ""
        : orders.stream()
            .map(
                order ->
                    "%s (%d)".formatted(CellText.visible(order.orderId()), order.units().units()))
            .collect(Collectors.joining(", ", " for ", ""));
  }
}
