// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.path;

import static io.inventorybridge.local.path.RetailerNight.A;
import static io.inventorybridge.local.path.RetailerNight.B;
import static io.inventorybridge.local.path.RetailerNight.C;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.inventorybridge.json.JsonCodec;
import io.inventorybridge.local.AccessMode;
import io.inventorybridge.local.LocalSystem;
import io.inventorybridge.local.shop.FakeShop;
import io.inventorybridge.stock.InventoryItemId;
import io.inventorybridge.support.files.FileStore.Content;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** From a delivery to the levels in the shop, by the deployed functions in their roles. */
@Tag("system")
@Timeout(600)
class PublishedDeliveryTest {
  private static final String LIVE = "{\"publish\":\"LIVE\",\"riseWait\":\"PT0S\"}";

  @TempDir Path directory;

  @Test
  void aDeliveryIsPublishedAndTheFullSyncCorrectsManualChanges() throws Exception {
    RetailerNight night = new RetailerNight(directory);
    String catalog =
        night.file(
            "catalog.csv",
            "upca,productId,shopifyInventoryItemId\n%s,v1,31\n%s,v2,32\n%s,v3,33\n"
                .formatted(A, B, C));
    CommandResult ran =
        night.run(
            night.delta("delta.csv"),
            "2026-03-03T07:00:00Z",
            "--initial",
            "--catalog",
            catalog,
            "--facilities",
            night.facilities());
    assertThat(ran.code()).as(ran.err()).isZero();
    try (LocalSystem running = night.open(AccessMode.WRITER)) {
      running
          .wiring()
          .files()
          .put(
              "settings/in-force/installation.json",
              Content.of(LIVE.getBytes(StandardCharsets.UTF_8)),
              Map.of());
      FakeShop shop = running.shop().orElseThrow().shop();
      for (int run = 0; run < 4; run++) {
        assertThat(call(running, "RecentSync", "{}").path("status").asText()).isEqualTo("DONE");
      }
      assertThat(available(shop, "31")).isEqualTo(20);
      assertThat(available(shop, "33")).isEqualTo(10);

      shop.edit(shop.pairs().getFirst(), 5);
      JsonNode batch =
          call(
              running,
              "SyncBatch",
              "{\"run\":\"r1\",\"call\":1,\"cursor\":\"\",\"second\":false,\"figures\":{}}");
      assertThat(batch.path("status").asText()).isEqualTo("DONE");
      assertThat(available(shop, "31")).isEqualTo(20);
      call(
          running,
          "ReportSync",
          "{\"run\":\"r1\",\"began\":\"2026-03-04T03:30:00Z\",\"missing\":[],\"figures\":{}}");
      assertThat(
              new String(
                  running.wiring().files().read("reports/sync/r1.csv").orElseThrow(),
                  StandardCharsets.UTF_8))
          .contains("LOWERED,20,0,0,25,20,");
      assertThat(running.failedEvents()).isEmpty();
    }
  }

  private static JsonNode call(LocalSystem running, String function, String input)
      throws Exception {
    return JsonCodec.read(
        running.invoke(function + "Function", JsonCodec.bytes(RetailerNight.json(input))));
  }

  private static long available(FakeShop shop, String item) {
    return shop.pairs().stream()
        .filter(pair -> pair.item().equals(new InventoryItemId(item)))
        .mapToLong(pair -> shop.shown(pair).orElseThrow().available().units())
        .sum();
  }
}
