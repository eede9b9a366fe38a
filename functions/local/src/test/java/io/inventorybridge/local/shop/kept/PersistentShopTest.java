// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.local.shop.kept;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.inventorybridge.local.LocalOptions;
import io.inventorybridge.local.LocalSystem;
import io.inventorybridge.local.shop.FakeShop;
import io.inventorybridge.local.shop.FakeVariant;
import io.inventorybridge.shopsync.shop.InventoryLevel;
import io.inventorybridge.shopsync.shop.OnlineShop;
import io.inventorybridge.stock.InventoryItemId;
import io.inventorybridge.stock.ItemAtLocation;
import io.inventorybridge.stock.ShopLocationId;
import io.inventorybridge.support.files.FileStore.Content;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The fake shop of a running system follows dropped files, and the functions can call it. */
@Tag("system")
@Timeout(90)
class PersistentShopTest {
  private static final String HEADER =
      "upca,productId,sku,shopifyInventoryItemId,title,status,tags\n";

  private final LocalSystem system = LocalSystem.open(LocalOptions.inMemory());

  @AfterEach
  void close() {
    system.close();
  }

  @Test
  void aDroppedCatalogIsOnOfferAtTheFirstLocation() throws Exception {
    drop(
        "catalog/catalog.csv",
        HEADER
            + "0012345678905,41,SKU1,11,Sock,ACTIVE,red wool\n"
            + "2050000163913,P2,,,Hat,DRAFT,\n");

    assertThat(shop().variants())
        .extracting(FakeVariant::title)
        .containsExactlyInAnyOrder("Sock", "Hat");
    FakeVariant sock = shop().find(new InventoryItemId("11")).orElseThrow();
    assertThat(sock.barcode()).contains("0012345678905");
    assertThat(sock.number()).isEqualTo("41");
    assertThat(shop().variants())
        .filteredOn(it -> it.title().equals("Hat"))
        .singleElement()
        .satisfies(hat -> assertThat(hat.status()).isEqualTo("DRAFT"));
    ItemAtLocation pair =
        new ItemAtLocation(new InventoryItemId("11"), PersistentShop.FIRST_LOCATION);
    assertThat(shop().shown(pair)).map(InventoryLevel::active).contains(true);
  }

  @Test
  void aProductThatLeavesTheCatalogIsArchivedAndKeepsItsLevels() throws Exception {
    drop("catalog/one.csv", HEADER + "1,41,,11,Sock,ACTIVE,\n2,42,,12,Hat,ACTIVE,\n");
    ItemAtLocation pair =
        new ItemAtLocation(new InventoryItemId("11"), PersistentShop.FIRST_LOCATION);
    shop().stock(pair, 7);
    drop("catalog/two.csv", HEADER + "2,42,,12,Hat,ACTIVE,\n");

    assertThat(shop().find(pair.item())).map(FakeVariant::status).contains("ARCHIVED");
    assertThat(shop().shown(pair)).map(it -> it.available().units()).contains(7L);
  }

  @Test
  void aProductWithoutAnItemKeepsTheOneItWasGiven() throws Exception {
    drop("catalog/one.csv", "upca,productId\n1,P1\n2,P2\n");
    List<InventoryItemId> given = shop().variants().stream().map(FakeVariant::item).toList();
    drop("catalog/two.csv", "upca,productId\n2,P2\n1,P1\n3,P3\n");

    assertThat(shop().variants()).hasSize(3).extracting(FakeVariant::item).containsAll(given);
  }

  @Test
  void droppedFacilitiesOpenTheirLocationsAndTheShopIsReachedByItsApi() throws Exception {
    drop(
        "facilities/facilities.csv",
        "facilityId,name,shopifyLocationId\nSVC21,San Salvador,7621\nSVC22,Santa Ana,\n");

    OnlineShop reached = system.wiring().ports().shop();
    assertThat(reached.locations())
        .extracting(OnlineShop.ShopLocation::location, OnlineShop.ShopLocation::name)
        .containsExactlyInAnyOrder(
            tuple(PersistentShop.FIRST_LOCATION, "Online store"),
            tuple(new ShopLocationId("7621"), "San Salvador"));
    assertThat(reached.permissions()).contains("read_orders");
  }

  private FakeShop shop() {
    return system.shop().orElseThrow().shop();
  }

  private void drop(String key, String text) throws InterruptedException {
    system.wiring().files().put(key, Content.of(text.getBytes(StandardCharsets.UTF_8)), Map.of());
    system.awaitQuiet();
  }
}
