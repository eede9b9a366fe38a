// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.path;

import static io.inventorybridge.local.path.RetailerNight.NEW_YORK;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Tag("system")
@Timeout(120)
class DryRunTest {
  @TempDir Path directory;

  @Test
  void aDryRunListsTheChangesAndAppliesNothing() {
    RetailerNight night = new RetailerNight(directory);
    night.masters();
    night.run(night.delta("monday.csv", "10", "10", "0", "10", "10", "0"), "2026-03-02T08:00:00Z");
    Map<String, String> ledger = night.ledger();
    List<String> objects = night.keys("");
    String tuesday = night.delta("tuesday.csv", "11", "10", "5", "10", "9", "0");

    CommandResult dry = night.run(tuesday, "2026-03-03T07:00:00Z", "--dry-run");

    assertThat(dry.code()).isZero();
    JsonNode report = dry.report();
    assertThat(report.path("status").asText()).isEqualTo("DRY_RUN");
    assertThat(report.path("delivery").asText())
        .isEqualTo(RetailerNight.id("20260303T070000Z", tuesday));
    assertThat(report.at("/parts/0/varianceUnits").asLong()).isEqualTo(-4);
    assertThat(report.path("changes"))
        .isEqualTo(
            RetailerNight.json(
                """
                [{"facilityId":"NYC","upca":"2050000163913","onHandBefore":8,"onHandAfter":9},
                 {"facilityId":"NSH","upca":"8720116122558","onHandBefore":10,"onHandAfter":9},
                 {"facilityId":"NYC","upca":"8720116127799","onHandBefore":0,"onHandAfter":5}]
                """));
    assertThat(night.ledger()).as("nothing is applied").isEqualTo(ledger);
    assertThat(night.keys("")).as("nothing is kept").isEqualTo(objects);
    assertThat(night.onHand(NEW_YORK)).containsExactly(8L, 8L, 0L);

    CommandResult real = night.run(tuesday, "2026-03-03T07:00:00Z");
    assertThat(real.report().path("status").asText()).isEqualTo("SETTLED");
    assertThat(night.onHand(NEW_YORK)).containsExactly(9L, 8L, 5L);
  }

  @Test
  void aDryRunReportsThatADeliveryWouldBeHeldAndHoldsNothing() {
    RetailerNight night = new RetailerNight(directory);
    night.masters();
    String ahead = night.delta("ahead.csv");

    CommandResult dry = night.run(ahead, "2099-01-01T00:00:00Z", "--dry-run");

    assertThat(dry.code()).isEqualTo(1);
    assertThat(dry.report().path("status").asText()).isEqualTo("HELD");
    assertThat(dry.report().path("changes").size()).isZero();
    assertThat(night.keys("held/")).isEmpty();
  }
}
