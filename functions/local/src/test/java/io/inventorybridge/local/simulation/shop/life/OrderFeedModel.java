// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.simulation.shop.life;

import io.inventorybridge.local.simulation.shop.books.RetailerBooks;
import io.inventorybridge.local.simulation.shop.trouble.FaultCounts;
import io.inventorybridge.local.simulation.shop.trouble.PublishingFault;
import io.inventorybridge.local.simulation.shop.trouble.RunCrash;
import io.inventorybridge.local.simulation.shop.trouble.SimulatedTime;
import io.inventorybridge.orders.OrderVersion;
import io.inventorybridge.stock.StockMovement;
import java.time.Duration;
import java.util.Random;

/** Brings news to the books: late, more than once, in any order, and again after a loss. */
final class OrderFeedModel {
  private static final Duration LATE = Duration.ofHours(1);
  private static final int SLOW = 8 * 3_600;
  private static final int USUAL = 1_200;

  private final RetailerBooks retailerBooks;
  private final SimulatedTime moments;
  private final Random random;
  private final FaultCounts faults;

  OrderFeedModel(
      RetailerBooks retailerBooks, SimulatedTime moments, Random random, FaultCounts faults) {
    this.retailerBooks = retailerBooks;
    this.moments = moments;
    this.random = random;
    this.faults = faults;
  }

  void tell(OrderVersion version) {
    bring(() -> retailerBooks.take(version));
    if (random.nextInt(8) == 0) {
      faults.note(PublishingFault.FEED_TWICE);
      bring(() -> retailerBooks.take(version));
    }
  }

  void tell(StockMovement movement) {
    bring(() -> retailerBooks.take(movement));
    if (random.nextInt(8) == 0) {
      faults.note(PublishingFault.TILL_TWICE);
      bring(() -> retailerBooks.take(movement));
    }
  }

  private void bring(Runnable news) {
    boolean slow = random.nextInt(3) == 0;
    Duration delay = Duration.ofSeconds(random.nextInt(slow ? SLOW : USUAL));
    if (delay.compareTo(LATE) >= 0) {
      faults.note(PublishingFault.FEED_LATE);
    }
    moments.in(delay, () -> arrived(news));
  }

  private void arrived(Runnable news) {
    try {
      news.run();
    } catch (RunCrash died) {
      moments.in(Duration.ofSeconds(30 + random.nextInt(600)), () -> arrived(news));
    }
  }
}
