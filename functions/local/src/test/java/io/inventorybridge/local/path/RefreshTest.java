// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.path;

import static io.inventorybridge.local.path.Night.A;
import static io.inventorybridge.local.path.Night.B;
import static io.inventorybridge.local.path.Night.C;
import static io.inventorybridge.local.path.Night.NEW_YORK;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.inventorybridge.files.Files.Content;
import io.inventorybridge.local.LocalSystem;
import io.inventorybridge.local.Mode;
import io.inventorybridge.local.permissions.Role;
import io.inventorybridge.local.permissions.Statement;
import io.inventorybridge.local.shop.FakeShop;
import io.inventorybridge.local.shop.Variant;
import io.inventorybridge.stock.Upc;
import io.inventorybridge.sync.shop.ItemId;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The catalog refreshed from the fake shop, by its API, with the roles of the template. */
@Timeout(120)
class RefreshTest {
  @TempDir Path directory;
  private Night night;

  @BeforeEach
  void installation() {
    night = new Night(directory);
    night.masters();
  }

  @Test
  void everyVariantHasAStateAndOnlyWhatIsSoldByOneBarcodeIsOnline() {
    change(
        shop -> {
          shop.offer(Variant.of(new ItemId("21"), "700"));
          shop.offer(Variant.of(new ItemId("22"), "0700"));
          shop.offer(Variant.of(new ItemId("23"), ""));
          shop.offer(Variant.of(new ItemId("24"), "ABC"));
          shop.offer(Variant.of(new ItemId("25"), "725").asBundle());
          shop.offer(Variant.of(new ItemId("26"), "726").withTracked(false, Instant.EPOCH));
          shop.offer(Variant.of(new ItemId("27"), "727").withStatus("DRAFT", Instant.EPOCH));
          shop.offer(giftCard(new ItemId("28"), "728"));
        });

    Ran refreshed = night.inventory("refresh", "--json");

    assertThat(refreshed.code()).as(refreshed.err()).isZero();
    JsonNode report = refreshed.json();
    assertThat(report.path("status").asText()).isEqualTo("IN_FORCE");
    assertThat(report.path("variants"))
        .isEqualTo(
            Night.json(
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
    String load = night.file("load.csv", Night.HEADER + "1,001,%s,9\n1,001,7777,4\n".formatted(A));
    assertThat(night.run(load, "2026-03-03T07:00:00Z", "--initial").code()).isZero();
    change(shop -> shop.offer(Variant.of(new ItemId("21"), "7777")));

    assertThat(night.inventory("refresh").out())
        .startsWith("catalog of the shop: IN_FORCE\nvariants: ONLINE=4\n");

    assertThat(night.explain(NEW_YORK, "7777").path("onHand").asLong()).isEqualTo(4);
  }

  @Test
  void theShopsWordThatAProductChangedFetchesTheCatalogueOnceAndItsEchoDoesNot() throws Exception {
    assertThat(night.inventory("refresh").code()).isZero();
    try (LocalSystem running = night.open(Mode.WRITER)) {
      FakeShop shop = running.shop().orElseThrow().shop();
      Variant known = byBarcode(shop, B);
      tell(running, webhook(known));
      assertThat(refreshes(running)).hasSize(1);

      shop.changeBarcode(known.item(), "8888");
      tell(running, webhook(shop.find(known.item()).orElseThrow()));
      tell(running, webhook(shop.find(known.item()).orElseThrow()));

      assertThat(refreshes(running)).hasSize(2);
      assertThat(running.wiring().ports().catalog().find(Upc.of("8888"))).hasSize(1);
      assertThat(running.wiring().ports().catalog().find(Upc.of(B))).isEmpty();

      shop.changeBarcode(known.item(), "");
      tell(running, webhook(shop.find(known.item()).orElseThrow()));

      assertThat(refreshes(running)).hasSize(3);
      assertThat(running.wiring().ports().catalog().find(Upc.of("8888"))).isEmpty();
      assertThat(running.failedEvents()).isEmpty();
      assertThat(unused(running.roles().get("RefreshCatalogFunction"))).isEmpty();
      assertThat(unused(running.roles().get("RecordProductsFunction"))).isEmpty();
    }
  }

  @Test
  void aShopThatLacksMuchIsRefusedAndTheCatalogueStays() {
    change(
        shop ->
            List.of(A, B, C)
                .forEach(
                    code ->
                        shop.offer(byBarcode(shop, code).withStatus("ARCHIVED", Instant.EPOCH))));

    Ran refused = night.inventory("refresh");

    assertThat(refused.code()).isEqualTo(1);
    assertThat(refused.out()).contains("REFUSED, the shop has 0 products online, and 3 are in");
    assertThat(refused.err()).contains("CatalogRefresh gave up").contains("CatalogRefused");
    assertThat(night.inventory("online", A, "--json").code()).isZero();
  }

  @Test
  void aRefreshThatWasKilledGoesOn() throws Exception {
    change(shop -> shop.offer(Variant.of(new ItemId("21"), "7777")));
    try (LocalSystem running = night.open(Mode.WRITER)) {
      running
          .wiring()
          .files()
          .put("refresh/x.json", Content.of("{}".getBytes(StandardCharsets.UTF_8)), Map.of());
    }
    try (LocalSystem running = night.open(Mode.WRITER)) {
      running.awaitQuiet();
      assertThat(running.wiring().ports().catalog().find(Upc.of("7777"))).hasSize(1);
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

  private static ObjectNode webhook(Variant variant) {
    ObjectNode detail =
        (ObjectNode)
            Night.json(
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

  private static Variant byBarcode(FakeShop shop, String barcode) {
    return shop.variants().stream()
        .filter(it -> it.barcode().equals(Optional.of(barcode)))
        .findFirst()
        .orElseThrow();
  }

  private static Variant giftCard(ItemId item, String barcode) {
    Variant plain = Variant.of(item, barcode);
    return new Variant(
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

  private static Set<String> unused(Role role) {
    Set<String> unused = new TreeSet<>();
    role.statements().stream().map(Statement::sid).forEach(unused::add);
    role.used().forEach(it -> unused.remove(it.sid()));
    // Needed before the first catalog.
    unused.remove("TellMissingFromForbidden");
    return unused;
  }

  private interface Deed {
    void in(FakeShop shop);
  }

  private void change(Deed deed) {
    try (LocalSystem running = night.open(Mode.WRITER)) {
      deed.in(running.shop().orElseThrow().shop());
    }
  }
}
