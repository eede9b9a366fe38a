// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.publishing;

import static org.assertj.core.api.Assertions.assertThat;

import io.inventorybridge.local.shop.FakeShop;
import io.inventorybridge.local.shop.FakeShop.WantedItem;
import io.inventorybridge.local.shop.FakeVariant;
import io.inventorybridge.stock.InventoryItemId;
import io.inventorybridge.stock.ItemAtLocation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Invariant 7, with the deployed functions and the deployed state machine. Two boots and two of
 * each sandal have left New York for an order of the shop that Retail Pro does not know yet: its
 * delta counts them, the variance deducts them. The shop is synchronized before and after every
 * task, and before and after every port call in the delivery's steps.
 */
@Tag("simulation")
@Timeout(600)
class ResetWithoutItsVarianceTest {
  private static final String BOOT = "2050000100017";
  private static final InventoryItemId BOOT_ITEM = new InventoryItemId("11");
  private static final String HEADER = "SBS_NO,STORE_CODE,UPC,QTY\n";

  /**
   * New York has 3 and then 7, Nashville 2 and then 102; with the reset alone New York would have
   * 9.
   */
  private static final Set<Long> BOOTS = Set.of(3L + 2, 7L + 2, 3L + 102, 7L + 102);

  /** New York has 1 and then 5; with the reset alone it would have 7. */
  private static final Set<Long> SANDALS = Set.of(1L, 5L);

  /** The values of a sandal of which a till sold one in the meantime. */
  private static final Set<Long> SANDALS_LESS_ONE = Set.of(0L, 4L);

  private final PublishingRetailer retailer = new PublishingRetailer(Duration.ZERO, Duration.ZERO);
  private final List<Sandal> sandals = new ArrayList<>();
  private final Set<Sandal> sold = new HashSet<>();
  private int turns;

  private record Sandal(int number) {
    String upca() {
      return Long.toString(2050000200000L + number);
    }

    InventoryItemId item() {
      return new InventoryItemId(Integer.toString(100 + number));
    }
  }

  private void begin(int kinds) {
    for (int number = 0; number < kinds; number++) {
      sandals.add(new Sandal(number));
    }
    StringBuilder catalog = new StringBuilder("upca,productId,shopifyInventoryItemId\n");
    StringBuilder load = new StringBuilder(HEADER);
    offer(BOOT, BOOT_ITEM, catalog);
    load.append(row("001", BOOT, 5)).append(row("002", BOOT, 2));
    for (Sandal sandal : sandals) {
      offer(sandal.upca(), sandal.item(), catalog);
      load.append(row("001", sandal.upca(), 3));
    }
    retailer.settings("{\"publish\":\"LIVE\",\"riseWait\":\"PT0S\"}");
    retailer.drop(
        "facilities/facilities.csv",
        "facilityId,externalFacilityId,shopifyLocationId\nNYC,1/001,7001\nNSH,1/002,7001\n");
    retailer.drop("catalog/catalog.csv", catalog.toString());
    retailer.deliverAndSettle("us/initial", "2026-11-23T00:00:00Z", load.toString());
    synchronise();
    assertThat(shown(BOOT_ITEM)).isEqualTo(7);
    takeTwoOfEach();
    synchronise();
    assertThat(shown(BOOT_ITEM)).isEqualTo(5);
    assertThat(sandals).allSatisfy(it -> assertThat(shown(it.item())).isEqualTo(1));
  }

  private void offer(String upca, InventoryItemId item, StringBuilder catalog) {
    retailer.shop.offer(FakeVariant.of(item, upca));
    catalog.append("%s,v%s,%s\n".formatted(upca, item, item));
  }

  private static String row(String store, String upca, int quantity) {
    return "1,%s,%s,%d\n".formatted(store, upca, quantity);
  }

