// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.path;

import static io.inventorybridge.local.path.RetailerNight.A;
import static io.inventorybridge.local.path.RetailerNight.B;
import static io.inventorybridge.local.path.RetailerNight.C;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.inventorybridge.local.AccessMode;
import io.inventorybridge.local.LocalSystem;
import io.inventorybridge.local.shop.FakeShop;
import io.inventorybridge.shopsync.lease.LeaseRecord;
import io.inventorybridge.stock.InventoryItemId;
import io.inventorybridge.stock.ItemAtLocation;
import io.inventorybridge.stock.ShopLocationId;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Publishing from the command line, to the built-in fake shop. */
@Tag("system")
@Timeout(600)
class SyncCommandTest {
  private static final ItemAtLocation BOOT =
      new ItemAtLocation(new InventoryItemId("31"), new ShopLocationId("7001"));
  private static final ItemAtLocation HAT =
      new ItemAtLocation(new InventoryItemId("32"), new ShopLocationId("7001"));

  @TempDir Path directory;
  private RetailerNight night;

  @BeforeEach
  void aSettledLoad() {
    night = new RetailerNight(directory);
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
  }

  @Test
  void quantitiesReachTheShopAndItsSalesAreNotCountedTwice() {
    CommandResult recent = night.inventory("sync", "--recent", "--json");
    assertThat(recent.code()).as(recent.toString()).isZero();
    JsonNode first = recent.json();
    assertThat(first.path("status").asText()).isEqualTo("DONE");
    assertThat(first.path("publish").asText()).isEqualTo("LIVE");
    assertThat(first.path("shop").asText()).isEqualTo("built-in");
    assertThat(first.path("byReason")).isEqualTo(RetailerNight.json("{\"FIRST_PUBLISHED\":3}"));
    assertThat(first.path("confirmed").asLong()).isEqualTo(3);
    assertThat(first.path("toBeRead"))
        .isEqualTo(
            RetailerNight.json("{\"unread\":0,\"uncertain\":0,\"seenOnce\":0,\"parked\":0}"));
    assertThat(first.path("points").asLong()).isGreaterThan(first.path("requests").asLong());

    assertThat(night.inventory("buy", A, "--quantity", "2").code()).isZero();
    JsonNode second = night.inventory("sync", "--recent", "--json").json();
    assertThat(second.path("calls").asLong()).as("the shop counted its sale itself").isZero();
    JsonNode pair = night.inventory("online", A, "--json").json().path("pairs").path(0);
    assertThat(pair.path("online").asLong()).isEqualTo(18);
    assertThat(pair.path("confirmed").asLong()).isEqualTo(20);
    assertThat(pair.path("standing").asText()).isEqualTo("EXACT");
    assertThat(Instant.parse(pair.path("confirmedAt").asText())).isBefore(Instant.now());
    assertThat(night.inventory("online", A).out()).contains("exact since 20");

    // Not the item that was just bought: the effect of its order is unknown for a minute.
    change(shop -> shop.edit(HAT, 5));
    CommandResult full = night.inventory("sync", "--full");
    assertThat(full.code()).as(full.toString()).isZero();
    assertThat(full.out())
        .startsWith("DONE  full sync, built-in shop, live\n")
        .contains("3 pairs: 2 as they should be, 1 set")
        .containsPattern(B + " +7001 +20 +25 +20 +LOWERED\n")
        .containsPattern("report +reports/sync/\\d{8}T\\d{9}Z.json \\(also as .csv\\)");
    assertThat(available(BOOT)).isEqualTo(18);
    assertThat(available(HAT)).isEqualTo(20);
    String report = full.out().replaceAll("(?s).*(reports/sync/\\S+)\\.json.*", "$1");
    assertThat(night.text(report + ".csv")).contains("LOWERED,20,0,0,25,20,");
  }

  @Test
  void aPairThatIsReadTwiceIsOnePairAtTheTerminalAndOnThePage() {
    assertThat(night.inventory("sync", "--recent").code()).isZero();
    change(shop -> shop.edit(HAT, -5));
    CommandResult full = night.inventory("sync", "--full");
    assertThat(full.code()).as(full.toString()).isZero();
    assertThat(full.out())
        .contains("3 pairs: 2 as they should be, 1 set")
        .containsPattern(B + " +7001 +20 +15 +20 +RAISED\n");
    assertThat(night.text(night.keys("syncs/").getFirst()))
        .contains("3 pairs were compared with the shop, 2 were right. 1 pair was set right");
  }

