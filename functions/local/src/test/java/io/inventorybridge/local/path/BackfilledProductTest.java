// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.path;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A product with stock 12 in 50 stores, unchanged since the initial load, comes online today. */
@Tag("system")
class BackfilledProductTest {
  private static final int STORES = 50;
  private static final String LOAD = "2026-11-01T06:00:00Z";
  private static final String DAY = "2026-11-02T06:00:00Z";

  @TempDir private Path directory;

  @Test
  void itHas600ByBothOrders() {
    RetailerNight after = new RetailerNight(directory.resolve("after"));
    after.inventory(
        "import", "--catalog", catalog(after, RetailerNight.A), "--facilities", stores(after));
    load(after);
    assertThat(after.inventory("online", RetailerNight.B, "--json").code()).isEqualTo(2);
    after.inventory("import", "--catalog", catalog(after, RetailerNight.A, RetailerNight.B));
    RetailerNight before = new RetailerNight(directory.resolve("before"));
    before.inventory(
        "import",
        "--catalog",
        catalog(before, RetailerNight.A, RetailerNight.B),
        "--facilities",
        stores(before));
    load(before);
    for (RetailerNight night : new RetailerNight[] {after, before}) {
      assertThat(
              night.inventory("online", RetailerNight.B, "--json").json().path("online").asLong())
          .isEqualTo(600);
      assertThat(night.explain("S07", RetailerNight.B).path("onHand").asLong()).isEqualTo(12);
      JsonNode awaiting = night.inventory("awaiting", "--json").json();
      assertThat(awaiting.path("products")).isEmpty();
      assertThat(awaiting.path("stores")).isEmpty();
    }
    assertThat(after.keys("reports/backfill/")).hasSize(1);
    assertThat(after.explain("S07", RetailerNight.B).path("baseline").path("delivery").asText())
        .startsWith("20261101T060000Z-us-")
        .matches(".*-b[0-9a-f]{24}");
  }

  @Test
  void aProductWhoseOriginalsDoNotReachBackWaitsForAnOperator() {
    RetailerNight night = new RetailerNight(directory);
    night.inventory(
        "import", "--catalog", catalog(night, RetailerNight.A), "--facilities", stores(night));
    String other =
        night.file("other.csv", "STORE_CODE,UPC,QTY\nS01,%s,1\n".formatted(RetailerNight.A));
    night.run(other, LOAD, "--source", "mx", "--initial");
    String day = night.file("day.csv", "STORE_CODE,UPC,QTY\nS02,%s,4\n".formatted(RetailerNight.B));
    night.run(day, DAY, "--source", "us");
    night.inventory("import", "--catalog", catalog(night, RetailerNight.A, RetailerNight.B));
    JsonNode awaiting = night.inventory("awaiting", "--json").json();
    assertThat(awaiting.path("products").path(0).path("upca").asText()).isEqualTo(RetailerNight.B);
    assertThat(awaiting.path("products").path(0).path("state").asText())
        .isEqualTo("AWAITING_BASELINE");
    assertThat(night.inventory("accept", RetailerNight.B).out()).contains("BASED");
    assertThat(night.inventory("awaiting", "--json").json().path("products")).isEmpty();
    assertThat(night.inventory("accept", RetailerNight.C).code()).isEqualTo(2);
  }

  // The file of the next day changes only the other product.
  private static void load(RetailerNight night) {
    String rows =
        IntStream.rangeClosed(1, STORES)
            .mapToObj(
                n -> "S%02d,%s,3\nS%02d,%s,12\n".formatted(n, RetailerNight.A, n, RetailerNight.B))
            .collect(Collectors.joining("", "STORE_CODE,UPC,QTY\n", ""));
    assertThat(night.run(night.file("load.csv", rows), LOAD, "--source", "us", "--initial").code())
        .isZero();
    String day = night.file("day.csv", "STORE_CODE,UPC,QTY\nS01,%s,2\n".formatted(RetailerNight.A));
    assertThat(night.run(day, DAY, "--source", "us").code()).isZero();
  }

  private static String catalog(RetailerNight night, String... upcas) {
    StringBuilder csv = new StringBuilder("upca,productId\n");
    for (String upca : upcas) {
      csv.append(upca).append(",v").append(upca).append('\n');
    }
    return night.file("catalog-%d.csv".formatted(upcas.length), csv.toString());
  }

  private static String stores(RetailerNight night) {
    return night.file(
        "facilities.csv",
        IntStream.rangeClosed(1, STORES)
            .mapToObj("S%02d\n"::formatted)
            .collect(Collectors.joining("", "facilityId\n", "")));
  }
}
