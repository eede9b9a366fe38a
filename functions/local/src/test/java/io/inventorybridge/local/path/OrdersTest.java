// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.path;

import static io.inventorybridge.local.path.RetailerNight.NASHVILLE;
import static io.inventorybridge.local.path.RetailerNight.NEW_YORK;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.inventorybridge.local.AccessMode;
import io.inventorybridge.local.LocalSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Orders sent to the bus, and orders declared known by an operator. */
@Tag("system")
class OrdersTest {
  @TempDir Path directory;
  private RetailerNight night;

  @BeforeEach
  void files() {
    night = new RetailerNight(directory);
    night.masters();
  }

  @Test
  void anOrderOnTheBusIsTheSameAsInADropAndABadOneIsRejected()
      throws InterruptedException, IOException {
    assertThat(night.onHand(NEW_YORK)).containsExactly(-2L, -2L, 0L);
    String line = Files.readString(Path.of(night.orders())).strip();
    try (LocalSystem running = night.open(AccessMode.WRITER)) {
      JsonNode moved =
          RetailerNight.json(line.replace(NEW_YORK, NASHVILLE).replace("T09:", "T10:"));
      running.send("OrderBus", "test", "OrderVersion", moved);
      running.send("OrderBus", "test", "OrderVersion", RetailerNight.json("{\"orderId\":\"SO2\"}"));
      running.send("OrderBus", "test", "SomethingElse", moved);
      running.awaitQuiet();
      assertThat(running.failedEvents()).isEmpty();
    }
    assertThat(night.onHand(NEW_YORK)).containsExactly(0L, 0L, 0L);
    assertThat(night.onHand(NASHVILLE)).containsExactly(-2L, -2L, 0L);
    assertThat(night.keys("rejects/orders/")).hasSize(1);
    assertThat(night.text(night.keys("rejects/orders/").getFirst()))
        .contains("line 1: items is missing");
  }

  @Test
  void anOrderDeclaredKnownIsNotDeducted() {
    assertThat(night.run(night.delta("monday.csv"), "2026-03-03T07:00:00Z").code()).isZero();
    assertThat(night.onHand(NEW_YORK)).containsExactly(8L, 8L, 5L);

    CommandResult declared =
        night.inventory("known", "SO1", "--at", "2026-03-03T20:00:00Z", "--json");
    assertThat(declared.code()).isZero();
    assertThat(declared.json())
        .isEqualTo(
            RetailerNight.json(
                """
                {"outcome":"DECLARED","order":"SO1","at":"2026-03-03T20:00:00Z","received":true}
                """));
    assertThat(night.onHand(NEW_YORK)).as("from the previous delivery").containsExactly(8L, 8L, 5L);
    assertThat(night.run(night.delta("tuesday.csv"), "2026-03-04T07:00:00Z").code()).isZero();
    assertThat(night.onHand(NEW_YORK)).containsExactly(10L, 10L, 5L);

    assertThat(night.inventory("known", "SO1", "--at", "2026-03-03T20:00:00Z").out())
        .isEqualTo("order SO1: was declared known before, since 2026-03-03T20:00:00Z\n");
    CommandResult mistaken = night.inventory("known", "SO9", "--at", "2026-03-03T20:00:00Z");
    assertThat(mistaken.code()).isEqualTo(1);
    assertThat(mistaken.err())
        .contains("order SO9 was not received; check its id, or add --not-yet-received");
    CommandResult early =
        night.inventory("known", "SO9", "--not-yet-received", "--at", "2026-03-03T20:00:00Z");
    assertThat(early.out())
        .isEqualTo(
            "order SO9: declared known to Retail Pro since 2026-03-03T20:00:00Z;"
                + " no version of it has been received yet, so the declaration waits\n");
    CommandResult wrong = night.inventory("known", "SO1", "--at", "noon");
    assertThat(wrong.code()).isEqualTo(2);
    assertThat(wrong.err()).contains("at 'noon' is not an ISO-8601 time with offset");
  }
}
