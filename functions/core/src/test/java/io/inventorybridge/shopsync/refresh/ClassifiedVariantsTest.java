// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.shopsync.refresh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.inventorybridge.masterdata.catalog.CatalogIndex;
import io.inventorybridge.masterdata.catalog.CatalogProduct;
import io.inventorybridge.shopsync.shop.ShopVariant;
import io.inventorybridge.stock.InventoryItemId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The state of each kind of variant. */
class ClassifiedVariantsTest {
  @ParameterizedTest
  @CsvSource({
    // barcode, status, bundle, gift card, tracked, state, status in the catalog
    "2050000100017, ACTIVE,   false, false, true,  ONLINE,            ACTIVE",
    "2050000100017, UNLISTED, false, false, true,  ONLINE,            ACTIVE",
    "' 0012345 ',   ACTIVE,   false, false, true,  ONLINE,            ACTIVE",
    "2050000100017, DRAFT,    false, false, true,  NOT_ACTIVE,        DRAFT",
    "2050000100017, ARCHIVED, false, false, false, NOT_ACTIVE,        ARCHIVED",
    "2050000100017, ACTIVE,   true,  false, true,  BUNDLE,            BUNDLE",
    "2050000100017, DRAFT,    true,  false, true,  BUNDLE,            BUNDLE",
    "2050000100017, ACTIVE,   false, true,  true,  GIFT_CARD,         GIFT_CARD",
    "2050000100017, ACTIVE,   false, false, false, UNTRACKED,         UNTRACKED",
    ",              ACTIVE,   false, false, true,  NO_BARCODE,        ",
    "'  ',          ACTIVE,   false, false, true,  NO_BARCODE,        ",
    ",              DRAFT,    false, false, true,  NOT_ACTIVE,        ",
    "978-3-16,      ACTIVE,   false, false, true,  MALFORMED_BARCODE, ",
    "000,           ACTIVE,   false, false, true,  MALFORMED_BARCODE, ",
  })
  void theFirstStateThatFitsCounts(
      String barcode,
      String status,
      boolean bundle,
      boolean giftCard,
      boolean tracked,
      VariantState state,
      String inCatalogue) {
    ShopVariant variant =
        new ShopVariant(
            "41",
            "51",
            new InventoryItemId("11"),
            Optional.ofNullable(barcode),
            Optional.of("SKU"),
            "Sock",
            status,
            List.of("red", "red"),
            bundle,
            giftCard,
            tracked);

    ClassifiedVariants judged = ClassifiedVariants.of(List.of(variant));

    assertThat(judged.counts()).isEqualTo(Map.of(state, 1L));
    assertThat(judged.others()).hasSize(state == VariantState.ONLINE ? 0 : 1);
    assertThat(judged.products())
        .extracting(CatalogProduct::status)
        .isEqualTo(inCatalogue == null ? List.of() : List.of(inCatalogue));
    assertThat(judged.products()).allMatch(it -> it.online() == (state == VariantState.ONLINE));
  }

  @Test
  void aProductIsNamedByVariantAndItemAndPrintedAsTheShopHasIt() {
    CatalogProduct product =
        ClassifiedVariants.of(List.of(variant("41", "11", "0012345"))).products().get(0);

    assertThat(product.upca()).isEqualTo("0012345");
    assertThat(product.upc().toString()).isEqualTo("12345");
    assertThat(product.productId()).isEqualTo("41");
    assertThat(product.shopifyInventoryItemId()).contains("11");
    assertThat(product.sku()).contains("SKU-41");
  }

  @Test
  void itemsOfOneBarcodeAreAllReportedAndTheBarcodeIsAmbiguous() {
    ClassifiedVariants judged =
        ClassifiedVariants.of(
            List.of(
                variant("41", "11", "12345"),
                variant("42", "12", "0012345"),
                variant("43", "13", "777")));

    assertThat(judged.counts())
        .isEqualTo(Map.of(VariantState.DUPLICATE_BARCODE, 2L, VariantState.ONLINE, 1L));
    assertThat(judged.others())
        .extracting(it -> it.variant().variant(), ClassifiedVariants.ClassifiedVariant::state)
        .containsExactly(
            tuple("41", VariantState.DUPLICATE_BARCODE),
            tuple("42", VariantState.DUPLICATE_BARCODE));
    CatalogIndex index = CatalogIndex.of(judged.products());
    assertThat(index.find(12345)).isEqualTo(CatalogIndex.AMBIGUOUS);
    assertThat(index.isUnique(777)).isTrue();
  }

  @Test
  void aVariantNotOnSaleMakesNoBarcodeAmbiguous() {
    ShopVariant sold = variant("41", "11", "12345");
    ShopVariant draft =
        new ShopVariant(
            "42",
            "52",
            new InventoryItemId("12"),
            Optional.of("12345"),
            Optional.empty(),
            "",
            "DRAFT",
            List.of(),
            false,
            false,
            true);

    ClassifiedVariants judged = ClassifiedVariants.of(List.of(draft, sold));

    assertThat(judged.counts())
        .isEqualTo(Map.of(VariantState.ONLINE, 1L, VariantState.NOT_ACTIVE, 1L));
    assertThat(CatalogIndex.of(judged.products()).isUnique(12345)).isTrue();
  }

  @Test
  void variantsThatShareItemAndBarcodeAreOneProduct() {
    ClassifiedVariants judged =
        ClassifiedVariants.of(List.of(variant("100", "11", "12345"), variant("99", "11", "12345")));

    assertThat(judged.counts()).isEqualTo(Map.of(VariantState.ONLINE, 2L));
    assertThat(judged.products()).extracting(CatalogProduct::productId).containsExactly("99");
  }

  @Test
  void theOrderOfTheVariantsDoesNotMatter() {
    Random random = new Random(20261125);
    for (int world = 0; world < 200; world++) {
      List<ShopVariant> variants = new ArrayList<>();
      for (int i = 0; i < 12; i++) {
        variants.add(
            variant(
                Integer.toString(40 + i),
                Integer.toString(1 + random.nextInt(8)),
                Integer.toString(1 + random.nextInt(6))));
      }
      ClassifiedVariants judged = ClassifiedVariants.of(variants);
      Collections.shuffle(variants, random);
      assertThat(ClassifiedVariants.of(variants)).isEqualTo(judged);
      assertThat(judged.counts().values().stream().mapToLong(it -> it).sum()).isEqualTo(12);
    }
  }

  private static ShopVariant variant(String number, String item, String barcode) {
    return new ShopVariant(
        number,
        "5" + number,
        new InventoryItemId(item),
        Optional.of(barcode),
        Optional.of("SKU-" + number),
        "Article " + number,
        "ACTIVE",
        List.of(),
        false,
        false,
        true);
  }
}
