// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.path;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The morning summary after a delivery, by the functions that the template declares. */
@Tag("system")
class MorningTest {
  private static final String MONDAY = "2026-03-09T12:00:00Z";
  private static final String TUESDAY = "2026-03-10T12:00:00Z";

  @TempDir private Path directory;
  private RetailerNight night;

  @BeforeEach
  void aNight() {
    night = new RetailerNight(directory);
    night.masters();
    assertThat(night.run(night.delta("monday.csv"), MONDAY).code()).isZero();
  }

  @Test
  void theFiguresOfADeliveryLieUnderMorning() {
    String delta = night.delta("tuesday.csv", "9", "10", "5", "10", "12", "5");
    String delivery = night.run(delta, TUESDAY).report().path("delivery").asText();
    String under = "morning/" + delivery + "/";
    assertThat(night.keys(under))
        .containsExactly(
            under + "ageing.csv",
            under + "ageing.json",
            under + "differences.csv",
            under + "differences.json",
            under + "silent-stores.csv",
            under + "silent-stores.json",
            under + "summary.json");
    assertThat(night.text(under + "differences.csv"))
        .isEqualTo(
            """
            facilityId,upca,retailPro,expected,difference,posUnits,probableCause
            NYC,%s,9,10,-1,0,SOLD_WITHOUT_EVENT
            NSH,%s,12,10,2,0,RECEIVED_OR_RETURNED
            """
                .formatted(RetailerNight.A, RetailerNight.B));
    assertThat(night.text(under + "ageing.csv"))
        .isEqualTo(
            """
            orderId,seqId,facilityId,upca,units,completedAt,days
            SO1,1,NYC,%s,2,2026-03-02T09:00:00Z,8
            SO1,2,NYC,%s,2,2026-03-02T09:00:00Z,8
            """
                .formatted(RetailerNight.A, RetailerNight.B));
    assertThat(
            RetailerNight.json(night.text(under + "differences.json"))
                .path("keys")
                .get(0)
                .toString())
        .isEqualTo(
            "{\"facilityId\":\"NYC\",\"upca\":\"%s\",\"retailPro\":9,\"expected\":10,\"difference\":-1,\"posUnits\":0,\"probableCause\":\"SOLD_WITHOUT_EVENT\"}"
                .formatted(RetailerNight.A));
    assertThat(RetailerNight.json(night.text(under + "ageing.json")).path("items")).hasSize(2);
    assertThat(RetailerNight.json(night.text(under + "silent-stores.json")).path("silentStores"))
        .isEmpty();
    JsonNode summary = night.inventory("morning", delivery, "--json").json();
    assertThat(summary).isEqualTo(RetailerNight.json(night.text(under + "summary.json")));
    assertThat(summary.at("/ageing/olderThanDays/7").toString())
        .isEqualTo("{\"items\":2,\"units\":4}");
    assertThat(summary.at("/differences/differing").asLong()).isEqualTo(2);
  }

  @Test
  void theTerminalPrintsTheTotalsAfterARun() {
    String delta = night.delta("tuesday.csv", "9", "10", "5", "10", "12", "5");
    CommandResult ran = night.inventory("run", delta, "--snapshot-time", TUESDAY);
    assertThat(ran.out())
        .contains("differences 2 of 6 keys that had a baseline differ: +2 and -1 units")
        .contains("4 units of partial orders are deducted: 4 > 3 days, 4 > 7 days, 0 > 30 days");
  }

  @Test
  void aDeliveryThatIsUnknownOrNotSettledHasNoFigures() {
    CommandResult unknown = night.inventory("morning", "20260310T120000Z-default-000000000000");
    assertThat(unknown.code()).isEqualTo(2);
    assertThat(unknown.err())
        .contains("there is no delivery 20260310T120000Z-default-000000000000");
    String empty = night.file("empty.csv", "");
    String held = night.run(empty, TUESDAY).report().path("delivery").asText();
    assertThat(night.inventory("morning", held).err())
        .contains(held + " is HELD: its summary is written when it is settled");
    assertThat(night.inventory("morning", "tuesday").err())
        .contains("'tuesday' is not the id of a delivery");
  }
}
