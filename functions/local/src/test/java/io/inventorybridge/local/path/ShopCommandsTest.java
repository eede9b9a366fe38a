// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.path;

import static io.inventorybridge.local.path.RetailerNight.A;
import static io.inventorybridge.local.path.RetailerNight.B;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.inventorybridge.local.AccessMode;
import io.inventorybridge.local.LocalSystem;
import io.inventorybridge.local.shop.FakeShop;
import io.inventorybridge.local.shop.kept.PersistentShop;
import io.inventorybridge.stock.InventoryItemId;
import io.inventorybridge.stock.ItemAtLocation;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The built-in fake shop, as its user sees it from command to command. */
@Tag("system")
@Timeout(90)
class ShopCommandsTest {
  private static final ItemAtLocation SOCK =
      new ItemAtLocation(new InventoryItemId("11"), PersistentShop.FIRST_LOCATION);

  @TempDir Path directory;
  private RetailerNight night;

  @BeforeEach
  void catalogue() {
    night = new RetailerNight(directory);
    String catalog =
        night.file(
            "catalog.csv",
            "upca,productId,shopifyInventoryItemId,title\n%s,1,11,Sock\n%s,2,12,Hat\n"
                .formatted(A, B));
    assertThat(night.inventory("import", "--catalog", catalog).code()).isZero();
  }

  @Test
  void theShopOffersTheCatalogAndAPurchaseArrivesAsAnOrder() {
    stock(3);

    CommandResult bought = night.inventory("buy", A, "--quantity", "2", "--json");

    assertThat(bought.code()).as(bought.err()).isZero();
    JsonNode order = bought.json();
    assertThat(order.path("outcome").asText()).isEqualTo("BOUGHT");
    JsonNode levels = night.inventory("shop", "--json").json().path("levels");
    assertThat(levels)
        .containsExactlyInAnyOrder(
            RetailerNight.json(level(A, 11, "Sock", 1, 2, 3)),
            RetailerNight.json(level(B, 12, "Hat", 0, 0, 0)));
    JsonNode online = night.inventory("online", A, "--json").json();
    assertThat(online.path("queueDemand").asLong()).isEqualTo(2);
    assertThat(night.inventory("shop").out()).contains(A).contains("7001");
  }

  @Test
  void unavailableUnitsAreNotBought() {
    CommandResult soldOut = night.inventory("buy", B);

    assertThat(soldOut.code()).isEqualTo(1);
    assertThat(soldOut.out()).isEqualTo("the shop does not have 1 of %s available\n".formatted(B));
    CommandResult unknown = night.inventory("buy", "999");
    assertThat(unknown.code()).isEqualTo(2);
    assertThat(unknown.err()).contains("999 is not on sale in the shop");
    assertThat(night.inventory("buy", A, "--quantity", "0").err()).contains("0 is not above 0");
  }

  @Test
  void aRealShopNeedsItsAddressAndCredentials() {
    CommandResult elsewhere = night.inventory("shop", "--shop", "https://example.com");
    assertThat(elsewhere.code()).isEqualTo(2);
    assertThat(elsewhere.err()).contains("'https://example.com' is not a shop address");
    assertThat(night.inventory("shop", "--shop", "example.myshopify.com").err())
        .contains("set SHOPIFY_ACCESS_TOKEN, or SHOPIFY_CLIENT_ID and SHOPIFY_CLIENT_SECRET");
  }

  private void stock(long available) {
    try (LocalSystem running = night.open(AccessMode.WRITER)) {
      FakeShop shop = running.shop().orElseThrow().shop();
      shop.stock(SOCK, available);
    }
  }

  private static String level(
      String upca, int item, String title, int available, int committed, int onHand) {
    return """
        {"upca":"%s","shopifyInventoryItemId":"%d","shopifyLocationId":"7001","title":"%s",
         "status":"ACTIVE","tracked":true,"active":true,
         "available":%d,"committed":%d,"onHand":%d}
        """
        .formatted(upca, item, title, available, committed, onHand);
  }
}
