// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.page;

import io.inventorybridge.delivery.DeliveryId;
import io.inventorybridge.local.LocalOptions;
import io.inventorybridge.local.LocalSystem;
import io.inventorybridge.local.shop.kept.PersistentShop;
import io.inventorybridge.reporting.page.PagePaths;
import io.inventorybridge.stock.InventoryItemId;
import io.inventorybridge.stock.ItemAtLocation;
import io.inventorybridge.stock.StockKey;
import io.inventorybridge.wiring.FunctionEnvironment;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Good and bad nights of a retailer, a sync, and the resulting pages. */
final class PageScenes {
  private static final String RUN = "20261124T033000Z";

  private PageScenes() {}

  /** The size of the retailer. */
  record Size(int stores, int products, int others) {
    static final Size SMALL = new Size(6, 12, 400);
  }

  private static final int PAST = 29;

  static Map<String, Path> play(Path data, String hostile) throws InterruptedException {
    return play(data, hostile, Size.SMALL);
  }

  /** Plays the scenes and returns the pages by name. */
  static Map<String, Path> play(Path data, String hostile, Size size) throws InterruptedException {
    Map<String, String> pages = new LinkedHashMap<>();
    try (LocalSystem system =
        LocalSystem.open(LocalOptions.inMemory().withData(Optional.of(data)))) {
      PageRetailer shops =
          new PageRetailer(
              system,
              size.stores(),
              size.products(),
              size.others(),
              Instant.now().minus(Duration.ofDays(5)));
      shops.open();
      shops.day(PageRetailer.Day.ORDINARY, 0);
      sync(system, shops);
      shops.past(PAST);
      pages.put("good-night", PagePaths.delivery(shops.day(PageRetailer.Day.ORDINARY, 3)));
      DeliveryId dead = shops.day(PageRetailer.Day.DEAD_FEED);
      pages.put("dead-feed", PagePaths.delivery(dead));
      pages.put("explained", PagePaths.explanation(dead, 1));
      pages.put("held", PagePaths.delivery(shops.drop("stocktake.csv", few())));
      pages.put(
          "wrong-file", PagePaths.delivery(shops.drop(hostile.replace("/", ""), "date;amount\n")));
      pages.put("quarantined", PagePaths.delivery(stuck(system, shops)));
      pages.put("sync", PagePaths.sync(RUN));
      pages.put("index", PagePaths.INDEX);
      Map<String, Path> files = new LinkedHashMap<>();
      pages.forEach((name, key) -> files.put(name, system.fileOf(key).orElseThrow()));
      return files;
    }
  }

  private static String few() {
    StringBuilder file = new StringBuilder("SBS_NO,STORE_CODE,UPC,QTY\n");
    for (int product = 0; product < 5; product++) {
      file.append("1,001,%s,3\n".formatted(PageRetailer.upca(product)));
    }
    return file.toString();
  }

  // An entry unknown to the balance: the next posting finds its place taken.
  private static DeliveryId stuck(LocalSystem system, PageRetailer shops)
      throws InterruptedException {
    StockKey key = shops.keys(2).get(3);
    long next = system.wiring().ledger().find(key).orElseThrow().entries() + 1;
    String table = system.wiring().environment().get(FunctionEnvironment.ENTRY_TABLE);
    Map<String, AttributeValue> alien =
        Map.of(
            "key", AttributeValue.fromS(key.upc() + "#" + key.facility()),
            "sequence", AttributeValue.fromN(Long.toString(next)));
    system.dynamoDb().putItem(request -> request.tableName(table).item(alien));
    shops.lose(key);
    return shops.day(PageRetailer.Day.ORDINARY);
  }

  private static void sync(LocalSystem system, PageRetailer shops) throws InterruptedException {
    for (int run = 0; run < 3; run++) {
      shops.ask("RecentSyncFunction", "{}");
    }
    PersistentShop shop = system.shop().orElseThrow();
    for (int product = 0; product < 4; product++) {
      shop.shop()
          .edit(
              new ItemAtLocation(
                  new InventoryItemId(Integer.toString(48_100_000 + product)),
                  PersistentShop.FIRST_LOCATION),
              3 + product * 40L);
    }
    shop.customers().buy(PageRetailer.upca(9), 2);
    String batch =
        "{\"run\":\"" + RUN + "\",\"call\":%d,\"cursor\":\"\",\"second\":%s,\"figures\":%s}";
    String first =
        shops.ask("SyncBatchFunction", batch.formatted(1, false, "{}")).path("figures").toString();
    String second =
        shops.ask("SyncBatchFunction", batch.formatted(2, true, first)).path("figures").toString();
    shops.ask(
        "ReportSyncFunction",
        "{\"began\":\"%s\",\"run\":\"%s\",\"figures\":%s}"
            .formatted(Instant.now().minusSeconds(412), RUN, second));
    system.awaitQuiet();
  }
}
