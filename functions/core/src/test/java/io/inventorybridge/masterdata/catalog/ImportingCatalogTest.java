// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.masterdata.catalog;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.inventorybridge.masterdata.editions.EditionBrake;
import io.inventorybridge.masterdata.editions.EditionGate;
import io.inventorybridge.masterdata.editions.InMemoryEditionListFormat;
import io.inventorybridge.masterdata.imports.ImportReport;
import io.inventorybridge.masterdata.imports.ImportReport.Rows;
import io.inventorybridge.masterdata.imports.ImportReport.Status;
import io.inventorybridge.masterdata.imports.PlainTableCodec;
import io.inventorybridge.stock.CanonicalUpc;
import io.inventorybridge.support.files.FileStore;
import io.inventorybridge.support.files.InMemoryFileStore;
import io.inventorybridge.support.files.StoredFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImportingCatalogTest {
  private Instant now = Instant.parse("2026-11-23T07:00:00Z");
  private final FileStore files =
      new InMemoryFileStore(((InstantSource) () -> now).withZone(ZoneOffset.UTC));
  private final ProductCatalog catalog = new InMemoryProductCatalog();
  private final EditionGate gate = InMemoryEditionListFormat.gate(files, () -> now);

  @Test
  void anImportReplacesTheWholeCatalogAndItsIndex() throws IOException {
    importing("catalog/a.csv", "upca,productId", "1,a", "2,b");
    CatalogIndex first = index(ImportingCatalog.INDEX);

    ImportReport report =
        importing("catalog/b.csv", "UPCA,PRODUCTID,Status", "02,b,ACTIVE", "3,c,DRAFT");

    CatalogIndex index = index(ImportingCatalog.INDEX);
    assertThat(report.status()).isEqualTo(Status.IMPORTED);
    assertThat(report.reason()).isEmpty();
    assertThat(report.rows()).isEqualTo(new Rows(2, 2, Map.of()));
    assertThat(report.version()).contains(index.version());
    assertThat(index.upca(index.find(2))).isEqualTo("02");
    assertThat(index.find(1)).isEqualTo(CatalogIndex.UNKNOWN);
    assertThat(index.find(3)).isEqualTo(CatalogIndex.UNKNOWN);
    assertThat(catalog.find(CanonicalUpc.of("1"))).isEmpty();
    assertThat(catalog.find(CanonicalUpc.of("3"))).hasSize(1);
    assertThat(index(ImportingCatalog.indexKey(first.version())).version())
        .as("the earlier index is kept for the backfill")
        .isEqualTo(first.version());
    assertThat(index(ImportingCatalog.indexKey(index.version())).version())
        .isEqualTo(index.version());
  }

  @Test
  void everyColumnIsRead() {
    importing(
        "catalog/a.csv",
        "upca,productId,sku,shopifyInventoryItemId,title,status,tags,colour",
        " 0012345 ,v1,S1,i1,Boot,active,sale;kids;sale,red");

    assertThat(catalog.find(CanonicalUpc.of("12345")))
        .containsExactly(
            new CatalogProduct(
                CanonicalUpc.of("12345"),
                "0012345",
                "v1",
                Optional.of("S1"),
                Optional.of("i1"),
                Optional.of("Boot"),
                "ACTIVE",
                List.of("sale", "kids")));
  }

  @ParameterizedTest
  @CsvSource({
    "'',p, EMPTY_UPC, the upca is empty",
    "gift1234567,p, MALFORMED_UPC, 'the upca ''gift1234567'' is not 1 to 18 digits, not all zero'",
    "000,p, MALFORMED_UPC, 'the upca ''000'' is not 1 to 18 digits, not all zero'",
    "1234567890123456789,p, MALFORMED_UPC,"
        + " 'the upca ''1234567890123456789'' is not 1 to 18 digits, not all zero'",
    "2.05E+12,p, LOSSY_UPC,"
        + " 'the upca ''2.05E+12'' went through exponent form and may have lost digits'",
    "5,' ', EMPTY_PRODUCT_ID, the productId is empty",
  })
  void aBadRowIsARejectWithLineReasonAndMessage(
      String upca, String product, String reason, String message) {
    ImportReport report =
        importing("catalog/a.csv", "upca,productId", "1,a", upca + "," + product, "3,c");

    assertThat(report.rows()).isEqualTo(new Rows(3, 2, Map.of(reason, 1L)));
    assertThat(report.rejectsKey())
        .isEqualTo("rejects/catalog/20261123T070000Z-" + report.sha256().substring(0, 12) + ".csv");
    assertThat(text(report.rejectsKey()))
        .isEqualTo(
            "upca,productId,rejectLine,rejectReason,rejectMessage\n%s,%s,3,%s,%s\n"
                .formatted(upca, product, reason, message));
  }

  @ParameterizedTest
  @CsvSource({"title, 1001, 1000", "sku, 5000, 1000", "tags, 70000, 65536"})
  void aCellThatCannotBeStoredRejectsItsRow(String column, int length, int most) {
    ImportReport report =
        importing(
            "catalog/a.csv", "upca,productId," + column, "1,a,x", "2,b," + "y".repeat(length));

    assertThat(report.rows()).isEqualTo(new Rows(2, 1, Map.of("TOO_LONG", 1L)));
    assertThat(text(report.rejectsKey()))
        .endsWith(
            ",3,TOO_LONG,column %s has %d characters; the most is %d\n"
                .formatted(column, length, most));
  }

  @Test
  void twoColumnsThatNothingReadsMayHaveOneName() {
    ImportReport report =
        importing("catalog/a.csv", "upca,productId,colour,colour", "1,a,red,blue");
    assertThat(report.rows()).isEqualTo(new Rows(1, 1, Map.of()));
  }

  @ParameterizedTest
  @CsvSource({"2050000163913.0, 2050000163913", "'''0123', 0123"})
  void digitsLoseTheAdditionsOfSpreadsheets(String written, String upca) {
    importing("catalog/a.csv", "upca,productId", written + ",p");

    assertThat(catalog.find(CanonicalUpc.of(upca)))
        .extracting(CatalogProduct::upca)
        .containsExactly(upca);
  }

  @Test
  void identicalRowsCountOnceAndTheLastContradictingRowWins() {
    ImportReport report =
        importing(
            "catalog/a.csv", "upca,productId,title", "1,a,Boot", "1,a,Boot", "2,b,Old", "02,b,New");

    assertThat(report.rows()).isEqualTo(new Rows(4, 3, Map.of("DUPLICATE_KEY", 1L)));
    assertThat(text(report.rejectsKey())).endsWith("2,b,Old,4,DUPLICATE_KEY,line 5 says it anew\n");
    assertThat(catalog.find(CanonicalUpc.of("2")))
        .extracting(product -> product.title().orElseThrow())
        .containsExactly("New");
  }

  @ParameterizedTest(name = "{1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "''|catalog/bad.csv: it is empty",
        "upca,sku;5,x|catalog/bad.csv: the column productId is missing; it has upca, sku",
        "upca,productId|catalog/bad.csv: no row of it can be used",
        "upca,UPCA,productId;1,2,a|catalog/bad.csv: the column upca stands twice in the header; leave the right one and rename the other",
        "upca,productId,title,Title;1,a,x,y|catalog/bad.csv: the column title stands twice in the header; leave the right one and rename the other",
        "upca,productId;x,y|catalog/bad.csv: no row of it can be used",
      })
  void anUnusableFileChangesNothingAndSaysWhy(String content, String reason) throws IOException {
    ImportReport before = importing("catalog/a.csv", "upca,productId", "1,a");

    ImportReport report = importing("catalog/bad.csv", content.split(";"));

    assertThat(report.status()).isEqualTo(Status.REFUSED);
    assertThat(report.reason()).contains(reason);
    assertThat(report.version()).isEmpty();
    assertThat(report.rows().kept()).isZero();
    assertThat(index(ImportingCatalog.INDEX).version()).isEqualTo(before.version().orElseThrow());
    assertThat(catalog.find(CanonicalUpc.of("1"))).hasSize(1);
  }

  @Test
  void aDropWhoseEventComesLateDoesNotReplaceANewerOne() throws IOException {
    StoredFile older = drop("catalog/older.csv", "upca,productId", "1,a");
    ImportReport newer = importing("catalog/newer.csv", "upca,productId", "2,b");

    ImportReport late = useCase(catalog).run(older);

    assertThat(late.status()).isEqualTo(Status.REFUSED);
    assertThat(late.reason())
        .contains(
            "catalog/older.csv: uploaded at 2026-11-23T07:00:00Z, and what is in force was"
                + " uploaded later, at 2026-11-23T07:01:00Z");
    assertThat(index(ImportingCatalog.INDEX).version()).isEqualTo(newer.version().orElseThrow());
    assertThat(catalog.find(CanonicalUpc.of("1"))).isEmpty();
  }

  @Test
  void theSameEventAgainChangesNothing() {
    StoredFile drop = drop("catalog/a.csv", "upca,productId", "1,a", "x,b");
    ImportReport first = useCase(catalog).run(drop);
    StoredFile index = files.find(ImportingCatalog.INDEX).orElseThrow();

    ImportReport second = useCase(catalog).run(drop);

    assertThat(second).isEqualTo(first);
    assertThat(files.find(ImportingCatalog.INDEX)).contains(index);
  }

  @Test
  void anImportThatDiedHalfwayLeavesTheEarlierIndexAndIsRightWhenRepeated() throws IOException {
    ImportReport before = importing("catalog/a.csv", "upca,productId", "1,a", "2,b");
    StoredFile drop = drop("catalog/b.csv", "upca,productId", "2,b", "3,c", "4,d");
    ProductCatalog dying =
        new ProductCatalog() {
          @Override
          public List<CatalogProduct> find(CanonicalUpc upc) {
            return catalog.find(upc);
          }

          @Override
          public Replaced replaceAll(Collection<CatalogProduct> products) {
            catalog.replaceAll(List.of(CatalogProduct.of("1", "a"), CatalogProduct.of("3", "c")));
            throw new IllegalStateException("killed");
          }
        };
    assertThatThrownBy(() -> useCase(dying).run(drop)).hasMessage("killed");
    assertThat(index(ImportingCatalog.INDEX).version()).isEqualTo(before.version().orElseThrow());

    ImportReport repeated = useCase(catalog).run(drop);

    assertThat(repeated.status()).isEqualTo(Status.IMPORTED);
    assertThat(index(ImportingCatalog.INDEX).size()).isEqualTo(3);
    assertThat(catalog.find(CanonicalUpc.of("1"))).isEmpty();
    assertThat(catalog.find(CanonicalUpc.of("4"))).hasSize(1);
  }

  @Test
  void anImportThatALaterOneOvertakesLeavesTheLaterCatalog() {
    StoredFile older = drop("catalog/older.csv", "upca,productId", "1,a");
    StoredFile newer = drop("catalog/newer.csv", "upca,productId", "2,b");

    ImportReport overtaken =
        useCase(beforeWriting(() -> useCase(catalog).run(newer), () -> {})).run(older);

    assertThat(overtaken.reason())
        .contains("catalog/older.csv: a later edition came in force meanwhile");
    assertThat(productsOfIndex()).containsExactly("2");
    assertThat(productsOfTable()).containsExactly("2");
  }

  @Test
  void anImportThatOvertakesAnEarlierOneLeavesItsOwnCatalog() {
    StoredFile older = drop("catalog/older.csv", "upca,productId", "1,a");
    StoredFile newer = drop("catalog/newer.csv", "upca,productId", "2,b");

    ImportReport report =
        useCase(beforeWriting(() -> useCase(catalog).run(older), () -> {})).run(newer);

    assertThat(report.status()).isEqualTo(Status.IMPORTED);
    assertThat(productsOfIndex()).containsExactly("2");
    assertThat(productsOfTable()).containsExactly("2");
  }

  @Test
  void anOvertakenImportThatDiedIsSettledWhenItsEventComesAgain() {
    StoredFile older = drop("catalog/older.csv", "upca,productId", "1,a");
    StoredFile newer = drop("catalog/newer.csv", "upca,productId", "2,b");
    ProductCatalog dying =
        beforeWriting(
            () -> useCase(catalog).run(newer),
            () -> {
              throw new IllegalStateException("killed");
            });
    assertThatThrownBy(() -> useCase(dying).run(older)).hasMessage("killed");
    assertThat(productsOfTable()).containsExactly("1");
    StoredFile before = files.find(ImportingCatalog.INDEX).orElseThrow();

    ImportReport repeated = useCase(catalog).run(older);

    assertThat(repeated.status()).isEqualTo(Status.REFUSED);
    assertThat(productsOfIndex()).containsExactly("2");
    assertThat(productsOfTable()).containsExactly("2");
    assertThat(files.find(ImportingCatalog.INDEX))
        .as("written again, so that what follows the catalog looks once more")
        .isNotEqualTo(Optional.of(before));
  }

  /** A catalog that is replaced by something else just before it is replaced first. */
  private ProductCatalog beforeWriting(Runnable before, Runnable after) {
    AtomicBoolean first = new AtomicBoolean(true);
    return new ProductCatalog() {
      @Override
      public List<CatalogProduct> find(CanonicalUpc upc) {
        return catalog.find(upc);
      }

      @Override
      public Replaced replaceAll(Collection<CatalogProduct> products) {
        if (!first.getAndSet(false)) {
          return catalog.replaceAll(products);
        }
        before.run();
        Replaced replaced = catalog.replaceAll(products);
        after.run();
        return replaced;
      }
    };
  }

  private List<String> productsOfTable() {
    return Stream.of("1", "2")
        .filter(upc -> !catalog.find(CanonicalUpc.of(upc)).isEmpty())
        .toList();
  }

  private List<String> productsOfIndex() {
    CatalogIndex index;
    try {
      index = index(ImportingCatalog.INDEX);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Stream.of("1", "2")
        .filter(upc -> index.find(Long.parseLong(upc)) != CatalogIndex.UNKNOWN)
        .toList();
  }

  private ImportReport importing(String key, String... lines) {
    return useCase(catalog).run(drop(key, lines));
  }

  private ImportingCatalog useCase(ProductCatalog products) {
    return new ImportingCatalog(
        files,
        new PlainTableCodec(),
        new CatalogEditions(files, products, gate, EditionBrake.open()));
  }

  private StoredFile drop(String key, String... lines) {
    byte[] content = String.join("\n", lines).getBytes(UTF_8);
    StoredFile file = files.put(key, FileStore.Content.of(content), Map.of());
    now = now.plus(Duration.ofMinutes(1));
    return file;
  }

  private CatalogIndex index(String key) throws IOException {
    return CatalogIndex.readFrom(new ByteArrayInputStream(files.read(key).orElseThrow()));
  }

  private String text(String key) {
    return new String(files.read(key).orElseThrow(), UTF_8);
  }
}
