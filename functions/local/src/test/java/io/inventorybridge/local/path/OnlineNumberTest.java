// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.path;

import static io.inventorybridge.local.path.RetailerNight.A;
import static io.inventorybridge.local.path.RetailerNight.B;
import static io.inventorybridge.local.path.RetailerNight.C;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Sellable quantities after the worked example, with rules dropped by command. */
@Tag("system")
@Timeout(120)
class OnlineNumberTest {
  private static final String NEXT_DAY = "2026-03-03T07:00:00Z";
  private static final String HEADER =
      "sequence,kind,productId,upca,tag,facilityId,facilityGroupId,value\n";

  @TempDir Path directory;
  private RetailerNight night;

  @BeforeEach
  void files() {
    night = new RetailerNight(directory);
  }

  @Test
  void theWorkedExampleWithRules() {
    String rules =
        night.file(
            "rules.csv",
            HEADER
                + "10,SAFETY_STOCK,,,,,,1\n20,SAFETY_STOCK,,,,NSH,,4\n"
                + "10,THRESHOLD,v1,,,,,3\n30,ALLOW_BROKERING,,%s,,NYC,,N\n".formatted(B)
                + "10,CHANNEL,v3,,,,,N\n");

    CommandResult ran =
        night.run(
            night.delta("delta.csv"),
            NEXT_DAY,
            "--catalog",
            night.catalog(),
            "--facilities",
            night.facilities(),
            "--orders",
            night.orders(),
            "--rules",
            rules);

    assertThat(ran.code()).isZero();
    assertThat(online(A).json())
        .isEqualTo(
            RetailerNight.json(
                """
                {"upca":"2050000163913","online":10,"threshold":3,"queueDemand":0,"facilities":[
                 {"facilityId":"NSH","availableToPromise":10,"safetyStock":4,"eligible":true,"counted":6},
                 {"facilityId":"NYC","availableToPromise":8,"safetyStock":1,"eligible":true,"counted":7}],"pairs":[]}
                """));
    assertThat(online(B).json())
        .isEqualTo(
            RetailerNight.json(
                """
                {"upca":"8720116122558","online":6,"threshold":0,"queueDemand":0,"facilities":[
                 {"facilityId":"NSH","availableToPromise":10,"safetyStock":4,"eligible":true,"counted":6},
                 {"facilityId":"NYC","availableToPromise":8,"safetyStock":1,"eligible":false,"counted":0}],"pairs":[]}
                """));
    assertThat(online(C).json())
        .as("the channel is off, and two are reserved in New York")
        .isEqualTo(
            RetailerNight.json(
                """
                {"upca":"8720116127799","online":0,"threshold":0,"queueDemand":0,"facilities":[
                 {"facilityId":"NSH","availableToPromise":5,"safetyStock":4,"eligible":true,"counted":1},
                 {"facilityId":"NYC","availableToPromise":3,"safetyStock":1,"eligible":true,"counted":2}],"pairs":[]}
                """));
    assertThat(night.inventory("online", A).out())
        .startsWith("2050000163913: 10 online, after a threshold of 3 and 0 waiting for a store\n");

    String pairs =
        night.file(
            "PRODUCT_FACILITY_2026-03-03-01-00-00-000.csv",
            "product-id,facility-id,facility-safety-stock\nv1,NSH,9\n");
    assertThat(night.inventory("import", "--rules", pairs).out())
        .isEqualTo("rules: 1 of 1 rows imported\n");
    assertThat(online(A).json().path("online").asLong()).isEqualTo(7 + 1 - 3);

    night.inventory("import", "--rules", night.file("rules.csv", HEADER + "1,THRESHOLD,,,,,,0\n"));
    assertThat(online(A).json().path("online").asLong()).isEqualTo(18);
  }

  @Test
  void aUpcaIsPrintedAsInTheCatalogAndFoundWithAndWithoutItsZeros() {
    String catalog = night.file("catalog.csv", "upca,productId\n0030065245099,v1\n074,v2\n");
    night.run(
        night.file("delta.csv", RetailerNight.HEADER + "1,001,30065245099,4\n"),
        NEXT_DAY,
        "--catalog",
        catalog,
        "--facilities",
        night.facilities());

    for (String written : new String[] {"0030065245099", "30065245099", "00000030065245099"}) {
      assertThat(online(written).json())
          .isEqualTo(
              RetailerNight.json(
                  """
                  {"upca":"0030065245099","online":4,"threshold":0,"queueDemand":0,"facilities":[
                   {"facilityId":"NYC","availableToPromise":4,"safetyStock":0,"eligible":true,"counted":4}],"pairs":[]}
                  """));
    }
    assertThat(online("74").json())
        .as("in the catalogue, never in a store")
        .isEqualTo(
            RetailerNight.json(
                """
                {"upca":"074","online":0,"threshold":0,"queueDemand":0,"facilities":[],"pairs":[]}
                """));
  }

  @Test
  void anOrderOfTheShopMovesUnitsFromOnlineToTheCounterAndKeepsTheSellableTarget() {
    String catalog =
        night.file(
            "catalog.csv",
            "upca,productId,shopifyInventoryItemId\n%s,v1,gid://shopify/InventoryItem/11\n"
                .formatted(A));
    String order =
        night.file(
            "shop.jsonl",
            """
            {"orderId":"SO2","channel":"SHOPIFY","shopifyOrderId":"gid://shopify/Order/5001",\
            "status":"APPROVED","lastUpdated":"2026-03-03T09:00:00Z","items":[\
            {"seqId":"1","upca":"%s","quantity":3,"facilityId":"NYC","status":"APPROVED"}]}
            """
                .formatted(A));
    night.run(
        night.delta("delta.csv"),
        NEXT_DAY,
        "--catalog",
        catalog,
        "--facilities",
        night.facilities());
    long before = online(A).json().at("/pairs/0/pool").asLong();

    assertThat(night.inventory("import", "--orders", order).code()).isZero();

    assertThat(online(A).json().path("pairs"))
        .isEqualTo(
            RetailerNight.json(
                """
                [{"inventoryItemId":"11","locationId":"7001","online":%d,"counter":3,"pool":%d,
                  "state":"AS_COUNTED","confirmed":null,"confirmedAt":null,"standing":"UNREAD"}]
                """
                    .formatted(before - 3, before)));
    assertThat(night.inventory("online", A).out()).contains("11@7001");
  }

  @Test
  void unitsThatWaitForAStoreAreQueueDemand() {
    night.masters();
    String order =
        night.file(
            "queued.jsonl",
            """
            {"orderId":"SO2","status":"APPROVED","lastUpdated":"2026-03-02T09:00:00Z","items":[\
            {"seqId":"1","upca":"%s","quantity":3,"facilityId":null,"status":"APPROVED"},\
            {"seqId":"2","upca":"%s","quantity":1,"facilityId":"NOWHERE","status":"APPROVED"}]}
            """
                .formatted(A, A));

    night.run(night.delta("delta.csv"), NEXT_DAY, "--orders", order);

    assertThat(online(A).json().path("queueDemand").asLong()).isEqualTo(4);
    assertThat(online(A).json().path("online").asLong()).isEqualTo(8 + 10 - 4);
  }

  private CommandResult online(String upca) {
    CommandResult ran = night.inventory("online", upca, "--json");
    assertThat(ran.code()).as(ran.toString()).isZero();
    return ran;
  }
}
