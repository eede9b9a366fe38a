// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.sync.refresh;

import static org.assertj.core.api.Assertions.assertThat;

import io.inventorybridge.catalog.InMemoryCatalog;
import io.inventorybridge.catalog.NameIndex;
import io.inventorybridge.catalog.OnlineProducts;
import io.inventorybridge.catalog.Product;
import io.inventorybridge.files.Files;
import io.inventorybridge.files.InMemoryFiles;
import io.inventorybridge.files.StoredFile;
import io.inventorybridge.stock.Upc;
import io.inventorybridge.sync.refresh.NoticingProducts.Changed;
import io.inventorybridge.sync.refresh.NoticingProducts.Deleted;
import io.inventorybridge.sync.refresh.NoticingProducts.OfNoConcern;
import io.inventorybridge.sync.refresh.NoticingProducts.Told;
import io.inventorybridge.sync.shop.InMemoryShop;
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
class NoticingProductsTest {
  private Instant now = Instant.parse("2026-11-25T12:04:59Z");
  private final InstantSource clock = () -> now;
  private final Files files = new InMemoryFiles(clock.withZone(ZoneOffset.UTC));
  private final InMemoryCatalog catalog = new InMemoryCatalog();
  private NameIndex names = NameIndex.EMPTY;
  private final NoticingProducts noticing =
      new NoticingProducts(files, catalog, new OnlineProducts(catalog, () -> names));

  @BeforeEach
  void known() {
    List<Product> products =
        List.of(
            product("0012345", "41", "11", "ACTIVE"),
            product("222", "42", "12", "DRAFT"),
            product("333", "43", "13", "BUNDLE"));
    catalog.replaceAll(products);
    names = NameIndex.of(products);
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
    Told told = new Told(variant, item, Optional.ofNullable(barcode));

    Optional<String> asked =
        noticing.notice(new Changed(Optional.ofNullable(status), List.of(told)));

    assertThat(asked.isPresent()).isEqualTo(news);
    assertThat(files.list("")).hasSize(news ? 1 : 0);
  }

  @Test
  void aDeletedProductIsNewsAndAnotherObjectIsNot() {
    assertThat(noticing.notice(new OfNoConcern())).isEmpty();
    assertThat(noticing.notice(new Deleted())).contains(NoticingProducts.HINTS);
  }

  @Test
  void allNewsUntilTheShopIsAskedAskOnceAndLaterOnesAgain() {
    noticing.notice(new Deleted());
    Instant first = now;
    now = now.plusSeconds(60);
    noticing.notice(new Deleted());
    assertThat(files.find(NoticingProducts.HINTS))
        .map(StoredFile::lastModified)
        .as("not stored again: that would start another one")
        .contains(first);

    InMemoryShop shop = new InMemoryShop(clock);
    new RefreshingCatalog(files, catalog, shop, Optional::empty, report -> new byte[0], clock)
        .next(new RefreshingCatalog.ToBegin(0), false);
    assertThat(files.find(NoticingProducts.HINTS)).isEmpty();
    noticing.notice(new Deleted());
    assertThat(files.find(NoticingProducts.HINTS)).map(StoredFile::lastModified).contains(now);
  }

  private static Product product(String upca, String variant, String item, String status) {
    return new Product(
        Upc.of(upca),
        upca,
        variant,
        Optional.empty(),
        Optional.of(item),
        Optional.empty(),
        status,
        List.of());
  }
}
