// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.publishing;

import static org.assertj.core.api.Assertions.assertThat;

import io.inventorybridge.local.publishing.MeteredTransport.Use;
import io.inventorybridge.local.publishing.StorageMeter.Storage;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The number of requests and units that the recent sync after a change of one rule takes. */
@Tag("proof")
@Timeout(1_200)
class ChangedRuleSizeTest {
  private static final int PRODUCTS = Integer.getInteger("rule.products", 5_000);
  private static final int CHANGED = PRODUCTS / 2;
  private static final String HEADER =
      "sequence,kind,productId,upca,tag,facilityId,facilityGroupId,value\n";

  private final PublishingRetailer retailer =
      new PublishingRetailer(Duration.ofMillis(300), Duration.ofSeconds(20));
  private final LargeAssortment assortment = new LargeAssortment(retailer, PRODUCTS);
  private int drops;

  @Test
  void oneRuleTakesAHundredthOfWhatEveryPairTakes() {
    assortment.open();
    rules(1);
    assortment.publish();
    Storage nothing = recent();

    // With one store, the other topology changes no number, and every pair may have another.
    retailer.settings("{\"publish\":\"LIVE\",\"topology\":\"LOCATION_PER_FACILITY\"}");
    Storage everything = recent();
    assertThat(everything.units()).isGreaterThan(2L * PRODUCTS);

    rules(2);
    retailer.requests.reset();
    Storage one = recent();
    assertThat(retailer.requests.total().requests()).isEqualTo(1);
    Use call = retailer.requests.total();
    assertThat(retailer.shop.shown(LargeAssortment.pair(CHANGED)).orElseThrow().available().units())
        .isEqualTo(20 + CHANGED % 30 - 2);
    assertThat(one.requests()).isLessThanOrEqualTo(everything.requests() / 100);
    assertThat(one.units()).isLessThanOrEqualTo(everything.units() / 100);
    assertThat(recent()).isEqualTo(nothing);

    SizeSheet.write(
        "## One rule of many",
        "ChangedRuleSizeTest",
        " -Drule.products=%d".formatted(PRODUCTS),
        "One of %,d rules changes, each of which is of one product. A unit is a record of a table or a file, read or written.%n%n| recent sync | requests | units |%n|---|---:|---:|%n"
                .formatted(PRODUCTS)
            + row("nothing has changed", nothing)
            + row("one rule has changed; 1 call to the shop", one)
            + row("every pair is visited, as by every change of inputs before", everything)
            + "%nThe call took %,d points.%n".formatted(call.points()));
  }

  private static String row(String name, Storage storage) {
    return "| %s | %,d | %,d |%n".formatted(name, storage.requests(), storage.units());
  }

  /** A rule for each product; that of one product keeps these units. */
  private void rules(int units) {
    StringBuilder csv = new StringBuilder(HEADER);
    for (int product = 0; product < PRODUCTS; product++) {
      csv.append(
          "1,SAFETY_STOCK,,%s,,,,%d\n"
              .formatted(LargeAssortment.upca(product), product == CHANGED ? units : 0));
    }
    retailer.drop("rules/rules-%d.csv".formatted(++drops), csv.toString());
  }

  private Storage recent() {
    retailer.clock.pass(Duration.ofMinutes(15));
    StorageMeter meter = new StorageMeter();
    Map<String, Object> answer =
        new WiredFunctions(retailer.wiring(meter.over(retailer.ports())))
            .call("RecentSync", Map.of());
    assertThat(answer).containsEntry("status", "DONE").containsEntry("toBeRead", 0L);
    return meter.storage();
  }
}
