// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.delivery.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.inventorybridge.delivery.DeliveryRecord;
import io.inventorybridge.stock.StockKey;
import io.inventorybridge.stock.StockQuantity;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Generated weeks of small sources: each night holds 1 to 30 keys that changed. Tills report most
 * sales, goods are received, and now and then somebody corrects a count.
 */
@Tag("exhaustive")
class SmallSourceNightsTest {
  private static final int SOURCES = Integer.getInteger("small.sources", 20);
  private static final int WEEKS = 20;
  private static final int NIGHTS = 6;
  private static final int PRODUCTS = 120;

  @TempDir Path disk;

  @Test
  void noOrdinaryNightIsHeldByAGuardOfItsContent() {
    long compared = 0;
    for (int source = 0; source < SOURCES; source++) {
      compared += weeks(new Random(source));
    }
    // The weeks are worth nothing unless the guards were really asked.
    assertThat(compared).isGreaterThan(SOURCES * WEEKS);
  }

  private long weeks(Random random) {
    IntakeFixture night = new IntakeFixture(disk);
    for (int upc = 1; upc <= PRODUCTS; upc++) {
      night.balances.put(StockKey.of("A", "" + upc), StockQuantity.of(random.nextInt(12)));
    }
    int usual = 1 + random.nextInt(30);
    // How many rows there are is the business of other guards.
    night.settings = GuardTableTest.withoutGuards("rowsBelow", "rowsAbove", "missingStore");
    for (int i = 0; i < WEEKS * NIGHTS; i++) {
      night.passes(Duration.ofDays(1));
      Map<StockKey, StockQuantity> counted = new HashMap<>();
      night.drop("incoming/sv/night-%d.csv".formatted(i), file(night, usual, random, counted));
      night.balances.putAll(counted);
      night.settle();
    }
    long asked = 0;
    for (DeliveryRecord record : night.deliveries.ofSource("sv")) {
      assertThat(record.reason())
          .as("%s of a source with %d rows a night", record.findings(), usual)
          .isEmpty();
      asked +=
          record.findings().guards().stream()
              .filter(finding -> finding.name().equals("changedShare"))
              .filter(finding -> finding.why().isEmpty())
              .count();
    }
    return asked;
  }

  /** A night's file; numbers that the ledger does not expect are put aside until it is applied. */
  private static String file(
      IntakeFixture night, int usual, Random random, Map<StockKey, StockQuantity> counted) {
    List<Integer> products = new ArrayList<>();
    for (int upc = 1; upc <= PRODUCTS; upc++) {
      products.add(upc);
    }
    Collections.shuffle(products, random);
    int rows = Math.clamp(usual + random.nextInt(5) - 2L, 1, 30);
    StringBuilder file = new StringBuilder("STORE,UPC,QTY\n");
    for (int upc : products.subList(0, rows)) {
      StockKey key = StockKey.of("A", "" + upc);
      long before = night.balances.get(key).units();
      int kind = random.nextInt(100);
      long now;
      if (kind < 80) {
        // A till sold it and told so: the ledger expects the number.
        now = before - 1 - random.nextInt(2);
        night.balances.put(key, StockQuantity.of(now));
      } else if (kind < 96) {
        now = before + 1 + random.nextInt(6);
      } else {
        now = Math.max(0, before + random.nextInt(7) - 3);
      }
      file.append("A,").append(upc).append(',').append(now).append('\n');
      counted.put(key, StockQuantity.of(now));
    }
    return file.toString();
  }
}
