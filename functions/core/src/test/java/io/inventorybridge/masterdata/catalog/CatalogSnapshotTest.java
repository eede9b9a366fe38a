// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.masterdata.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.inventorybridge.stock.CanonicalUpc;
import io.inventorybridge.stock.InventoryItemId;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class CatalogSnapshotTest {
  private static final CatalogProduct BOOT =
      new CatalogProduct(
          CanonicalUpc.of("012345678905"),
          "012345678905",
          "gid://shopify/ProductVariant/1",
          Optional.of("B-1"),
          Optional.of("gid://shopify/InventoryItem/11"),
          Optional.of("Boot \"ñ\" \ud83d\udc62 " + "x".repeat(70_000)),
          "ACTIVE",
          List.of("sale", "new"));
  private static final CatalogProduct SANDAL =
      new CatalogProduct(
          CanonicalUpc.of("7"),
          "7",
          "v7",
          Optional.empty(),
          Optional.of("7000000000000000000"),
          Optional.of(""),
          "DRAFT",
          List.of());

  @Test
  void everyProductIsReadBackAsItWasInTheOrderOfTheUpcas() throws IOException {
    CatalogProduct twin = CatalogProduct.of("012345678905", "a");
    assertThat(read(CatalogSnapshot.of(List.of(BOOT, twin, SANDAL)).bytes()))
        .containsExactly(SANDAL, twin, BOOT);
    assertThat(read(CatalogSnapshot.of(List.of()).bytes())).isEmpty();
  }

  @Test
  void theSameProductsInAnyOrderAreTheSameFileAndAnotherFieldIsAnotherVersion() {
    List<CatalogProduct> products = new ArrayList<>();
    for (int i = 1; i < 200; i++) {
      products.add(CatalogProduct.of("" + i, "v" + i));
    }
    CatalogSnapshot snapshot = CatalogSnapshot.of(products);
    Collections.shuffle(products, new Random(3));
    assertThat(CatalogSnapshot.of(products).bytes()).isEqualTo(snapshot.bytes());
    products.set(5, BOOT);
    assertThat(CatalogSnapshot.of(products).version()).isNotEqualTo(snapshot.version());
  }

  @Test
  void aDamagedSnapshotIsRefused() throws IOException {
    byte[] content = unpacked(CatalogSnapshot.of(List.of(BOOT, SANDAL)).bytes());
    for (byte[] damaged :
        List.of(
            Arrays.copyOf(content, content.length - 1),
            Arrays.copyOf(content, 20),
            Arrays.copyOf(content, content.length + 1))) {
      assertThatThrownBy(() -> read(packed(damaged))).isInstanceOf(DamagedIndex.class);
    }
    content[0]++;
    assertThatThrownBy(() -> read(packed(content)))
        .isInstanceOf(DamagedIndex.class)
        .hasMessageContaining("does not begin like a snapshot");
  }

  @Test
  void onlyOnlineProductsAreFoundByUpcAndItem() {
    CatalogProduct twin = CatalogProduct.of("12345678905", "a");
    OnlineCatalog catalog = OnlineCatalog.of(List.of(SANDAL, BOOT, twin));
    assertThat(catalog.size()).isEqualTo(1);
    assertThat(catalog.find(SANDAL.upc())).isEmpty();
    assertThat(catalog.find(BOOT.upc())).hasSize(2);
    assertThat(catalog.find(BOOT.upc()).getLast().tags()).containsExactly("sale", "new");
    assertThat(catalog.ofItem(new InventoryItemId("11"))).containsExactly(BOOT.upc());
    assertThat(catalog.ofItem(new InventoryItemId("12"))).isEmpty();
    assertThat(catalog.slotAfter(BOOT.upc().digits())).isEqualTo(1);
    assertThat(catalog.slotAfter(1)).isZero();
  }

  private static List<CatalogProduct> read(byte[] bytes) throws IOException {
    List<CatalogProduct> products = new ArrayList<>();
    try (CatalogSnapshot.ProductReader reader =
        CatalogSnapshot.open(new ByteArrayInputStream(bytes))) {
      for (Optional<CatalogProduct> next = reader.next(); next.isPresent(); next = reader.next()) {
        products.add(next.get());
      }
      assertThat(reader.next()).isEmpty();
    }
    return products;
  }

  private static byte[] unpacked(byte[] bytes) throws IOException {
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
      return in.readAllBytes();
    }
  }

  private static byte[] packed(byte[] content) throws IOException {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(file)) {
      out.write(content);
    }
    return file.toByteArray();
  }
}
