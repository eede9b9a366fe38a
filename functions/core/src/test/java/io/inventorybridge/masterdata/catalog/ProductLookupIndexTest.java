// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.masterdata.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.inventorybridge.masterdata.catalog.ProductIdentifier.IdentifierKind;
import io.inventorybridge.stock.CanonicalUpc;
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

class ProductLookupIndexTest {
  private static final CatalogProduct BOOT = product("205", "v1", "BOOT-42", "481", "ACTIVE");
  private static final CatalogProduct BELT = product("206", "v2", "BELT-90", "482", "");
  private static final CatalogProduct OLD = product("207", "v3", "OLD-1", "483", "DRAFT");

  private final InMemoryProductCatalog catalog = new InMemoryProductCatalog();

  @ParameterizedTest
  @CsvSource({
    "Shopify_Prod_ID, SHOPIFY_PROD_ID",
    "shopifyprodid, SHOPIFY_PROD_ID",
    "upca, UPCA",
    "UPC_A, UPCA",
    "Sku, SKU"
  })
  void theKindOfANameIsReadWithoutRegardToCaseAndUnderscores(String written, IdentifierKind kind) {
    assertThat(IdentifierKind.parse(written)).contains(kind);
  }

  @ParameterizedTest
  @CsvSource({"EAN", "UPC", "''", "SKUS"})
  void anythingElseIsNotAKindOfIdentifier(String written) {
    assertThat(IdentifierKind.parse(written)).isEmpty();
  }

  @Test
  void aProductOnlineIsFoundByEachOfItsNames() {
    OnlineProducts online = online(BOOT, BELT, OLD);
    CanonicalUpc boot = BOOT.upc();
    assertThat(online.find(ProductIdentifier.sku("BOOT-42"))).contains(boot);
    assertThat(online.find(ProductIdentifier.shopify("v1"))).contains(boot);
    assertThat(online.find(ProductIdentifier.shopify("481"))).contains(boot);
    assertThat(online.find(ProductIdentifier.shopify("gid://shopify/InventoryItem/481")))
        .contains(boot);
    assertThat(online.find(ProductIdentifier.of(boot))).contains(boot);
    assertThat(online.identifiers(boot))
        .containsExactly(
            ProductIdentifier.of(boot),
            ProductIdentifier.sku("BOOT-42"),
            ProductIdentifier.shopify("481"),
            ProductIdentifier.shopify("v1"));
  }

  @Test
  void anIdentifierOfOneKindDoesNotMatchAnotherKind() {
    OnlineProducts online = online(BOOT);
    assertThat(online.find(ProductIdentifier.sku("v1"))).isEmpty();
    assertThat(online.find(ProductIdentifier.shopify("BOOT-42"))).isEmpty();
    assertThat(online.find(ProductIdentifier.shopify("205"))).isEmpty();
  }

  @Test
  void aProductThatIsNotOnlineIsFoundByNoName() {
    OnlineProducts online = online(BOOT, OLD);
    assertThat(online.find(ProductIdentifier.sku("OLD-1"))).isEmpty();
    assertThat(online.find(ProductIdentifier.of(OLD.upc()))).isEmpty();
    assertThat(online.identifiers(OLD.upc())).isEmpty();
  }

  @Test
  void aNameOfSeveralProductsMeansNone() {
    OnlineProducts online = online(BOOT, product("208", "v8", "BOOT-42", "488", ""));
    assertThat(online.find(ProductIdentifier.sku("BOOT-42"))).isEmpty();
    assertThat(online.find(ProductIdentifier.shopify("v8"))).contains(CanonicalUpc.of("208"));
  }

  @Test
  void aNameWhoseUpcaIsAmbiguousMeansNone() {
    OnlineProducts online = online(BOOT, product("205", "v9", "OTHER", "489", ""));
    assertThat(online.find(ProductIdentifier.sku("BOOT-42"))).isEmpty();
    assertThat(online.find(ProductIdentifier.of(BOOT.upc()))).isEmpty();
  }

  @Test
  void theCatalogWinsOverAnOlderLookupIndex() {
    ProductLookupIndex older = ProductLookupIndex.of(List.of(BOOT));
    catalog.replaceAll(List.of(product("205", "v1", "BOOT-43", "481", "")));
    OnlineProducts online = new OnlineProducts(catalog, () -> older);
    assertThat(online.find(ProductIdentifier.sku("BOOT-42"))).isEmpty();
  }

  @Test
  void anIndexIsReadBackAndItsBytesDoNotDependOnTheOrderOfRows() throws IOException {
    List<CatalogProduct> products =
        LongStream.rangeClosed(1, 2_000)
            .mapToObj(n -> product(Long.toString(n), "v" + n, "SKU " + n % 700, "i" + n, ""))
            .toList();
    List<CatalogProduct> shuffled = new java.util.ArrayList<>(products);
    Collections.reverse(shuffled);
    byte[] bytes = ProductLookupIndex.of(products).bytes();
    assertThat(ProductLookupIndex.of(shuffled).bytes()).isEqualTo(bytes);
    ProductLookupIndex read = ProductLookupIndex.readFrom(new ByteArrayInputStream(bytes));
    assertThat(read.candidates(ProductIdentifier.sku("SKU 7")))
        .containsExactly(CanonicalUpc.of("7"), CanonicalUpc.of("707"), CanonicalUpc.of("1407"));
    assertThat(read.candidates(ProductIdentifier.sku("SKU 700"))).isEmpty();
    assertThat(ProductLookupIndex.EMPTY.candidates(ProductIdentifier.sku("SKU 7"))).isEmpty();
  }

  @Test
  void aDamagedIndexIsRefusedWhereverTheDamageIs() {
    byte[] whole = ProductLookupIndex.of(List.of(BOOT, BELT)).bytes();
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
    assertThatThrownBy(() -> ProductLookupIndex.readFrom(new ByteArrayInputStream(file)))
        .isInstanceOf(DamagedIndex.class);
  }

  private OnlineProducts online(CatalogProduct... products) {
    catalog.replaceAll(List.of(products));
    ProductLookupIndex names = ProductLookupIndex.of(List.of(products));
    return new OnlineProducts(catalog, () -> names);
  }

  private static CatalogProduct product(
      String upca, String productId, String sku, String item, String status) {
    return new CatalogProduct(
        CanonicalUpc.of(upca),
        upca,
        productId,
        Optional.of(sku),
        Optional.of(item),
        Optional.empty(),
        status,
        List.of());
  }
}
