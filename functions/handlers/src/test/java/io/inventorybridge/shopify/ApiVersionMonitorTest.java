// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.shopify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.inventorybridge.log.LogLines;
import io.inventorybridge.log.StructuredLog;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ApiVersionMonitorTest {
  private Instant now = Instant.parse("2026-11-25T05:00:00Z");

  @Test
  void anotherVersionIsOneLineThatTheAlarmCountsAndNotOneAReply() {
    ApiVersionMonitor watch =
        new ApiVersionMonitor(StructuredLog.of(ApiVersionMonitor.class), () -> now);
    ApiVersionMismatch differs = new ApiVersionMismatch("2026-10", "2027-01\"");
    try (LogLines log = LogLines.open()) {
      watch.accept(differs);
      watch.accept(differs);
      assertThat(log.all()).hasSize(1);
      JsonNode line = log.all().getFirst();
      assertThat(line.path("level").textValue()).isEqualTo("ERROR");
      assertThat(line.path("event").textValue()).isEqualTo("ShopVersionDiffers");
      assertThat(line.path("asked").textValue()).isEqualTo("2026-10");
      assertThat(line.path("served").textValue()).isEqualTo("2027-01\"");
      assertThat(line.path("message").textValue())
          .as("what a terminal shows")
          .isEqualTo(
              "ShopVersionDiffers: the shop answered by version 2027-01\" of its API, not by 2026-10");
      now = now.plusSeconds(600);
      watch.accept(differs);
      assertThat(log.all()).hasSize(2);
    }
  }
}
