// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.shopsync.refresh;

import static org.assertj.core.api.Assertions.assertThat;

import io.inventorybridge.masterdata.catalog.CatalogEditions;
import io.inventorybridge.masterdata.catalog.CatalogProduct;
import io.inventorybridge.masterdata.catalog.InMemoryProductCatalog;
import io.inventorybridge.masterdata.catalog.OnlineProducts;
import io.inventorybridge.masterdata.catalog.ProductLookupIndex;
import io.inventorybridge.masterdata.editions.EditionBrake;
import io.inventorybridge.masterdata.editions.InMemoryEditionListFormat;
import io.inventorybridge.shopsync.refresh.RecordingProducts.Changed;
import io.inventorybridge.shopsync.refresh.RecordingProducts.Deleted;
import io.inventorybridge.shopsync.refresh.RecordingProducts.Irrelevant;
import io.inventorybridge.shopsync.refresh.RecordingProducts.StatedVariant;
import io.inventorybridge.shopsync.shop.InMemoryOnlineShop;
import io.inventorybridge.stock.CanonicalUpc;
import io.inventorybridge.support.files.FileStore;
import io.inventorybridge.support.files.InMemoryFileStore;
import io.inventorybridge.support.files.StoredFile;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The shop's product notices during the day. */
class RecordingProductsTest {
  private Instant now = Instant.parse("2026-11-25T12:04:59Z");
  private final InstantSource clock = () -> now;
  private final FileStore files = new InMemoryFileStore(clock.withZone(ZoneOffset.UTC));
  private final InMemoryProductCatalog catalog = new InMemoryProductCatalog();
  private ProductLookupIndex names = ProductLookupIndex.EMPTY;
  private final RecordingProducts noticing =
      new RecordingProducts(files, catalog, new OnlineProducts(catalog, () -> names));

  @BeforeEach
  void known() {
    List<CatalogProduct> products =
        List.of(
            product("0012345", "41", "11", "ACTIVE"),
            product("222", "42", "12", "DRAFT"),
            product("333", "43", "13", "BUNDLE"));
    catalog.replaceAll(products);
    names = ProductLookupIndex.of(products);
  }

  @ParameterizedTest
  @CsvSource({
    // variant, item, barcode, status, true for news
    "41, 11, 0012345, ACTIVE,   false",
    "41, 11, 0012345, UNLISTED, false",
    "41, 11, 0012345, ,         false",
    "41, 11, 0012345, DRAFT,    true",
    "41, 11, 12345,   ACTIVE,   true",
    "41, 11, 999,     ACTIVE,   true",
    "41, 11, ,        ACTIVE,   true",
    "41, 19, 0012345, ACTIVE,   true",
    "49, 11, 0012345, ACTIVE,   true",
    "42, 12, 222,     DRAFT,    false",
    "42, 12, 222,     ARCHIVED, false",
    "42, 12, 222,     ACTIVE,   true",
    "43, 13, 333,     ACTIVE,   false",
    "43, 13, 333,     DRAFT,    false",
    "48, 18, ,        ACTIVE,   false",
    "48, 18, 444,     ACTIVE,   true",
    "48, 18, ABC,     ACTIVE,   false",
  })
  void onlyWhatTheCatalogueSaysOtherwiseIsNews(
      String variant, String item, String barcode, String status, boolean news) {
    StatedVariant told = new StatedVariant(variant, item, Optional.ofNullable(barcode));

    Optional<String> asked =
        noticing.handle(new Changed(Optional.ofNullable(status), List.of(told)));

    assertThat(asked.isPresent()).isEqualTo(news);
    assertThat(files.list("")).hasSize(news ? 1 : 0);
  }

  @Test
  void aDeletedProductIsNewsAndAnotherObjectIsNot() {
    assertThat(noticing.handle(new Irrelevant())).isEmpty();
    assertThat(noticing.handle(new Deleted())).contains(RecordingProducts.HINTS);
  }

  @Test
  void allNewsUntilTheShopIsAskedAskOnceAndLaterOnesAgain() {
    noticing.handle(new Deleted());
    Instant first = now;
    now = now.plusSeconds(60);
    noticing.handle(new Deleted());
    assertThat(files.find(RecordingProducts.HINTS))
        .map(StoredFile::lastModified)
        .as("not stored again: that would start another one")
        .contains(first);

    InMemoryOnlineShop shop = new InMemoryOnlineShop(clock);
    CatalogEditions editions =
        new CatalogEditions(
            files, catalog, InMemoryEditionListFormat.gate(files, clock), EditionBrake.open());
    new RefreshingCatalog(files, editions, shop, Optional::empty, report -> new byte[0], clock)
        .next(new RefreshingCatalog.ToBegin(0), false);
    assertThat(files.find(RecordingProducts.HINTS)).isEmpty();
    noticing.handle(new Deleted());
    assertThat(files.find(RecordingProducts.HINTS)).map(StoredFile::lastModified).contains(now);
  }

  private static CatalogProduct product(String upca, String variant, String item, String status) {
    return new CatalogProduct(
        CanonicalUpc.of(upca),
        upca,
        variant,
        Optional.empty(),
        Optional.of(item),
        Optional.empty(),
        status,
        List.of());
  }
}
