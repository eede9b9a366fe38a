// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.shopify;

import static org.assertj.core.api.Assertions.assertThat;

import io.inventorybridge.json.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class VersionWatchTest {
  private final ByteArrayOutputStream written = new ByteArrayOutputStream();
  private Instant now = Instant.parse("2026-11-25T05:00:00Z");

  @Test
  void anotherVersionIsOneLineThatTheAlarmCountsAndNotOneAReply() throws Exception {
    VersionWatch watch =
        new VersionWatch(new PrintStream(written, true, StandardCharsets.UTF_8), () -> now);
    VersionDiffers differs = new VersionDiffers("2026-10", "2027-01\"");

    watch.accept(differs);
    watch.accept(differs);
    assertThat(lines()).hasSize(1);
    assertThat(Json.read(lines()[0]))
        .isEqualTo(
            Json.MAPPER
                .createObjectNode()
                .put("level", "ERROR")
                .put("event", "ShopVersionDiffers")
                .put("asked", "2026-10")
                .put("served", "2027-01?"));
    now = now.plusSeconds(600);
    watch.accept(differs);
    assertThat(lines()).hasSize(2);
  }

  @Test
  void theTemplateCountsTheLineByItsName() throws IOException {
    assertThat(Files.readString(Path.of("../../template.yaml")))
        .contains("FilterPattern: '\"ShopVersionDiffers\"'");
  }

  private String[] lines() {
    return written.toString(StandardCharsets.UTF_8).split("\n", -1).length == 1
        ? new String[0]
        : written.toString(StandardCharsets.UTF_8).stripTrailing().split("\n", -1);
  }
}
