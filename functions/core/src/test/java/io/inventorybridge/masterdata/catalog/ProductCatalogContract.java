// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.masterdata.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.inventorybridge.stock.CanonicalUpc;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The contract of every catalog. */
public abstract class ProductCatalogContract {
  private static final CatalogProduct WHOLE =
      new CatalogProduct(
          CanonicalUpc.of("12345"),
          "0012345",
          "gid://shopify/ProductVariant/7#8",
          Optional.of("SKU-1"),
          Optional.of("gid://shopify/InventoryItem/9"),
          Optional.of("Zapato, niño \"38\""),
          "ACTIVE",
          List.of("sale", "kids"));

  protected abstract ProductCatalog empty();

  @Test
  void everyFieldOfAProductIsKept() {
    ProductCatalog catalog = empty();

    catalog.replaceAll(List.of(WHOLE));

    assertThat(catalog.find(CanonicalUpc.of("12345"))).containsExactly(WHOLE);
  }

  @Test
  void aProductWithNothingButItsIdsIsKept() {
    ProductCatalog catalog = empty();

    catalog.replaceAll(List.of(CatalogProduct.of("5", "p")));

    assertThat(catalog.find(CanonicalUpc.of("5"))).containsExactly(CatalogProduct.of("5", "p"));
    assertThat(catalog.find(CanonicalUpc.of("6"))).isEmpty();
  }

  @Test
  void allProductsOfAnAmbiguousUpcaAreFound() {
    ProductCatalog catalog = empty();
    CatalogProduct otherItem = item(WHOLE, "gid://shopify/InventoryItem/10");
    CatalogProduct otherProduct = CatalogProduct.of("012345", "another");

    catalog.replaceAll(List.of(WHOLE, otherItem, otherProduct));

    assertThat(catalog.find(CanonicalUpc.of("12345")))
        .containsExactlyInAnyOrder(WHOLE, otherItem, otherProduct);
  }

  @Test
  void twoProductsNeverHaveOneKeyHoweverTheirIdsAreWritten() {
    ProductCatalog catalog = empty();
    List<CatalogProduct> products =
        List.of(
            CatalogProduct.of("5", "10001#48100099"),
            item(CatalogProduct.of("5", "10001"), "48100099"),
            item(CatalogProduct.of("5", "10001#48"), "100099"),
            item(CatalogProduct.of("5", "\u00e9".repeat(200)), "9".repeat(100)));

    catalog.replaceAll(products);

    assertThat(catalog.find(CanonicalUpc.of("5"))).containsExactlyInAnyOrderElementsOf(products);
  }

  @Test
  void aReplacementChangesWhatDiffersAndNothingElse() {
    ProductCatalog catalog = empty();
    catalog.replaceAll(
        List.of(
            CatalogProduct.of("1", "a"), CatalogProduct.of("2", "b"), CatalogProduct.of("3", "c")));

    ProductCatalog.Replaced replaced =
        catalog.replaceAll(
            List.of(CatalogProduct.of("1", "a"), CatalogProduct.of("02", "b"), WHOLE));

    assertThat(replaced).isEqualTo(new ProductCatalog.Replaced(2, 1));
    assertThat(catalog.find(CanonicalUpc.of("1"))).containsExactly(CatalogProduct.of("1", "a"));
    assertThat(catalog.find(CanonicalUpc.of("2"))).containsExactly(CatalogProduct.of("02", "b"));
    assertThat(catalog.find(CanonicalUpc.of("3"))).isEmpty();
    assertThat(catalog.find(CanonicalUpc.of("12345"))).containsExactly(WHOLE);
  }

  @Test
  void theSameReplacementAgainDoesNothing() {
    ProductCatalog catalog = empty();
    catalog.replaceAll(List.of(WHOLE));

    assertThat(catalog.replaceAll(List.of(WHOLE))).isEqualTo(new ProductCatalog.Replaced(0, 0));
  }

  @Test
  void manyProductsAreReplacedWhole() {
    ProductCatalog catalog = empty();
    catalog.replaceAll(
        IntStream.rangeClosed(1, 500).mapToObj(i -> CatalogProduct.of("" + i, "p" + i)).toList());

    ProductCatalog.Replaced replaced =
        catalog.replaceAll(
            IntStream.rangeClosed(301, 800)
                .mapToObj(i -> CatalogProduct.of("" + i, "p" + i))
                .toList());

    assertThat(replaced).isEqualTo(new ProductCatalog.Replaced(300, 300));
    assertThat(catalog.find(CanonicalUpc.of("300"))).isEmpty();
    assertThat(catalog.find(CanonicalUpc.of("301"))).hasSize(1);
    assertThat(catalog.find(CanonicalUpc.of("800"))).hasSize(1);
  }

  @Test
  void twoProductsOfOneIdentityAreRefusedAndChangeNothing() {
    ProductCatalog catalog = empty();
    catalog.replaceAll(List.of(CatalogProduct.of("1", "a")));

    assertThatThrownBy(
            () ->
                catalog.replaceAll(
                    List.of(CatalogProduct.of("2", "b"), CatalogProduct.of("02", "b"))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("two products have one identity");
    assertThat(catalog.find(CanonicalUpc.of("1"))).hasSize(1);
  }

  private static CatalogProduct item(CatalogProduct product, String item) {
    return new CatalogProduct(
        product.upc(),
        product.upca(),
        product.productId(),
        product.sku(),
        Optional.of(item),
        product.title(),
        product.status(),
        product.tags());
  }
}
