// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.shop.kept;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.inventorybridge.json.JsonCodec;
import io.inventorybridge.local.shop.FakeShop;
import io.inventorybridge.local.shop.FakeVariant;
import io.inventorybridge.stock.CanonicalUpc;
import java.util.List;

/** The customers of the fake shop; their orders go to the order feed. */
public final class ShopCustomers {
  private final FakeShop shop;
  private final OrderFeed feed;

  public ShopCustomers(FakeShop shop, OrderFeed feed) {
    this.shop = shop;
    this.feed = feed;
  }

  /**
   * Buys units: {@code {"outcome":"BOUGHT","upca","quantity","order"}}, or {@code SOLD_OUT} when
   * the shop has fewer available, or {@code REFUSED} with a {@code reason}.
   */
  public ObjectNode buy(String upca, long quantity) {
    ObjectNode answer = JsonCodec.MAPPER.createObjectNode();
    if (!(CanonicalUpc.parse(upca) instanceof CanonicalUpc.Valid valid)) {
      return refused(answer, "'%s' is not a UPCA".formatted(upca));
    }
    if (quantity <= 0) {
      return refused(answer, "--quantity: %d is not above 0".formatted(quantity));
    }
    synchronized (shop) {
      List<FakeVariant> sold =
          shop.variants().stream()
              .filter(it -> it.status().equals("ACTIVE"))
              .filter(it -> it.barcode().filter(code -> isBarcodeOf(code, valid.upc())).isPresent())
              .toList();
      if (sold.size() != 1) {
        return refused(
            answer,
            sold.isEmpty()
                ? "%s is not on sale in the shop".formatted(upca)
                : "%s is on sale as %d variants".formatted(upca, sold.size()));
      }
      FakeShop.WantedItem wanted = new FakeShop.WantedItem(sold.getFirst().item(), quantity);
      switch (shop.buy(List.of(wanted))) {
        case FakeShop.Bought bought -> {
          feed.deliver(bought.order());
          answer.put("outcome", "BOUGHT").put("order", bought.order());
        }
        case FakeShop.SoldOut soldOut -> answer.put("outcome", "SOLD_OUT");
      }
    }
    return answer.put("upca", upca).put("quantity", quantity);
  }

  private static boolean isBarcodeOf(String barcode, CanonicalUpc upc) {
    return CanonicalUpc.parse(barcode) instanceof CanonicalUpc.Valid valid
        && valid.upc().equals(upc);
  }

  private static ObjectNode refused(ObjectNode answer, String reason) {
    return answer.put("outcome", "REFUSED").put("reason", reason);
  }
}
