// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.sync.simulation.life;

import io.inventorybridge.orders.OrderVersion;
import io.inventorybridge.stock.Movement;
import io.inventorybridge.sync.simulation.books.Books;
import io.inventorybridge.sync.simulation.trouble.Crash;
import io.inventorybridge.sync.simulation.trouble.Fault;
import io.inventorybridge.sync.simulation.trouble.Faults;
import io.inventorybridge.sync.simulation.trouble.Moments;
import java.time.Duration;
import java.util.Random;

/** Brings news to the books: late, more than once, in any order, and again after a loss. */
final class Feed {
  private static final Duration LATE = Duration.ofHours(1);
  private static final int SLOW = 8 * 3_600;
  private static final int USUAL = 1_200;

  private final Books books;
  private final Moments moments;
  private final Random random;
  private final Faults faults;

  Feed(Books books, Moments moments, Random random, Faults faults) {
    this.books = books;
    this.moments = moments;
    this.random = random;
    this.faults = faults;
  }

  void tell(OrderVersion version) {
    bring(() -> books.take(version));
    if (random.nextInt(8) == 0) {
      faults.note(Fault.FEED_TWICE);
      bring(() -> books.take(version));
    }
  }

  void tell(Movement movement) {
    bring(() -> books.take(movement));
    if (random.nextInt(8) == 0) {
      faults.note(Fault.TILL_TWICE);
      bring(() -> books.take(movement));
    }
  }

  private void bring(Runnable news) {
    boolean slow = random.nextInt(3) == 0;
    Duration delay = Duration.ofSeconds(random.nextInt(slow ? SLOW : USUAL));
    if (delay.compareTo(LATE) >= 0) {
      faults.note(Fault.FEED_LATE);
    }
    moments.in(delay, () -> arrived(news));
  }

  private void arrived(Runnable news) {
    try {
      news.run();
    } catch (Crash died) {
      moments.in(Duration.ofSeconds(30 + random.nextInt(600)), () -> arrived(news));
    }
  }
}
