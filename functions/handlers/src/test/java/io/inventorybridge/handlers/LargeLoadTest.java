// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.handlers;

import static org.assertj.core.api.Assertions.assertThat;

import io.inventorybridge.stock.StockKey;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * An initial load through the functions on ports in memory, in event order; {@code
 * -Dload.rows=2000000} for the size of a retailer. The ports keep bucket and tables in the same
 * heap. So the memory of a function is given as two bounds: the peak of live memory minus the
 * store's size after it, and minus its size before it.
 */
@Tag("simulation")
class LargeLoadTest {
  private static final int STORES = 200;
  private static final int ROWS = Integer.getInteger("load.rows", 20_000);
  private static final int PAGE = 1_000;
  private static final long LIMIT = 512L << 20;

  private final FunctionsInMemory bridge = new FunctionsInMemory(PAGE);

  @Test
  void everyFunctionOfAnInitialLoadStaysWithin512Megabytes() {
    int products = ROWS / STORES;
    bridge.catalog(
        IntStream.range(0, products).mapToObj(LargeLoadTest::upca).toArray(String[]::new));
    bridge.facilities(
        IntStream.range(0, STORES).mapToObj(LargeLoadTest::store).toArray(String[]::new));
    bridge.settle();
    bridge.drop(
        "incoming/us/initial/load.csv",
        load(products).getBytes(StandardCharsets.UTF_8),
        Map.of("snapshot-time", "2026-11-24T00:00:00Z"));
    long least = 0;
    long most = 0;
    int events = 0;
    long began = System.nanoTime();
    while (!bridge.isQuiet()) {
      long before = live();
      long peak = peakOf(() -> bridge.handleNext(bridge.wiring(), 0));
      least = Math.max(least, peak - live());
      most = Math.max(most, peak - before);
      events++;
    }
    Duration took = Duration.ofNanos(System.nanoTime() - began);
    System.out.println(
        "%,d rows, %d events in %d s heap read after a collection every 2 s; a function's own %d to %d MB, the store %d MB"
            .formatted(ROWS, events, took.toSeconds(), least >> 20, most >> 20, live() >> 20));
    assertThat(most).isLessThan(LIMIT);
    for (int product : new int[] {0, products / 2, products - 1}) {
      StockKey key = StockKey.of(store(product % STORES), upca(product));
      assertThat(bridge.onHand(key.facility().value(), upca(product)))
          .as(key.toString())
          .isEqualTo(quantity(product % STORES, product));
    }
    assertThat(bridge.files().list("reports/20261124T000000Z-us-")).hasSize(1);
  }

  private static long peakOf(Runnable call) {
    AtomicLong peak = new AtomicLong();
    try (ScheduledExecutorService sampling = Executors.newSingleThreadScheduledExecutor()) {
      sampling.scheduleWithFixedDelay(
          () -> peak.accumulateAndGet(live(), Math::max), 0, 2, TimeUnit.SECONDS);
      call.run();
      sampling.shutdownNow();
    }
    return peak.get();
  }

  private static long live() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  private static String load(int products) {
    StringBuilder csv = new StringBuilder("facilityId,idType,idValue,availableQty,locationSeqId\n");
    for (int product = 0; product < products; product++) {
      for (int store = 0; store < STORES; store++) {
        csv.append(store(store))
            .append(",UPCA,")
            .append(upca(product))
            .append(',')
            .append(quantity(store, product))
            .append(",\n");
      }
    }
    return csv.toString();
  }

  private static int quantity(int store, int product) {
    return (store + product) % 40;
  }

  private static String store(int number) {
    return "S%03d".formatted(number);
  }

  private static String upca(int number) {
    return Long.toString(100_000_000_000L + number);
  }
}