  @Test
  void aShadowComparesAndWritesNothing() {
    CommandResult full = night.inventory("sync", "--full", "--shadow", "--json");
    assertThat(full.code()).as(full.toString()).isZero();
    JsonNode report = full.json();
    assertThat(report.path("publish").asText()).isEqualTo("SHADOW");
    assertThat(report.path("byReason")).isEqualTo(RetailerNight.json("{\"NOT_CORRECTED\":3}"));
    assertThat(report.path("calls").asLong()).isZero();
    JsonNode row = report.path("discrepancies").path(0);
    assertThat(row.path("ours").asLong()).isEqualTo(20);
    assertThat(row.path("shopifyBefore").asLong()).isZero();
    assertThat(row.path("shopifyAfter").isNull()).isTrue();
    assertThat(available(BOOT)).isZero();
    CommandResult recent = night.inventory("sync", "--recent", "--shadow");
    assertThat(recent.code()).isZero();
    assertThat(recent.out()).startsWith("NOT_LIVE  recent sync, built-in shop, shadow\n");
  }

  @Test
  void noOptionOverridesTheKillSwitch() {
    String off = night.file("off.json", "{\"publish\":\"OFF\"}");
    CommandResult live = night.inventory("sync", "--full", "--live", "--settings", off);
    assertThat(live.code()).isEqualTo(1);
    assertThat(live.err())
        .isEqualTo("inventory: --live: publishing is switched off by the setting publish: OFF\n");
    CommandResult recent = night.inventory("sync", "--recent", "--json");
    assertThat(recent.code()).isEqualTo(1);
    assertThat(recent.json().path("publish").asText()).isEqualTo("OFF");
    assertThat(available(BOOT)).isZero();
  }

  @Test
  void anotherRunThatHasTheShopIsNamed() {
    try (LocalSystem running = night.open(AccessMode.WRITER)) {
      running
          .wiring()
          .ports()
          .shopLease()
          .replace(
              LeaseRecord.NONE,
              new LeaseRecord(
                  "somebody else",
                  1,
                  Instant.now().plus(Duration.ofMinutes(5)),
                  Optional.empty(),
                  Optional.empty(),
                  0));
    }
    CommandResult held = night.inventory("sync", "--recent");
    assertThat(held.code()).isEqualTo(1);
    assertThat(held.out())
        .startsWith("HELD  recent sync, built-in shop\n")
        .contains("somebody else has the shop until ");
    assertThat(held.err())
        .as("the event that an alarm counts; the other run does the work")
        .doesNotContain("RecentSyncBehind");
    assertThat(available(BOOT)).isZero();
  }

  @Test
  void whereTheShopHasSeveralLocationsASettingNamesTheOne() {
    change(
        shop -> {
          shop.open(new ShopLocationId("7002"), "Warehouse");
          shop.open(new ShopLocationId("7003"), "Showroom");
        });
    CommandResult silent = night.inventory("sync", "--recent");
    assertThat(silent.code()).isZero();
    assertThat(silent.out())
        .contains("everything: no setting says which of the shop's locations to use");
    assertThat(available(BOOT)).isZero();
    String named = night.file("named.json", "{\"location\":7001}");
    CommandResult told = night.inventory("sync", "--recent", "--settings", named, "--json");
    assertThat(told.json().path("heldBack").path("locations").asLong()).isEqualTo(1);
    assertThat(available(BOOT)).isEqualTo(20);
  }

  private void change(Consumer<FakeShop> people) {
    try (LocalSystem running = night.open(AccessMode.WRITER)) {
      people.accept(running.shop().orElseThrow().shop());
    }
  }

  private long available(ItemAtLocation pair) {
    try (LocalSystem running = night.open(AccessMode.READER)) {
      return running.shop().orElseThrow().shop().shown(pair).orElseThrow().available().units();
    }
  }
}
