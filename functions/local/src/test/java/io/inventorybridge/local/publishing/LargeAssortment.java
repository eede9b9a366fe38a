// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.publishing;

import io.inventorybridge.local.shop.FakeVariant;
import io.inventorybridge.stock.InventoryItemId;
import io.inventorybridge.stock.ItemAtLocation;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** Many products in one store, with the quantity that the shop should show for each. */
final class LargeAssortment {
  private static final long FIRST_UPCA = 2_100_000_000_000L;
  private static final long FIRST_ITEM = 500_000;
  private static final String HEADER = "SBS_NO,STORE_CODE,UPC,QTY\n";
  private static final int MOST_RUNS = 100;

  private final PublishingRetailer retailer;
  private final int products;
  private final Map<Integer, Long> quantities = new HashMap<>();
  private int day = 1;

  LargeAssortment(PublishingRetailer retailer, int products) {
    this.retailer = retailer;
    this.products = products;
  }

  static String upca(int product) {
    return Long.toString(FIRST_UPCA + product);
  }

  static ItemAtLocation pair(int product) {
    return new ItemAtLocation(
        new InventoryItemId(Long.toString(FIRST_ITEM + product)), PublishingRetailer.HERE);
  }

  /** Imports catalog, store and initial load; nothing is published yet. */
  void open() {
    StringBuilder catalog = new StringBuilder("upca,productId,shopifyInventoryItemId\n");
    StringBuilder load = new StringBuilder(HEADER);
    for (int product = 0; product < products; product++) {
      retailer.shop.offer(FakeVariant.of(pair(product).item(), upca(product)));
      catalog.append("%s,v%d,%s\n".formatted(upca(product), product, pair(product).item()));
      row(load, product, 20 + product % 30);
    }
    retailer.settings("{\"publish\":\"LIVE\"}");
    retailer.drop(
        "facilities/facilities.csv",
        "facilityId,externalFacilityId,shopifyLocationId\nNYC,1/001,7001\n");
    retailer.drop("catalog/catalog.csv", catalog.toString());
    retailer.deliverAndSettle("us/initial", snapshot(), load.toString());
  }

  /** A delivery that raises and lowers some quantities. */
  void change(int some) {
    StringBuilder delta = new StringBuilder(HEADER);
    for (int i = 0; i < some; i++) {
      int product = (int) ((long) i * products / some);
      row(delta, product, quantities.get(product) + (i % 2 == 0 ? 3 : -2));
    }
    retailer.deliverAndSettle("us", snapshot(), delta.toString());
  }

  private void row(StringBuilder csv, int product, long quantity) {
    csv.append("1,001,%s,%d\n".formatted(upca(product), quantity));
    quantities.put(product, quantity);
  }

  private String snapshot() {
    return "2026-11-%02dT00:00:00Z".formatted(day++);
  }

  /** Gives the shop wrong stock: too much of every other product, too little of the rest. */
  void stockOtherwise() {
    quantities.forEach(
        (product, units) ->
            retailer.shop.stock(pair(product), units + (product % 2 == 0 ? 5 : -4)));
  }

  /** Orders known to both sides have taken these units. */
  void sold(int product, long units) {
    quantities.merge(product, -units, Long::sum);
  }

  /** Runs recent syncs every 15 minutes until no pair is left to be read. */
  void publish() {
    for (int run = 0; run < MOST_RUNS; run++) {
      Map<String, Object> answer = retailer.recent();
      retailer.clock.pass(Duration.ofMinutes(15));
      if (answer.get("status").equals("DONE") && answer.get("toBeRead").equals(0L)) {
        return;
      }
    }
    throw new IllegalStateException("there is no end of reading");
  }

  /** The number of products that show a wrong quantity. */
  long shownOtherwise() {
    return quantities.entrySet().stream().filter(it -> shown(it.getKey()) != it.getValue()).count();
  }

  private long shown(int product) {
    return retailer.shop.shown(pair(product)).map(it -> it.available().units()).orElse(0L);
  }
}
