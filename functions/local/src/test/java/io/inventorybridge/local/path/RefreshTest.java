// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.path;

import static io.inventorybridge.local.path.RetailerNight.A;
import static io.inventorybridge.local.path.RetailerNight.B;
import static io.inventorybridge.local.path.RetailerNight.C;
import static io.inventorybridge.local.path.RetailerNight.NEW_YORK;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.inventorybridge.local.AccessMode;
import io.inventorybridge.local.LocalSystem;
import io.inventorybridge.local.permissions.FunctionRole;
import io.inventorybridge.local.permissions.PolicyStatement;
import io.inventorybridge.local.shop.FakeShop;
import io.inventorybridge.local.shop.FakeVariant;
import io.inventorybridge.stock.CanonicalUpc;
import io.inventorybridge.stock.InventoryItemId;
import io.inventorybridge.support.files.FileStore.Content;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The catalog refreshed from the fake shop, by its API, with the roles of the template. */
@Tag("system")
@Timeout(120)
class RefreshTest {
  @TempDir Path directory;
  private RetailerNight night;

  @BeforeEach
  void installation() {
    night = new RetailerNight(directory);
    night.masters();
  }

  @Test
  void everyVariantHasAStateAndOnlyWhatIsSoldByOneBarcodeIsOnline() {
    change(
        shop -> {
          shop.offer(FakeVariant.of(new InventoryItemId("21"), "700"));
          shop.offer(FakeVariant.of(new InventoryItemId("22"), "0700"));
          shop.offer(FakeVariant.of(new InventoryItemId("23"), ""));
          shop.offer(FakeVariant.of(new InventoryItemId("24"), "ABC"));
          shop.offer(FakeVariant.of(new InventoryItemId("25"), "725").asBundle());
          shop.offer(
              FakeVariant.of(new InventoryItemId("26"), "726").withTracked(false, Instant.EPOCH));
          shop.offer(
              FakeVariant.of(new InventoryItemId("27"), "727").withStatus("DRAFT", Instant.EPOCH));
          shop.offer(giftCard(new InventoryItemId("28"), "728"));
        });

    CommandResult refreshed = night.inventory("refresh", "--json");

    assertThat(refreshed.code()).as(refreshed.err()).isZero();
    JsonNode report = refreshed.json();
    assertThat(report.path("status").asText()).isEqualTo("IN_FORCE");
    assertThat(report.path("variants"))
        .isEqualTo(
            RetailerNight.json(
                """
                {"GIFT_CARD":1,"BUNDLE":1,"NOT_ACTIVE":1,"UNTRACKED":1,"NO_BARCODE":1,
                 "MALFORMED_BARCODE":1,"DUPLICATE_BARCODE":2,"ONLINE":3}
                """));
    assertThat(night.text(report.path("notOnline").asText()).lines())
        .containsExactly(
            "state,upca,shopifyInventoryItemId,shopifyVariantId,shopifyProductId,sku,title,status",
            "DUPLICATE_BARCODE,700,21,421,521,SKU-21,Article 21,ACTIVE",
            "DUPLICATE_BARCODE,0700,22,422,522,SKU-22,Article 22,ACTIVE",
            "NO_BARCODE,,23,423,523,SKU-23,Article 23,ACTIVE",
            "MALFORMED_BARCODE,ABC,24,424,524,SKU-24,Article 24,ACTIVE",
            "BUNDLE,725,25,425,525,SKU-25,Article 25,ACTIVE",
            "UNTRACKED,726,26,426,526,SKU-26,Article 26,ACTIVE",
            "NOT_ACTIVE,727,27,427,527,SKU-27,Article 27,DRAFT",
            "GIFT_CARD,728,28,428,528,SKU-28,Article 28,ACTIVE");
  }

  @Test
  void aProductThatTheShopHasNewIsFilledFromWhatWasDeliveredBefore() {
    String load =
        night.file("load.csv", RetailerNight.HEADER + "1,001,%s,9\n1,001,7777,4\n".formatted(A));
    assertThat(night.run(load, "2026-03-03T07:00:00Z", "--initial").code()).isZero();
    change(shop -> shop.offer(FakeVariant.of(new InventoryItemId("21"), "7777")));

    assertThat(night.inventory("refresh").out())
        .startsWith("catalog of the shop: IN_FORCE\nvariants: ONLINE=4\n");

    assertThat(night.explain(NEW_YORK, "7777").path("onHand").asLong()).isEqualTo(4);
  }