  /** A customer buys two of each; New York ships all of it except a belt that is out of stock. */
  private void takeTwoOfEach() {
    List<WantedItem> wanted = new ArrayList<>(List.of(new WantedItem(BOOT_ITEM, 2)));
    sandals.forEach(it -> wanted.add(new WantedItem(it.item(), 2)));
    String order = ((FakeShop.Bought) retailer.shop.buy(wanted)).order();
    retailer.shop.fulfill(order);
    StringBuilder items = new StringBuilder();
    items.append(shipped("boot", BOOT));
    sandals.forEach(it -> items.append(shipped("sandal-" + it.number(), it.upca())));
    retailer.drop(
        "orders/orders.jsonl",
        """
        {"orderId":"SO1","channel":"SHOPIFY","shopifyOrderId":"%s","status":"APPROVED",\
        "lastUpdated":"2026-11-23T12:00:00Z","items":[%s\
        {"seqId":"belt","upca":"9780201379624","quantity":1,"facilityId":"NYC","status":"APPROVED"}]}
        """
            .formatted(order, items));
  }

  private static String shipped(String line, String upca) {
    return "{\"seqId\":\"%s\",\"upca\":\"%s\",\"quantity\":2,\"facilityId\":\"NYC\",\"status\":\"COMPLETED\"},"
        .formatted(line, upca);
  }

  private long shown(InventoryItemId item) {
    return retailer
        .shop
        .shown(new ItemAtLocation(item, PublishingRetailer.HERE))
        .map(it -> it.available().units())
        .orElse(0L);
  }

  /** The next delivery, in which Retail Pro counts two of each too many in New York. */
  private void deliver(Runnable turn) {
    StringBuilder delta = new StringBuilder(HEADER);
    delta.append(row("001", BOOT, 9));
    sandals.forEach(it -> delta.append(row("001", it.upca(), 7)));
    delta.append(row("002", BOOT, 102));
    WiredFunctions watched =
        new WiredFunctions(retailer.wiring(CallInterleaver.of(retailer.ports(), turn)));
    List<String> variances =
        retailer.deliver("us", "2026-11-24T00:00:00Z", delta.toString(), watched);
    variances.forEach(
        variance ->
            retailer.settle(
                variance,
                (task, input) -> {
                  turn.run();
                  Map<String, Object> answer = watched.call(task, PublishingRetailer.map(input));
                  turn.run();
                  return answer;
                }));
  }

  private void synchronise() {
    for (int run = 0; run < 3; run++) {
      assertThat(retailer.recent()).containsEntry("status", "DONE");
    }
    for (boolean second : List.of(false, true)) {
      Map<String, Object> batch = new HashMap<>(Map.of("run", "r", "call", 1, "cursor", ""));
      batch.putAll(Map.of("second", second, "figures", Map.of()));
      assertThat(retailer.functions().call("SyncBatch", batch)).containsEntry("status", "DONE");
    }
  }

  private void checkAll() {
    assertThat(shown(BOOT_ITEM)).as("boots at turn %d", turns).isIn(BOOTS);
    for (Sandal sandal : sandals) {
      assertThat(shown(sandal.item()))
          .as("%s at turn %d", sandal, turns)
          .isIn(sold.contains(sandal) ? SANDALS_LESS_ONE : SANDALS);
    }
  }

  @Test
  void noneIsPublishedWheneverASyncComes() {
    begin(2);
    deliver(
        () -> {
          turns++;
          synchronise();
          checkAll();
        });
    synchronise();
    assertThat(turns).isGreaterThan(100);
    assertThat(shown(BOOT_ITEM)).isEqualTo(7 + 102);
    assertThat(sandals).allSatisfy(it -> assertThat(shown(it.item())).isEqualTo(5));
  }

  @Test
  void theLastUnitThatATillSellsMeanwhileDoesReachTheShop() {
    begin(40);
    deliver(
        () -> {
          turns++;
          int next = turns / 16;
          if (turns % 16 == 0 && next <= sandals.size()) {
            Sandal sandal = sandals.get(next * 7 % sandals.size());
            retailer.till("NYC", sandal.upca(), "sale-" + sandal.number());
            sold.add(sandal);
          }
          assertThat(retailer.recent()).containsEntry("status", "DONE");
          checkAll();
        });
    assertThat(sold).hasSizeGreaterThan(20);
    synchronise();
    checkAll();
    assertThat(sandals)
        .allSatisfy(it -> assertThat(shown(it.item())).isEqualTo(sold.contains(it) ? 4 : 5));
  }
}
