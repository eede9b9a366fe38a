// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.path;

import static io.inventorybridge.local.path.RetailerNight.A;
import static io.inventorybridge.local.path.RetailerNight.B;
import static io.inventorybridge.local.path.RetailerNight.C;
import static io.inventorybridge.local.path.RetailerNight.NASHVILLE;
import static io.inventorybridge.local.path.RetailerNight.NEW_YORK;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** New York and Nashville: HotWax's example of the nightly process. */
@Tag("system")
@Timeout(120)
class WorkedExampleTest {
  private static final String FIRST_DAY = "2026-03-02T08:00:00Z";
  private static final String NEXT_DAY = "2026-03-03T02:00:00-05:00";

  @TempDir Path directory;
  private RetailerNight night;

  @BeforeEach
  void files() {
    night = new RetailerNight(directory);
  }

  @Test
  void theNumbersOfTheExampleComeOutExactly() {
    String first = night.delta("monday.csv", "10", "10", "0", "10", "10", "0");
    CommandResult monday =
        night.run(
            first, FIRST_DAY, "--catalog", night.catalog(), "--facilities", night.facilities());
    assertThat(monday.code()).isZero();
    assertThat(monday.report().path("status").asText()).isEqualTo("SETTLED");

    assertThat(night.inventory("import", "--orders", night.orders()).code()).isZero();
    assertThat(night.onHand(NEW_YORK)).containsExactly(8L, 8L, 0L);
    assertThat(night.onHand(NASHVILLE)).containsExactly(10L, 10L, 0L);

    String second = night.delta("tuesday.csv");
    String delivery = RetailerNight.id("20260303T070000Z", second);
    CommandResult tuesday = night.run(second, NEXT_DAY);
    assertThat(tuesday.code()).isZero();
    assertThat(RetailerNight.timeless(tuesday.report()))
        .isEqualTo(
            RetailerNight.json(
                """
                {"delivery":"%s","source":"default","status":"SETTLED","reason":null,
                 "snapshotTime":"2026-03-03T07:00:00Z","snapshotTimeFrom":"OPTION",
                 "rows":{"read":6,"kept":6,"filtered":{},"rejected":{}},
                 "parts":[{"name":"part-0001.csv","rows":6,"resetApplied":4,"resetUnchanged":2,"resetStale":0,
                           "varianceRows":2,"varianceUnits":-4,"varianceStale":0,"lateFacts":0,"attempt":"some"}],
                 "seconds":{"ComputeVariance":"some","FilterDelta":"some","ImportReset":"some",
                            "ImportVariance":"some","SettlePart":"some"}}
                """
                    .formatted(delivery)));
    assertThat(RetailerNight.json(night.text("reports/" + delivery + ".json")))
        .as("the stored report equals the printed one")
        .isEqualTo(tuesday.report());

    assertThat(night.text("variance/" + delivery + "/part-0001.csv"))
        .isEqualTo(
            """
            facilityId,idType,idValue,availableDelta,locationSeqId,varianceReasonId,comments
            NYC,UPCA,2050000163913,-2.0,TLTLTLLL01,VAR_INTEGR,Inventory Variance sent as part of Reset Inventory deduction for partially completed orders
            NYC,UPCA,8720116122558,-2.0,TLTLTLLL01,VAR_INTEGR,Inventory Variance sent as part of Reset Inventory deduction for partially completed orders
            """);
    assertThat(night.text("reset/" + delivery + "/part-0001.csv"))
        .isEqualTo(
            """
            facilityId,idType,idValue,availableQty,locationSeqId
            NYC,UPCA,2050000163913,10,TLTLTLLL01
            NYC,UPCA,8720116122558,10,TLTLTLLL01
            NYC,UPCA,8720116127799,5,TLTLTLLL01
            NSH,UPCA,2050000163913,10,TLTLTLLL01
            NSH,UPCA,8720116122558,10,TLTLTLLL01
            NSH,UPCA,8720116127799,5,TLTLTLLL01
            """);

    assertThat(night.onHand(NEW_YORK)).containsExactly(8L, 8L, 5L);
    assertThat(night.onHand(NASHVILLE)).containsExactly(10L, 10L, 5L);
  }

