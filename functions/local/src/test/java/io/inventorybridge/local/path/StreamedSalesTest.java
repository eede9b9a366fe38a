// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.path;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.inventorybridge.json.JsonCodec;
import io.inventorybridge.local.LocalOptions;
import io.inventorybridge.local.LocalSystem;
import io.inventorybridge.local.shop.FakeShop;
import io.inventorybridge.local.template.TemplateFiles;
import io.inventorybridge.support.files.FileStore.Content;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Tills' sales reach the shop by the stream of change markers, without a schedule or a command. */
@Tag("system")
@Timeout(300)
class StreamedSalesTest {
  private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();
  private static final String LIVE =
      "{\"publish\":\"LIVE\",\"riseWait\":\"PT0S\",\"publishDelay\":\"PT1S\"}";
  private static final long UPC = 2_050_000_100_000L;
  private static final int PRODUCTS = 5;
  private static final int SALES_A_SECOND = 5;
  private static final int SALES = 40;
  private static final int STOCK = 100;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @Test
  void fiveSalesASecondReachTheShop() throws Exception {
    try (LocalSystem system =
        LocalSystem.open(LocalOptions.inMemory().withTemplate(TemplateFiles.in(ROOT)))) {
      FakeShop shop = published(system);
      assertThat(available(shop)).isEqualTo((long) PRODUCTS * STOCK);
      system.followStreams();
      AtomicInteger sold = new AtomicInteger();
      AtomicReference<Exception> failed = new AtomicReference<>();
      try (ScheduledExecutorService tills = Executors.newSingleThreadScheduledExecutor()) {
        var selling =
            tills.scheduleAtFixedRate(
                () -> sell(system, sold, failed), 0, 1_000 / SALES_A_SECOND, TimeUnit.MILLISECONDS);
        while (sold.get() < SALES && failed.get() == null) {
          Thread.sleep(50);
        }
        selling.cancel(false);
      }
      assertThat(failed.get()).isNull();
      long expected = (long) PRODUCTS * STOCK - sold.get();
      Instant end = Instant.now().plus(PATIENCE);
      while (available(shop) != expected && Instant.now().isBefore(end)) {
        Thread.sleep(50);
      }
      assertThat(available(shop)).isEqualTo(expected);
      assertThat(system.failedEvents()).isEmpty();
    }
  }

  private static FakeShop published(LocalSystem system) throws Exception {
    put(system, "settings/in-force/installation.json", LIVE, Map.of());
    put(system, "facilities/facilities.csv", "facilityId,externalFacilityId\nS1,1/1\n", Map.of());
    StringBuilder catalog = new StringBuilder("upca,productId,shopifyInventoryItemId\n");
    StringBuilder load = new StringBuilder("SBS_NO,STORE_CODE,UPC,QTY_ON_HAND\n");
    for (int product = 0; product < PRODUCTS; product++) {
      catalog.append("%d,v%d,%d\n".formatted(UPC + product, product, 31 + product));
      load.append("1,1,%d,%d\n".formatted(UPC + product, STOCK));
    }
    put(system, "catalog/catalog.csv", catalog.toString(), Map.of());
    put(
        system,
        "incoming/us/initial/load.csv",
        load.toString(),
        Map.of("snapshot-time", "2026-03-02T07:00:00Z"));
    for (int run = 0; run < 4; run++) {
      system.invoke("RecentSyncFunction", "{}".getBytes(StandardCharsets.UTF_8));
    }
    return system.shop().orElseThrow().shop();
  }

  private static void put(
      LocalSystem system, String key, String content, Map<String, String> metadata)
      throws InterruptedException {
    system
        .wiring()
        .files()
        .put(key, Content.of(content.getBytes(StandardCharsets.UTF_8)), metadata);
    system.awaitQuiet();
  }

  private static void sell(
      LocalSystem system, AtomicInteger sold, AtomicReference<Exception> failed) {
    int number = sold.get();
    if (number == SALES) {
      return;
    }
    ObjectNode call = JsonCodec.MAPPER.createObjectNode();
    call.put("httpMethod", "POST").put("path", "/service/updateInventory");
    call.putObject("headers").put("Authorization", "Bearer " + system.apiToken());
    call.put(
        "body",
        """
        {"facilityId":"S1","availableDelta":-1,"idType":"UPCA","idValue":"%d",\
        "locationSeqId":"TLTLTLLL01","varianceReasonId":"POS_SALE","eventId":"sale-%d",\
        "eventTime":"%s"}\
        """
            .formatted(UPC + number % PRODUCTS, number, Instant.now()));
    try {
      String answer =
          new String(
              system.invoke("UpdateInventoryFunction", JsonCodec.bytes(call)),
              StandardCharsets.UTF_8);
      if (answer.contains("\"statusCode\":200")) {
        sold.incrementAndGet();
      } else {
        failed.set(new IllegalStateException(answer));
      }
    } catch (Exception e) {
      failed.set(e);
    }
  }

  private static long available(FakeShop shop) {
    return shop.pairs().stream()
        .mapToLong(pair -> shop.shown(pair).orElseThrow().available().units())
        .sum();
  }
}
