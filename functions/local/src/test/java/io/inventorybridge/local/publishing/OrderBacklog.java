// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.publishing;

import io.inventorybridge.local.shop.FakeShop;
import io.inventorybridge.local.shop.FakeShop.WantedItem;
import io.inventorybridge.shopsync.shop.ShopRefund.RestockType;
import java.time.Duration;
import java.util.List;

/** Sixty days of orders in the shop, evenly spread, each of two units of one product. */
final class OrderBacklog {
  private static final Duration LENGTH = Duration.ofDays(59);
  private static final int A_DROP = 5_000;

  private final PublishingRetailer retailer;
  private final LargeAssortment assortment;
  private final int products;

  /** The outcomes of the orders, in turn: most are shipped, some of those are returned. */
  private enum Fate {
    SHIPPED("COMPLETED", 2, 0),
    RETURNED("COMPLETED", 1, 1),
    CANCELLED("CANCELLED", 2, 2),
    OPEN("APPROVED", 2, 0);

    final String status;
    final int quantity;
    final int restocked;

    Fate(String status, int quantity, int restocked) {
      this.status = status;
      this.quantity = quantity;
      this.restocked = restocked;
    }

    static Fate of(int order) {
      return switch (order % 20) {
        case 3, 11 -> RETURNED;
        case 7 -> CANCELLED;
        case 19 -> OPEN;
        default -> SHIPPED;
      };
    }
  }

  OrderBacklog(PublishingRetailer retailer, LargeAssortment assortment, int products) {
    this.retailer = retailer;
    this.assortment = assortment;
    this.products = products;
  }

  /** Creates the orders and reports them all to the bridge. Advances the clock by sixty days. */
  void pass(int orders) {
    StringBuilder feed = new StringBuilder();
    for (int order = 0; order < orders; order++) {
      retailer.clock.pass(LENGTH.dividedBy(orders));
      feed.append(one(order, (int) ((long) order * 7_919 % products)));
      if (order % A_DROP == A_DROP - 1 || order == orders - 1) {
        retailer.drop("orders/%06d.jsonl".formatted(order), feed.toString());
        feed.setLength(0);
      }
    }
  }

  private String one(int order, int product) {
    FakeShop shop = retailer.shop;
    String number =
        ((FakeShop.Bought)
                shop.buy(List.of(new WantedItem(LargeAssortment.pair(product).item(), 2))))
            .order();
    Fate fate = Fate.of(order);
    switch (fate) {
      case SHIPPED -> shop.fulfill(number);
      case RETURNED -> {
        shop.fulfill(number);
        shop.refund(number, 0, 1, RestockType.RETURN);
      }
      case CANCELLED -> shop.cancel(number, true);
      case OPEN -> {}
    }
    assortment.sold(product, 2L - fate.restocked);
    return """
    {"orderId":"O%s","channel":"SHOPIFY","shopifyOrderId":"%s","status":"%s","lastUpdated":"%s",\
    "items":[{"seqId":"1","upca":"%s","quantity":%d,"facilityId":"NYC","status":"%s",\
    "takenQuantity":2,"restockedQuantity":%d}]}
    """
        .formatted(
            number,
            number,
            fate.status,
            retailer.clock.instant(),
            LargeAssortment.upca(product),
            fate.quantity,
            fate.status,
            fate.restocked);
  }
}
