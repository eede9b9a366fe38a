// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.inventorybridge.json.JsonCodec;
import io.inventorybridge.local.AccessMode;
import io.inventorybridge.local.LocalSystem;
import io.inventorybridge.local.shop.FakeShop;
import io.inventorybridge.local.shop.FakeVariant;
import io.inventorybridge.local.shop.kept.PersistentShop;
import io.inventorybridge.shopsync.shop.InventoryLevel;
import io.inventorybridge.stock.ItemAtLocation;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code inventory shop}: the levels in the built-in fake shop. */
@Command(
    name = "shop",
    description = "Shows the levels in the built-in fake shop; see its commands for any shop.",
    subcommands = {ShopAcceptCommand.class, ShopCheckCommand.class},
    mixinStandardHelpOptions = true)
final class ShopCommand implements Callable<Integer> {
  @Mixin private SystemOptions system = new SystemOptions();

  @Option(names = "--json", description = "one JSON object instead of a table")
  private boolean json;

  @Override
  public Integer call() {
    if (system.data().isEmpty()) {
      throw CommandFailure.wrongInput("--data is missing: name the data directory");
    }
    try (LocalSystem running = system.open(AccessMode.READER)) {
      FakeShop shop = of(running).shop();
      if (json) {
        System.out.println(new String(JsonCodec.bytes(document(shop)), StandardCharsets.UTF_8));
      } else {
        print(shop, System.out);
      }
    }
    return 0;
  }

  /** The fake shop of a system; a system that uses a real shop has none. */
  static PersistentShop of(LocalSystem running) {
    return running
        .shop()
        .orElseThrow(() -> CommandFailure.wrongInput("--shop: only for the built-in fake"));
  }

  private static ObjectNode document(FakeShop shop) {
    ObjectNode document = JsonCodec.MAPPER.createObjectNode();
    ArrayNode levels = document.putArray("levels");
    for (ItemAtLocation pair : shop.pairs()) {
      FakeVariant variant = shop.find(pair.item()).orElseThrow();
      InventoryLevel level = shop.shown(pair).orElseThrow();
      levels
          .addObject()
          .put("upca", variant.barcode().orElse(null))
          .put("shopifyInventoryItemId", pair.item().number())
          .put("shopifyLocationId", pair.location().number())
          .put("title", variant.title())
          .put("status", variant.status())
          .put("tracked", variant.tracked())
          .put("active", level.active())
          .put("available", level.available().units())
          .put("committed", level.committed().units())
          .put("onHand", level.onHand().units());
    }
    return document;
  }

  private static void print(FakeShop shop, PrintStream out) {
    out.printf(
        "%-18s %-16s %-12s %10s %10s %10s  %s%n",
        "upca", "item", "location", "available", "committed", "on hand", "");
    for (ItemAtLocation pair : shop.pairs()) {
      FakeVariant variant = shop.find(pair.item()).orElseThrow();
      InventoryLevel level = shop.shown(pair).orElseThrow();
      String state =
          variant.status().equals("ACTIVE") ? "" : variant.status().toLowerCase(Locale.ROOT);
      out.printf(
          "%-18s %-16s %-12s %10d %10d %10d  %s%n",
          variant.barcode().orElse("-"),
          pair.item(),
          pair.location(),
          level.available().units(),
          level.committed().units(),
          level.onHand().units(),
          level.active() ? state : "not sold here");
    }
  }
}
