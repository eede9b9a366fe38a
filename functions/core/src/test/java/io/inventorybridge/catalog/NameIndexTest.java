// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.inventorybridge.catalog.ProductName.Kind;
import io.inventorybridge.stock.Upc;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NameIndexTest {
  private static final Product BOOT = product("205", "v1", "BOOT-42", "481", "ACTIVE");
  private static final Product BELT = product("206", "v2", "BELT-90", "482", "");
  private static final Product OLD = product("207", "v3", "OLD-1", "483", "DRAFT");

  private final InMemoryCatalog catalog = new InMemoryCatalog();

  @ParameterizedTest
  @CsvSource({
    "Shopify_Prod_ID, SHOPIFY_PROD_ID",
    "shopifyprodid, SHOPIFY_PROD_ID",
    "upca, UPCA",
    "UPC_A, UPCA",
    "Sku, SKU"
  })
  void theKindOfANameIsReadWithoutRegardToCaseAndUnderscores(String written, Kind kind) {
    assertThat(Kind.parse(written)).contains(kind);
  }

  @ParameterizedTest
  @CsvSource({"EAN", "UPC", "''", "SKUS"})
  void anythingElseIsNotAKindOfIdentifier(String written) {
    assertThat(Kind.parse(written)).isEmpty();
  }

  @Test
  void aProductOnlineIsFoundByEachOfItsNames() {
    OnlineProducts online = online(BOOT, BELT, OLD);
    Upc boot = BOOT.upc();
    assertThat(online.find(ProductName.sku("BOOT-42"))).contains(boot);
    assertThat(online.find(ProductName.shopify("v1"))).contains(boot);
    assertThat(online.find(ProductName.shopify("481"))).contains(boot);
    assertThat(online.find(ProductName.shopify("gid://shopify/InventoryItem/481"))).contains(boot);
    assertThat(online.find(ProductName.of(boot))).contains(boot);
    assertThat(online.names(boot))
        .containsExactly(
            ProductName.of(boot),
            ProductName.sku("BOOT-42"),
            ProductName.shopify("481"),
            ProductName.shopify("v1"));
  }

  @Test
  void anIdentifierOfOneKindDoesNotMatchAnotherKind() {
    OnlineProducts online = online(BOOT);
    assertThat(online.find(ProductName.sku("v1"))).isEmpty();
    assertThat(online.find(ProductName.shopify("BOOT-42"))).isEmpty();
    assertThat(online.find(ProductName.shopify("205"))).isEmpty();
  }

  @Test
  void aProductThatIsNotOnlineIsFoundByNoName() {
    OnlineProducts online = online(BOOT, OLD);
    assertThat(online.find(ProductName.sku("OLD-1"))).isEmpty();
    assertThat(online.find(ProductName.of(OLD.upc()))).isEmpty();
    assertThat(online.names(OLD.upc())).isEmpty();
  }

  @Test
  void aNameOfSeveralProductsMeansNone() {
    OnlineProducts online = online(BOOT, product("208", "v8", "BOOT-42", "488", ""));
    assertThat(online.find(ProductName.sku("BOOT-42"))).isEmpty();
    assertThat(online.find(ProductName.shopify("v8"))).contains(Upc.of("208"));
  }

  @Test
  void aNameWhoseUpcaIsAmbiguousMeansNone() {
    OnlineProducts online = online(BOOT, product("205", "v9", "OTHER", "489", ""));
    assertThat(online.find(ProductName.sku("BOOT-42"))).isEmpty();
    assertThat(online.find(ProductName.of(BOOT.upc()))).isEmpty();
  }

  @Test
  void theCatalogueIsBelievedBeforeAnIndexThatIsOlder() {
    NameIndex older = NameIndex.of(List.of(BOOT));
    catalog.replaceAll(List.of(product("205", "v1", "BOOT-43", "481", "")));
    OnlineProducts online = new OnlineProducts(catalog, () -> older);
    assertThat(online.find(ProductName.sku("BOOT-42"))).isEmpty();
  }

  @Test
  void anIndexIsReadBackAndItsBytesDoNotDependOnTheOrderOfRows() throws IOException {
    List<Product> products =
        LongStream.rangeClosed(1, 2_000)
            .mapToObj(n -> product(Long.toString(n), "v" + n, "SKU " + n % 700, "i" + n, ""))
            .toList();
    List<Product> shuffled = new java.util.ArrayList<>(products);
    Collections.reverse(shuffled);
    byte[] bytes = NameIndex.of(products).bytes();
    assertThat(NameIndex.of(shuffled).bytes()).isEqualTo(bytes);
    NameIndex read = NameIndex.readFrom(new ByteArrayInputStream(bytes));
    assertThat(read.candidates(ProductName.sku("SKU 7")))
        .containsExactly(Upc.of("7"), Upc.of("707"), Upc.of("1407"));
    assertThat(read.candidates(ProductName.sku("SKU 700"))).isEmpty();
    assertThat(NameIndex.EMPTY.candidates(ProductName.sku("SKU 7"))).isEmpty();
  }

  @Test
  void aDamagedIndexIsRefusedWhereverTheDamageIs() {
    byte[] whole = NameIndex.of(List.of(BOOT, BELT)).bytes();
    SplittableRandom random = new SplittableRandom(7);
    for (int at = 0; at < whole.length; at++) {
      byte[] damaged = whole.clone();
      damaged[at] ^= (byte) (1 + random.nextInt(255));
      refused(damaged);
      refused(Arrays.copyOf(whole, at));
    }
    refused(Arrays.copyOf(whole, whole.length + 1));
  }

  private static void refused(byte[] file) {
    assertThatThrownBy(() -> NameIndex.readFrom(new ByteArrayInputStream(file)))
        .isInstanceOf(DamagedIndex.class);
  }

  private OnlineProducts online(Product... products) {
    catalog.replaceAll(List.of(products));
    NameIndex names = NameIndex.of(List.of(products));
    return new OnlineProducts(catalog, () -> names);
  }

  private static Product product(
      String upca, String productId, String sku, String item, String status) {
    return new Product(
        Upc.of(upca),
        upca,
        productId,
        Optional.of(sku),
        Optional.of(item),
        Optional.empty(),
        status,
        List.of());
  }
}
