// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.shopsync.refresh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.inventorybridge.masterdata.catalog.CatalogEditions;
import io.inventorybridge.masterdata.catalog.CatalogIndex;
import io.inventorybridge.masterdata.catalog.ImportingCatalog;
import io.inventorybridge.masterdata.catalog.InMemoryProductCatalog;
import io.inventorybridge.masterdata.editions.InMemoryEditionListFormat;
import io.inventorybridge.masterdata.imports.BrakeFinding;
import io.inventorybridge.masterdata.imports.ImportVersion;
import io.inventorybridge.masterdata.imports.PlainTableCodec;
import io.inventorybridge.shopsync.refresh.RefreshingCatalog.Ended;
import io.inventorybridge.shopsync.refresh.RefreshingCatalog.Step;
import io.inventorybridge.shopsync.refresh.RefreshingCatalog.ToBegin;
import io.inventorybridge.shopsync.refresh.RefreshingCatalog.UnderWay;
import io.inventorybridge.shopsync.shop.InMemoryOnlineShop;
import io.inventorybridge.shopsync.shop.OnlineShop;
import io.inventorybridge.shopsync.shop.ShopFailure;
import io.inventorybridge.stock.CanonicalUpc;
import io.inventorybridge.stock.InventoryItemId;
import io.inventorybridge.support.files.FileStore;
import io.inventorybridge.support.files.InMemoryFileStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The refresh of the catalog from the shop, step by step. */
class RefreshingCatalogTest {
  private Instant now = Instant.parse("2026-11-25T00:15:00.700Z");
  private final InstantSource clock = () -> now;
  private final FileStore files = new InMemoryFileStore(clock.withZone(ZoneOffset.UTC));
  private final InMemoryProductCatalog catalog = new InMemoryProductCatalog();
  private BrakeFinding finding = BrakeFinding.notAsked("nothing is published");
  private final CatalogEditions editions =
      new CatalogEditions(
          files, catalog, InMemoryEditionListFormat.gate(files, clock), products -> finding);
  private final InMemoryOnlineShop shop = new InMemoryOnlineShop(clock);
  private final RefreshingCatalog refreshing =
      new RefreshingCatalog(
          files,
          editions,
          shop.shop(),
          this::inForce,
          report -> report.toString().getBytes(StandardCharsets.UTF_8),
          clock);

  @Test
  void productsOnSaleAreActivatedAndTheRestIsListed() {
    shop.offer(new InventoryItemId("11"), "2050000100017");
    shop.offer(new InventoryItemId("12"), "2050000100024");
    shop.offer(new InventoryItemId("13"), "2050000100024");
    shop.offer(new InventoryItemId("14"), "2050000100031");
    shop.bundle(new InventoryItemId("14"));

    CatalogRefreshReport report = refresh();

    assertThat(report.status()).isEqualTo(CatalogRefreshReport.Status.IN_FORCE);
    assertThat(report.startedAt()).isEqualTo("2026-11-25T00:15:00Z");
    assertThat(report.states())
        .isEqualTo(
            Map.of(
                VariantState.ONLINE, 1L,
                VariantState.DUPLICATE_BARCODE, 2L,
                VariantState.BUNDLE, 1L));
    assertThat(report.written()).isEqualTo(4);
    CatalogIndex index = inForce().orElseThrow();
    assertThat(report.version()).contains(index.version());
    assertThat(index.isUnique(2050000100017L)).isTrue();
    assertThat(index.find(2050000100024L)).isEqualTo(CatalogIndex.AMBIGUOUS);
    assertThat(index.find(2050000100031L)).isEqualTo(CatalogIndex.UNKNOWN);
    assertThat(catalog.find(CanonicalUpc.of("2050000100031")).getFirst().status())
        .isEqualTo("BUNDLE");
    assertThat(text(report.key())).contains("IN_FORCE");
    assertThat(text(report.listKey()).lines())
        .hasSize(4)
        .startsWith(
            "state,upca,shopifyInventoryItemId,shopifyVariantId,shopifyProductId,sku,title,status")
        .anyMatch(it -> it.startsWith("DUPLICATE_BARCODE,2050000100024,12,"))
        .anyMatch(it -> it.startsWith("BUNDLE,2050000100031,14,"));
  }