  @Test
  void aProductWebhookFetchesTheCatalogOnceAndItsEchoDoesNot() throws Exception {
    assertThat(night.inventory("refresh").code()).isZero();
    try (LocalSystem running = night.open(AccessMode.WRITER)) {
      FakeShop shop = running.shop().orElseThrow().shop();
      FakeVariant known = byBarcode(shop, B);
      tell(running, webhook(known));
      assertThat(refreshes(running)).hasSize(1);

      shop.changeBarcode(known.item(), "8888");
      tell(running, webhook(shop.find(known.item()).orElseThrow()));
      tell(running, webhook(shop.find(known.item()).orElseThrow()));

      assertThat(refreshes(running)).hasSize(2);
      assertThat(running.wiring().ports().catalog().find(CanonicalUpc.of("8888"))).hasSize(1);
      assertThat(running.wiring().ports().catalog().find(CanonicalUpc.of(B))).isEmpty();

      shop.changeBarcode(known.item(), "");
      tell(running, webhook(shop.find(known.item()).orElseThrow()));

      assertThat(refreshes(running)).hasSize(3);
      assertThat(running.wiring().ports().catalog().find(CanonicalUpc.of("8888"))).isEmpty();
      assertThat(running.failedEvents()).isEmpty();
      assertThat(unused(running.roles().get("RefreshCatalogFunction")))
          .as("nothing was published that the brake could count, and no edition is too old")
          .containsExactlyInAnyOrder("CountStock", "FindPublishedPairs", "ForgetEditions");
      assertThat(unused(running.roles().get("RecordProductsFunction"))).isEmpty();
    }
  }

  @Test
  void aRefreshThatLacksManyProductsIsRefusedAndTheCatalogStays() {
    change(
        shop ->
            List.of(A, B, C)
                .forEach(
                    code ->
                        shop.offer(byBarcode(shop, code).withStatus("ARCHIVED", Instant.EPOCH))));

    CommandResult refused = night.inventory("refresh");

    assertThat(refused.code()).isEqualTo(1);
    assertThat(refused.out()).contains("REFUSED, the shop has 0 products online, and 3 are in");
    assertThat(refused.err()).contains("CatalogRefresh gave up").contains("CatalogRefused");
    assertThat(night.inventory("online", A, "--json").code()).isZero();
  }

  @Test
  void aRefreshThatWasKilledGoesOn() throws Exception {
    change(shop -> shop.offer(FakeVariant.of(new InventoryItemId("21"), "7777")));
    try (LocalSystem running = night.open(AccessMode.WRITER)) {
      running
          .wiring()
          .files()
          .put("refresh/x.json", Content.of("{}".getBytes(StandardCharsets.UTF_8)), Map.of());
    }
    try (LocalSystem running = night.open(AccessMode.WRITER)) {
      running.awaitQuiet();
      assertThat(running.wiring().ports().catalog().find(CanonicalUpc.of("7777"))).hasSize(1);
    }
  }

  private static List<String> refreshes(LocalSystem running) {
    return running.wiring().files().list("reports/imports/refresh-").stream()
        .map(it -> it.key())
        .filter(it -> it.endsWith(".json"))
        .toList();
  }

  private static void tell(LocalSystem running, JsonNode webhook) throws InterruptedException {
    running.send(
        "default", "aws.partner/shopify.com/1234567/inventory-bridge", "shopifyWebhook", webhook);
    running.awaitQuiet();
  }

  private static ObjectNode webhook(FakeVariant variant) {
    ObjectNode detail =
        (ObjectNode)
            RetailerNight.json(
                """
                {"payload":{"id":500001,"status":"active","variants":[{}]},
                 "metadata":{"x-shopify-topic":"products/update"}}
                """);
    ((ObjectNode) detail.at("/payload/variants/0"))
        .put("id", Long.parseLong(variant.number()))
        .put("barcode", variant.barcode().orElse(""))
        .put("inventory_item_id", Long.parseLong(variant.item().number()));
    return detail;
  }

  private static FakeVariant byBarcode(FakeShop shop, String barcode) {
    return shop.variants().stream()
        .filter(it -> it.barcode().equals(Optional.of(barcode)))
        .findFirst()
        .orElseThrow();
  }

  private static FakeVariant giftCard(InventoryItemId item, String barcode) {
    FakeVariant plain = FakeVariant.of(item, barcode);
    return new FakeVariant(
        item,
        plain.number(),
        plain.product(),
        plain.barcode(),
        plain.sku(),
        plain.title(),
        plain.status(),
        plain.tags(),
        true,
        false,
        true,
        plain.updatedAt());
  }

  private static Set<String> unused(FunctionRole role) {
    Set<String> unused = new TreeSet<>();
    role.statements().stream().map(PolicyStatement::sid).forEach(unused::add);
    role.used().forEach(it -> unused.remove(it.sid()));
    // Needed before the first catalog.
    unused.remove("TellMissingFromForbidden");
    return unused;
  }

  private interface Deed {
    void in(FakeShop shop);
  }

  private void change(Deed deed) {
    try (LocalSystem running = night.open(AccessMode.WRITER)) {
      deed.in(running.shop().orElseThrow().shop());
    }
  }
}
