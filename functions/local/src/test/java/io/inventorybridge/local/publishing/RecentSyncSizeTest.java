// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.publishing;

import static org.assertj.core.api.Assertions.assertThat;

import io.inventorybridge.local.publishing.MeteredTransport.Use;
import io.inventorybridge.shopify.GraphQlOperation;
import io.inventorybridge.shopsync.shop.ShopCall;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The number of requests and points that a recent sync takes. */
@Tag("simulation")
@Timeout(600)
class RecentSyncSizeTest {
  private static final int PRODUCTS = Integer.getInteger("products", 2_500);
  private static final int CHANGED = Integer.getInteger("changed", 2_000);
  private static final long CALLS = (CHANGED + ShopCall.MOST_ENTRIES - 1) / ShopCall.MOST_ENTRIES;

  private final PublishingRetailer retailer =
      new PublishingRetailer(Duration.ofMillis(300), Duration.ofSeconds(20));
  private final LargeAssortment assortment = new LargeAssortment(retailer, PRODUCTS);

  @Test
  void changedProductsTakeAsFewCallsAsTheirNumberAllowsAndNothingElse() {
    assortment.open();
    assortment.publish();
    assertThat(assortment.shownOtherwise()).isZero();
    Map<GraphQlOperation, Use> first = retailer.requests.uses();

    assortment.change(CHANGED);
    assertThat(assortment.shownOtherwise()).isEqualTo(CHANGED);
    retailer.requests.reset();
    assertThat(retailer.recent())
        .containsEntry("status", "DONE")
        .containsEntry("confirmed", (long) CHANGED);
    Map<GraphQlOperation, Use> changes = retailer.requests.uses();
    assertThat(assortment.shownOtherwise()).isZero();
    assertThat(changes).containsOnlyKeys(GraphQlOperation.INVENTORY_ADJUST);
    assertThat(retailer.requests.total().requests()).isEqualTo(CALLS);

    retailer.requests.reset();
    assertThat(retailer.recent()).containsEntry("status", "DONE");
    assertThat(retailer.requests.total()).as("when nothing has changed").isEqualTo(Use.NONE);

    SizeSheet.write(
        "## A recent sync",
        "RecentSyncSizeTest",
        " -Dproducts=%d -Dchanged=%d".formatted(PRODUCTS, CHANGED),
        "%,d of %,d published products have changed. The least number of calls is that of full ones, %d each.%n%n%s%n"
                .formatted(CHANGED, PRODUCTS, ShopCall.MOST_ENTRIES, SizeSheet.requests(changes))
            + "The same products when they were new, by recent syncs alone: read, and set after a second reading.\n\n"
            + SizeSheet.requests(first));
  }
}
