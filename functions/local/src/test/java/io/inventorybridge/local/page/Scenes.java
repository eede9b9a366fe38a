// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.page;

import io.inventorybridge.delivery.DeliveryId;
import io.inventorybridge.local.LocalOptions;
import io.inventorybridge.local.LocalSystem;
import io.inventorybridge.local.shop.kept.KeptShop;
import io.inventorybridge.page.PageKeys;
import io.inventorybridge.stock.StockKey;
import io.inventorybridge.sync.shop.ItemId;
import io.inventorybridge.sync.shop.Pair;
import io.inventorybridge.wiring.Environment;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Good and bad nights of a retailer, a sync, and the resulting pages. */
final class Scenes {
  private static final String RUN = "20261124T033000Z";

  private Scenes() {}

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
      Shops shops =
          new Shops(
              system,
              size.stores(),
              size.products(),
              size.others(),
              Instant.now().minus(Duration.ofDays(5)));
      shops.open();
      shops.day(Shops.Day.ORDINARY, 0);
      sync(system, shops);
      shops.past(PAST);
      pages.put("good-night", PageKeys.delivery(shops.day(Shops.Day.ORDINARY, 3)));
      DeliveryId dead = shops.day(Shops.Day.DEAD_FEED);
      pages.put("dead-feed", PageKeys.delivery(dead));
      pages.put("explained", PageKeys.explanation(dead, 1));
      pages.put("held", PageKeys.delivery(shops.drop("stocktake.csv", few())));
      pages.put(
          "wrong-file", PageKeys.delivery(shops.drop(hostile.replace("/", ""), "date;amount\n")));
      pages.put("quarantined", PageKeys.delivery(stuck(system, shops)));
      pages.put("sync", PageKeys.sync(RUN));
      pages.put("index", PageKeys.INDEX);
      Map<String, Path> files = new LinkedHashMap<>();
      pages.forEach((name, key) -> files.put(name, system.fileOf(key).orElseThrow()));
      return files;
    }
  }

  private static String few() {
    StringBuilder file = new StringBuilder("SBS_NO,STORE_CODE,UPC,QTY\n");
    for (int product = 0; product < 5; product++) {
      file.append("1,001,%s,3\n".formatted(Shops.upca(product)));
    }
    return file.toString();
  }

  // An entry unknown to the balance: the next posting finds its place taken.
  private static DeliveryId stuck(LocalSystem system, Shops shops) throws InterruptedException {
    StockKey key = shops.keys(2).get(3);
    long next = system.wiring().ledger().find(key).orElseThrow().entries() + 1;
    String table = system.wiring().environment().get(Environment.ENTRY_TABLE);
    Map<String, AttributeValue> alien =
        Map.of(
            "key", AttributeValue.fromS(key.upc() + "#" + key.facility()),
            "sequence", AttributeValue.fromN(Long.toString(next)));
    system.dynamoDb().putItem(request -> request.tableName(table).item(alien));
    shops.lose(key);
    return shops.day(Shops.Day.ORDINARY);
  }

  private static void sync(LocalSystem system, Shops shops) throws InterruptedException {
    for (int run = 0; run < 3; run++) {
      shops.ask("RecentSyncFunction", "{}");
    }
    KeptShop shop = system.shop().orElseThrow();
    for (int product = 0; product < 4; product++) {
      shop.shop()
          .edit(
              new Pair(new ItemId(Integer.toString(48_100_000 + product)), KeptShop.FIRST_LOCATION),
              3 + product * 40L);
    }
    shop.customers().buy(Shops.upca(9), 2);
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
