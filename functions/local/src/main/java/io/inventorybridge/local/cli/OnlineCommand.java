// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.cli;

import io.inventorybridge.availability.AvailabilityCalculator;
import io.inventorybridge.availability.OnlineAvailability;
import io.inventorybridge.availability.PublicationState;
import io.inventorybridge.availability.SellableTarget;
import io.inventorybridge.availability.SellableTargets;
import io.inventorybridge.json.JsonCodec;
import io.inventorybridge.json.availability.AvailabilityJson;
import io.inventorybridge.local.AccessMode;
import io.inventorybridge.local.LocalSystem;
import io.inventorybridge.shopsync.published.PublishedPair;
import io.inventorybridge.stock.CanonicalUpc;
import io.inventorybridge.stock.ItemAtLocation;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code inventory online}: the sellable quantity of a product, facility by facility. */
@Command(
    name = "online",
    description = "Shows the sellable quantity of a product and how it is calculated.",
    mixinStandardHelpOptions = true)
final class OnlineCommand implements Callable<Integer> {
  @Mixin private SystemOptions system = new SystemOptions();

  @Option(names = "--json", description = "one JSON object instead of a table")
  private boolean json;

  @Parameters(index = "0", paramLabel = "UPCA")
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
      switch (running.wiring().availabilityCalculator().count(upc)) {
        case AvailabilityCalculator.UnknownProduct unknown ->
            throw CommandFailure.wrongInput(
                "%s is not in the catalog and has no stock".formatted(upca));
        case AvailabilityCalculator.KnownProduct known -> {
          SellableTargets sellableTargets = running.wiring().sellableTargets();
          List<SellableTarget> read = sellableTargets.read(sellableTargets.pairsOf(upc));
          Map<ItemAtLocation, PublishedPair> published =
              running
                  .wiring()
                  .ports()
                  .publishedPairs()
                  .read(read.stream().map(SellableTarget::pair).toList());
          if (json) {
            System.out.println(
                new String(
                    JsonCodec.bytes(
                        AvailabilityJson.of(known.upca(), known.online(), read, published)),
                    StandardCharsets.UTF_8));
          } else {
            print(known.upca(), known.online(), System.out);
            print(read, published, System.out);
          }
        }
      }
    }
    return 0;
  }

  private static void print(
      List<SellableTarget> pools, Map<ItemAtLocation, PublishedPair> published, PrintStream out) {
    if (pools.isEmpty()) {
      out.printf("%nno pair of this product is published%n");
      return;
    }
    out.printf(
        "%n%-32s %10s %10s %10s %10s  %s%n",
        "item@location", "online", "counter", "target", "confirmed", "");
    for (SellableTarget sellableTarget : pools) {
      PublishedPair record =
          published.getOrDefault(
              sellableTarget.pair(), PublishedPair.unread(sellableTarget.pair()));
      out.printf(
          "%-32s %10d %10d %10d %10s  %s%n",
          sellableTarget.pair(),
          sellableTarget.online(),
          sellableTarget.counter(),
          sellableTarget.units(),
          record.last().map(last -> Long.toString(last.target())).orElse("-"),
          Stream.of(
                  AvailabilityJson.syncState(record).toLowerCase(Locale.ROOT)
                      + record
                          .last()
                          .map(last -> " since " + last.at().truncatedTo(ChronoUnit.SECONDS))
                          .orElse(""),
                  switch (sellableTarget.state()) {
                    case PublicationState.AsCounted counted -> "";
                    case PublicationState.FromSettledBaseline settled ->
                        "a reset waits for its variance";
                    case PublicationState.OnlyFalls falls ->
                        "several items have the barcode: it falls, and is not raised";
                    case PublicationState.NotPublished not -> not.reason().name();
                  })
              .filter(part -> !part.isEmpty())
              .collect(Collectors.joining("; ")));
    }
  }

  private static void print(String printed, OnlineAvailability online, PrintStream out) {
    out.printf(
        "%s: %d online, after a threshold of %d and %d waiting for a store%s%n",
        printed,
        online.online().units(),
        online.threshold().units(),
        online.queueDemand().units(),
        online.onChannel() ? "" : "; the channel is off");
    if (online.facilities().isEmpty()) {
      out.println("no facility has stock of it");
      return;
    }
    out.printf("%n%-20s %10s %10s %10s  %s%n", "facility", "available", "safety", "counted", "");
    for (OnlineAvailability.Share share : online.facilities()) {
      out.printf(
          "%-20s %10d %10d %10d  %s%n",
          share.facilityId(),
          share.availableToPromise().units(),
          share.safetyStock().units(),
          share.counted().units(),
          share.eligible() ? "" : "not eligible");
    }
  }
}
