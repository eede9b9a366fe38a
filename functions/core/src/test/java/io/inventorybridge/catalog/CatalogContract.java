// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.inventorybridge.stock.Upc;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The contract of every catalog. */
public abstract class CatalogContract {
  private static final Product WHOLE =
      new Product(
          Upc.of("12345"),
          "0012345",
          "gid://shopify/ProductVariant/7#8",
          Optional.of("SKU-1"),
          Optional.of("gid://shopify/InventoryItem/9"),
          Optional.of("Zapato, niño \"38\""),
          "ACTIVE",
          List.of("sale", "kids"));

  protected abstract Catalog empty();

  @Test
  void everyFieldOfAProductIsKept() {
    Catalog catalog = empty();

    catalog.replaceAll(List.of(WHOLE));

    assertThat(catalog.find(Upc.of("12345"))).containsExactly(WHOLE);
  }

  @Test
  void aProductWithNothingButItsIdsIsKept() {
    Catalog catalog = empty();

    catalog.replaceAll(List.of(Product.of("5", "p")));

    assertThat(catalog.find(Upc.of("5"))).containsExactly(Product.of("5", "p"));
    assertThat(catalog.find(Upc.of("6"))).isEmpty();
  }

  @Test
  void allProductsOfAnAmbiguousUpcaAreFound() {
    Catalog catalog = empty();
    Product otherItem = item(WHOLE, "gid://shopify/InventoryItem/10");
    Product otherProduct = Product.of("012345", "another");

    catalog.replaceAll(List.of(WHOLE, otherItem, otherProduct));

    assertThat(catalog.find(Upc.of("12345")))
        .containsExactlyInAnyOrder(WHOLE, otherItem, otherProduct);
  }

  @Test
  void aReplacementChangesWhatDiffersAndNothingElse() {
    Catalog catalog = empty();
    catalog.replaceAll(List.of(Product.of("1", "a"), Product.of("2", "b"), Product.of("3", "c")));

    Catalog.Replaced replaced =
        catalog.replaceAll(List.of(Product.of("1", "a"), Product.of("02", "b"), WHOLE));

    assertThat(replaced).isEqualTo(new Catalog.Replaced(2, 1));
    assertThat(catalog.find(Upc.of("1"))).containsExactly(Product.of("1", "a"));
    assertThat(catalog.find(Upc.of("2"))).containsExactly(Product.of("02", "b"));
    assertThat(catalog.find(Upc.of("3"))).isEmpty();
    assertThat(catalog.find(Upc.of("12345"))).containsExactly(WHOLE);
  }

  @Test
  void theSameReplacementAgainDoesNothing() {
    Catalog catalog = empty();
    catalog.replaceAll(List.of(WHOLE));

    assertThat(catalog.replaceAll(List.of(WHOLE))).isEqualTo(new Catalog.Replaced(0, 0));
  }

  @Test
  void manyProductsAreReplacedWhole() {
    Catalog catalog = empty();
    catalog.replaceAll(
        IntStream.rangeClosed(1, 500).mapToObj(i -> Product.of("" + i, "p" + i)).toList());

    Catalog.Replaced replaced =
        catalog.replaceAll(
            IntStream.rangeClosed(301, 800).mapToObj(i -> Product.of("" + i, "p" + i)).toList());

    assertThat(replaced).isEqualTo(new Catalog.Replaced(300, 300));
    assertThat(catalog.find(Upc.of("300"))).isEmpty();
    assertThat(catalog.find(Upc.of("301"))).hasSize(1);
    assertThat(catalog.find(Upc.of("800"))).hasSize(1);
  }

  @Test
  void twoProductsOfOneIdentityAreRefusedAndChangeNothing() {
    Catalog catalog = empty();
    catalog.replaceAll(List.of(Product.of("1", "a")));

    assertThatThrownBy(
            () -> catalog.replaceAll(List.of(Product.of("2", "b"), Product.of("02", "b"))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("two products have one identity");
    assertThat(catalog.find(Upc.of("1"))).hasSize(1);
  }

  private static Product item(Product product, String item) {
    return new Product(
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