  @Test
  void everyNumberIsExplainedByItsEntries() {
    String first = night.delta("monday.csv", "10", "10", "0", "10", "10", "0");
    String second = night.delta("tuesday.csv");
    night.run(first, FIRST_DAY, "--catalog", night.catalog(), "--facilities", night.facilities());
    night.inventory("import", "--orders", night.orders());
    night.run(second, NEXT_DAY);

    JsonNode explained = night.explain(NEW_YORK, A);
    for (JsonNode entry : explained.path("entries")) {
      assertThat(entry.path("at").asText()).endsWith("Z");
      ((ObjectNode) entry).remove("at");
    }
    assertThat(explained)
        .isEqualTo(
            RetailerNight.json(
                """
                {"facilityId":"NYC","upca":"2050000163913","onHand":8,"reserved":0,"availableToPromise":8,
                 "baseline":{"delivery":"%2$s","snapshotTime":"2026-03-03T07:00:00Z","quantity":10},"pending":null,
                 "entries":[
                  {"cause":{"type":"RESET","reference":"%1$s","line":2},"difference":10,"onHandBefore":0},
                  {"cause":{"type":"ORDER","reference":"SO1","line":null},"difference":-2,"onHandBefore":10},
                  {"cause":{"type":"RESET","reference":"%2$s","line":2},"difference":2,"onHandBefore":8},
                  {"cause":{"type":"VARIANCE","reference":"%2$s","line":2,"orders":[{"orderId":"SO1","units":2}]},"difference":-2,"onHandBefore":10}]}
                """
                    .formatted(
                        RetailerNight.id("20260302T080000Z", first),
                        RetailerNight.id("20260303T070000Z", second))));
    JsonNode waiting = night.explain("001", C);
    assertThat(waiting.path("onHand").asLong()).isEqualTo(5);
    assertThat(waiting.path("reserved").asLong()).isEqualTo(2);
    assertThat(waiting.path("availableToPromise").asLong()).isEqualTo(3);
    for (String store : List.of(NEW_YORK, NASHVILLE)) {
      for (String upca : List.of(A, B, C)) {
        JsonNode key = night.explain(store, upca);
        long sum = 0;
        for (JsonNode entry : key.path("entries")) {
          sum += entry.path("difference").asLong();
        }
        assertThat(sum).as("%s %s", store, upca).isEqualTo(key.path("onHand").asLong());
      }
    }
  }

  @Test
  void theManifestListsTheParts() {
    night.masters();
    String delta =
        night.file(
            "odd.csv",
            "\ufeffSTORE_NO|UPC|ON_HAND\r\n1|%s|3,0\r\n2|74|1\r\n9|%s|1\r\n1||2\r\n1|%s|-4\r\n"
                .formatted(A, A, B));
    String settings = night.file("settings.json", "{\"guards\":{\"rejectedShare\":null}}");
    CommandResult ran = night.run(delta, NEXT_DAY, "--source", "us", "--settings", settings);
    assertThat(ran.code()).isZero();
    String delivery = "20260303T070000Z-us-" + RetailerNight.sha256(delta).substring(0, 12);
    JsonNode manifest = RetailerNight.json(night.text("manifests/" + delivery + ".json"));
    assertThat(manifest.properties().stream().map(Map.Entry::getKey))
        .contains(
            "delivery",
            "source",
            "sha256",
            "bytes",
            "snapshotTime",
            "snapshotTimeFrom",
            "delimiter",
            "encoding",
            "compression",
            "catalogVersion",
            "facilitiesVersion",
            "rows",
            "parts");
    assertThat(manifest.path("delivery").asText()).isEqualTo(delivery);
    assertThat(manifest.path("source").asText()).isEqualTo("us");
    assertThat(manifest.path("sha256").asText()).isEqualTo(RetailerNight.sha256(delta));
    assertThat(manifest.path("bytes").asLong()).isEqualTo(Path.of(delta).toFile().length());
    assertThat(manifest.path("delimiter").asText()).isEqualTo("|");
    assertThat(manifest.path("encoding").asText()).isEqualTo("UTF-8");
    assertThat(manifest.path("compression").asText()).isEqualTo("NONE");
    assertThat(manifest.path("rows"))
        .isEqualTo(
            RetailerNight.json(
                """
                {"read":5,"kept":2,"filtered":{"UNKNOWN_UPC":1,"EMPTY_UPC":1},"rejected":{"UNKNOWN_FACILITY":1}}
                """));
    assertThat(manifest.path("parts").size()).isEqualTo(1);
    JsonNode part = manifest.path("parts").get(0);
    assertThat(part.path("name").asText()).isEqualTo("part-0001.csv");
    assertThat(part.path("rows").asLong()).isEqualTo(2);
    String reset = night.text("reset/" + delivery + "/part-0001.csv");
    assertThat(part.path("sha256").asText())
        .isEqualTo(RetailerNight.sha256(night.file("copy-of-part", reset)));
    assertThat(night.text("rejects/" + delivery + ".csv"))
        .startsWith("STORE_NO|UPC|ON_HAND|rejectLine|rejectReason|rejectMessage\n9|" + A + "|1|4|")
        .contains("|UNKNOWN_FACILITY|");
    assertThat(night.explain(NEW_YORK, B).path("onHand").asLong())
        .as("stock may be negative, and two more units have left the store")
        .isEqualTo(-6);
  }
}
