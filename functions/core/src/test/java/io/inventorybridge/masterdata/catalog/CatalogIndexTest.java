// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.masterdata.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.inventorybridge.stock.CanonicalUpc;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CatalogIndexTest {
  @Test
  void aUniqueUpcaHasASlotThatKeepsItsWrittenForm() {
    CatalogIndex index =
        CatalogIndex.of(List.of(CatalogProduct.of("0012345", "p"), CatalogProduct.of("7", "q")));

    int slot = index.find(12345);
    assertThat(index.size()).isEqualTo(2);
    assertThat(slot).isBetween(0, 1);
    assertThat(index.upc(slot)).isEqualTo(12345);
    assertThat(index.upca(slot)).isEqualTo("0012345");
    assertThat(index.upca(index.find(7))).isEqualTo("7");
    assertThat(index.find(8)).isEqualTo(CatalogIndex.UNKNOWN);
  }

  @Test
  @Tag("exhaustive")
  void aMillionUpcasTakeLessThan32Megabytes() throws IOException {
    List<CatalogProduct> products = new ArrayList<>();
    for (int i = 0; i < 1_000_000; i++) {
      products.add(CatalogProduct.of(Long.toString(200_000_000_000L + i * 7L), "p"));
    }
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    CatalogIndex.of(products).writeTo(file);
    products.clear();
    byte[] bytes = file.toByteArray();
    file.reset();

    long before = live();
    CatalogIndex index = CatalogIndex.readFrom(new ByteArrayInputStream(bytes));
    long own = live() - before;

    assertThat(index.size()).isEqualTo(1_000_000);
    assertThat(own).isBetween(1L << 20, 32L << 20);
  }

  private static long live() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  @Test
  void anEmptyCatalogFindsNothing() throws IOException {
    CatalogIndex index = reread(CatalogIndex.of(List.of()));

    assertThat(index.size()).isZero();
    assertThat(index.find(1)).isEqualTo(CatalogIndex.UNKNOWN);
    assertThatThrownBy(() -> index.upc(0))
        .isInstanceOf(IndexOutOfBoundsException.class)
        .hasMessage("no slot 0 among 0");
  }

  @ParameterizedTest(name = "{0},{1},{2} and {3},{4},{5}: {6}")
  @CsvSource({
    // upca, product, item of one row and another; both online
    "012, p, i, 12, p, i, one",
    "012, p, i, 12, q, i, ambiguous",
    "012, p, i, 12, p, j, ambiguous",
    "012, p, i, 12, p, '', ambiguous",
    "012, p, '', 12, p, '', one",
  })
  void rowsOfOneUpcaAreOneOrAmbiguous(
      String upca,
      String product,
      String item,
      String upca2,
      String product2,
      String item2,
      String expected) {
    List<CatalogProduct> rows =
        List.of(row(upca, product, item, "ACTIVE"), row(upca2, product2, item2, ""));

    for (List<CatalogProduct> order : List.of(rows, rows.reversed())) {
      CatalogIndex index = CatalogIndex.of(order);
      if (expected.equals("one")) {
        assertThat(index.upca(index.find(12))).isEqualTo("012");
        assertThat(index.ambiguous()).isZero();
      } else {
        assertThat(index.find(12)).isEqualTo(CatalogIndex.AMBIGUOUS);
        assertThat(index.size()).isZero();
        assertThat(index.ambiguous()).isEqualTo(1);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"'', true", "ACTIVE, true", "active, true", "DRAFT, false", "ARCHIVED, false"})
  void onlyProductsOnlineAreInIt(String status, boolean online) {
    CatalogIndex index = CatalogIndex.of(List.of(row("5", "p", "", status)));

    assertThat(index.find(5) >= 0).isEqualTo(online);
  }

  @Test
  void aProductThatIsNotOnlineMakesNoUpcaAmbiguous() {
    CatalogIndex index =
        CatalogIndex.of(List.of(row("5", "p", "", "ACTIVE"), row("5", "q", "", "ARCHIVED")));

    assertThat(index.find(5)).isZero();
  }

  @Test
  void theVersionIsThatOfTheContentInAnyOrder() {
    List<CatalogProduct> rows =
        new ArrayList<>(
            List.of(
                CatalogProduct.of("1", "a"),
                CatalogProduct.of("2", "b"),
                CatalogProduct.of("3", "c")));
    String version = CatalogIndex.of(rows).version();
    Collections.reverse(rows);

    assertThat(version).matches("[0-9a-f]{12}");
    assertThat(CatalogIndex.of(rows).version()).isEqualTo(version);
    rows.set(0, CatalogProduct.of("03", "c"));
    assertThat(CatalogIndex.of(rows).version()).isNotEqualTo(version);
    rows.set(0, CatalogProduct.of("3", "c"));
    rows.add(CatalogProduct.of("3", "d"));
    assertThat(CatalogIndex.of(rows).version()).isNotEqualTo(version);
  }

  @Test
  void manyUpcasAreFoundAfterTheyWereWrittenAndReadAgain() throws IOException {
    Random random = new Random(7);
    Set<Long> upcs = new HashSet<>();
    List<CatalogProduct> rows = new ArrayList<>();
    while (upcs.size() < 20_000) {
      long upc = 2_050_000_000_000L + random.nextInt(1_000_000);
      if (upcs.add(upc)) {
        rows.add(CatalogProduct.of(Long.toString(upc), "p" + upc));
        if (upc % 10 == 0) {
          rows.add(CatalogProduct.of("0" + upc, "other" + upc));
        }
      }
    }

    CatalogIndex index = reread(CatalogIndex.of(rows));

    assertThat(index.version()).isEqualTo(CatalogIndex.of(rows).version());
    assertThat(index.size() + index.ambiguous()).isEqualTo(20_000);
    for (long upc = 2_050_000_000_000L; upc < 2_050_000_000_000L + 1_000_000; upc++) {
      int found = index.find(upc);
      if (!upcs.contains(upc)) {
        assertThat(found).isEqualTo(CatalogIndex.UNKNOWN);
      } else if (upc % 10 == 0) {
        assertThat(found).isEqualTo(CatalogIndex.AMBIGUOUS);
      } else {
        assertThat(index.upc(found)).isEqualTo(upc);
      }
    }
  }

  @Test
  void anyDamageToTheFileIsNoticed() throws IOException {
    byte[] file =
        written(
            CatalogIndex.of(List.of(CatalogProduct.of("1", "a"), CatalogProduct.of("022", "b"))));

    for (int at = 0; at < file.length; at++) {
      byte[] damaged = file.clone();
      damaged[at] ^= 4;
      assertThatThrownBy(() -> read(damaged)).as("byte %d", at).isInstanceOf(DamagedIndex.class);
    }
    for (int length = 0; length < file.length; length++) {
      byte[] cut = Arrays.copyOf(file, length);
      assertThatThrownBy(() -> read(cut))
          .isInstanceOf(DamagedIndex.class)
          .hasMessage("the catalogue index is damaged: it ends too early");
    }
    assertThatThrownBy(() -> read(Arrays.copyOf(file, file.length + 1)))
        .hasMessage("the catalogue index is damaged: it goes on after its end");
    assertThatThrownBy(() -> read(new byte[200]))
        .hasMessage("the catalogue index is damaged: it does not begin like one");
  }

  private static CatalogProduct row(String upca, String product, String item, String status) {
    return new CatalogProduct(
        CanonicalUpc.of(upca),
        upca,
        product,
        Optional.empty(),
        Optional.of(item).filter(text -> !text.isEmpty()),
        Optional.empty(),
        status,
        List.of());
  }

  private static CatalogIndex reread(CatalogIndex index) throws IOException {
    return read(written(index));
  }

  private static byte[] written(CatalogIndex index) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    index.writeTo(out);
    return out.toByteArray();
  }

  private static CatalogIndex read(byte[] file) throws IOException {
    return CatalogIndex.readFrom(new ByteArrayInputStream(file));
  }
}