  @Test
  void aStepThatIsRepeatedDoesTheSameAgain() {
    shop.offer(new InventoryItemId("11"), "2050000100017");
    Step way = refreshing.next(new ToBegin(0), false);

    Step first = refreshing.next(way, false);
    Step again = refreshing.next(way, false);

    assertThat(first).isInstanceOf(Ended.class);
    CatalogRefreshReport report = ((Ended) again).report();
    assertThat(report.version()).isEqualTo(((Ended) first).report().version());
    assertThat(report.written()).isZero();
    assertThat(refreshing.next(again, false)).isSameAs(again);
  }

  @Test
  void aQueryThatTheShopForgotIsBegunAnewTwice() {
    Step first = refreshing.next(lost(0), false);
    assertThat(first).isEqualTo(new ToBegin(1));
    assertThat(refreshing.next(lost(1), false)).isEqualTo(new ToBegin(2));
    assertThatThrownBy(() -> refreshing.next(lost(2), false))
        .isInstanceOf(ShopFailure.class)
        .hasMessageContaining("ended 3 times");
    assertThat(((UnderWay) refreshing.next(first, false)).restarts()).isEqualTo(1);
  }

  @Test
  void aFileDroppedAfterTheShopWasAskedStays() {
    shop.offer(new InventoryItemId("11"), "2050000100017");
    Step way = refreshing.next(new ToBegin(0), false);
    now = now.plusSeconds(30);
    drop("upca,productId\n777,P\n");

    CatalogRefreshReport report = ((Ended) refreshing.next(way, false)).report();

    assertThat(report.status()).isEqualTo(CatalogRefreshReport.Status.OVERTAKEN);
    assertThat(inForce().orElseThrow().isUnique(777)).isTrue();
    now = now.plusSeconds(30);
    assertThat(refresh().status()).isEqualTo(CatalogRefreshReport.Status.IN_FORCE);
    assertThat(inForce().orElseThrow().isUnique(777)).isFalse();
    assertThat(ImportVersion.active(files, ImportingCatalog.INDEX))
        .map(ImportVersion::uploaded)
        .contains(Instant.parse("2026-11-25T00:16:00Z"));
  }

  @Test
  void aShopThatLacksMoreThanHalfOfTheProductsIsRefusedUnlessAnOperatorInsists() {
    drop("upca,productId\n1,a\n2,b\n3,c\n");
    shop.offer(new InventoryItemId("11"), "1");
    now = now.plusSeconds(60);

    CatalogRefreshReport refused = refresh();

    assertThat(refused.status()).isEqualTo(CatalogRefreshReport.Status.REFUSED);
    assertThat(refused.reason()).contains("the shop has 1 products online, and 3 are in force");
    assertThat(inForce().orElseThrow().size()).isEqualTo(3);
    Step way = refreshing.next(new ToBegin(0), true);
    assertThat(((Ended) refreshing.next(way, true)).report().status())
        .isEqualTo(CatalogRefreshReport.Status.IN_FORCE);
    assertThat(inForce().orElseThrow().size()).isEqualTo(1);
  }

  private CatalogRefreshReport refresh() {
    return ((Ended) refreshing.next(refreshing.next(new ToBegin(0), false), false)).report();
  }

  private static UnderWay lost(int restarts) {
    return new UnderWay(
        new OnlineShop.BulkId("999999"), Instant.parse("2026-11-25T00:00:00Z"), restarts);
  }

  private void drop(String csv) {
    files.put(
        "catalog/catalog.csv",
        FileStore.Content.of(csv.getBytes(StandardCharsets.UTF_8)),
        Map.of());
    new ImportingCatalog(files, new PlainTableCodec(), editions)
        .run(files.find("catalog/catalog.csv").orElseThrow());
  }

  private Optional<CatalogIndex> inForce() {
    return files
        .read(ImportingCatalog.INDEX)
        .map(
            bytes -> {
              try {
                return CatalogIndex.readFrom(new ByteArrayInputStream(bytes));
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
  }

  private String text(String key) {
    return new String(files.read(key).orElseThrow(), StandardCharsets.UTF_8);
  }
}
