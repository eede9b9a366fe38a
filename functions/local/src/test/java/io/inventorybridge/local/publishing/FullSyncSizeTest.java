// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.publishing;

import static org.assertj.core.api.Assertions.assertThat;

import io.inventorybridge.json.shopsync.JsonOrderMirrorStore;
import io.inventorybridge.local.statemachine.StateMachineInterpreter;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A full sync of a shop in which every product shows a wrong quantity, half of them too high and
 * half too low, after sixty days of orders. It uses the deployed state machine and a bucket of
 * 2,000 points that refills by 100 per second.
 */
@Tag("simulation")
@Timeout(3600)
class FullSyncSizeTest {
  private static final int PRODUCTS = Integer.getInteger("products", 600);
  private static final int ORDERS = Integer.getInteger("orders", 600);
  private static final int BACKGROUND = Integer.getInteger("background", 90);
  private static final int MILLION = 1_000_000;
  private static final int MOST_EVENTS = 25_000;
  private static final int LARGEST_STATE = 256 * 1024;

  private final PublishingRetailer retailer =
      new PublishingRetailer(Duration.ofMillis(300), Duration.ofSeconds(BACKGROUND));
  private final LargeAssortment assortment = new LargeAssortment(retailer, PRODUCTS);

  @Test
  void everythingThatDiffersIsPutRightWithoutAThrottledReply() {
    assortment.open();
    assortment.stockOtherwise();
    new OrderBacklog(retailer, assortment, PRODUCTS).pass(ORDERS);
    assertThat(assortment.shownOtherwise()).isEqualTo(PRODUCTS);
    // A rise whose order changed during the first reading is left to the recent syncs.
    retailer.clock.pass(Duration.ofHours(1));

    FullSyncExecution sync = new FullSyncExecution(retailer);
    assertThat(sync.run()).isInstanceOf(StateMachineInterpreter.Succeeded.class);

    assertThat(assortment.shownOtherwise()).isZero();
    assertThat(retailer.requests.total().throttled()).isZero();
    assertThat(sync.events()).isLessThan(MOST_EVENTS);
    assertThat(sync.largestState()).isLessThan(LARGEST_STATE);
    assertThat(sync.longestCall()).isLessThan(WiredInvocation.LONGEST);
    String figures =
        """
        %,d products, all of them showing another number than they should, half of them too few, so that they are read \
        twice; %,d orders of sixty days, none of which was mirrored before, one in seven with a refund. A request takes \
        0.3 s and a question in the background %d s of virtual time; one request at a time. Replies that were throttled: **%d**.

        %s
        In virtual time it took %d minutes in %d calls of functions, the longest of %d minutes; the largest state has \
        %,d bytes (Step Functions takes 262,144), the history about %,d events (25,000). The kept mirror of the orders \
        has %,d bytes.
        """
            .formatted(
                PRODUCTS,
                ORDERS,
                BACKGROUND,
                retailer.requests.total().throttled(),
                SizeSheet.requests(retailer.requests.uses()),
                sync.took().toMinutes(),
                sync.tasks(),
                sync.longestCall().toMinutes(),
                sync.largestState(),
                sync.events(),
                retailer.ports().files().find(JsonOrderMirrorStore.KEY).orElseThrow().size());
    System.out.println(figures);
    SizeSheet.write(
        PRODUCTS < MILLION ? "## A full sync by size" : "## A full sync of a million pairs",
        "FullSyncSizeTest",
        " -Dproducts=%d -Dorders=%d -Dbackground=%d".formatted(PRODUCTS, ORDERS, BACKGROUND),
        figures);
  }
}
